import ArchiveModel
import ArgumentParser
import FileSystem
import Foundation
import OffprintKit

/// `offprint digest`
struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "Writes the email of a day or a week.",
        discussion: """
            The same days make the same message, byte for byte. Without --day or --week it is of today.

            The exit status is 3 where there are no papers: then there is nothing to send.

            Examples:
              offprint digest --to readers@example.org | sendmail -t
              offprint digest --week 2025-12-16 --tag attention > week.eml
              offprint digest --format html > campaign.html
            """)

    @OptionGroup var site: SiteOption

    @Option(help: ArgumentHelp("The day.", valueName: "YYYY-MM-DD"), transform: Day.init(argument:))
    var day: Day?

    @Option(
        help: ArgumentHelp("The week, from Monday, that holds this day.", valueName: "YYYY-MM-DD"),
        transform: Day.init(argument:))
    var week: Day?

    @Option(help: ArgumentHelp("Only papers with this tag.", valueName: "TAG"))
    var tag: String?

    @Option(
        help: ArgumentHelp(
            "\(DigestMail.Format.allCases.map(\.rawValue).joined(separator: ", ")): a message, or a part of it.",
            valueName: "format"))
    var format = DigestMail.Format.eml

    @Option(help: ArgumentHelp("Who gets it; `to` under [digest] otherwise.", valueName: "ADDRESS"))
    var to: String?

    @OptionGroup var asOf: AsOfOption

    func validate() throws {
        if day != nil, week != nil {
            throw ValidationError("it is of a day or of a week: give one of --day and --week")
        }
        if let to, !DigestMail.isRecipient(to) { throw ValidationError("`\(to)` is no address of an email") }
    }

    func run() throws {
        let period: DigestMail.Period = day.map { .day($0) } ?? week.map { .week($0) } ?? .today
        let options = Program.siteOptions(site, asOf)
        let (outcome, diagnostics) = try Program.reportingFailures { () throws(IOFailure) in
            try DigestMail.run(
                period, tag: tag, format: format, to: to, themeFolders: Program.themeFolders, options)
        }
        Program.print(diagnostics, site: site.folder)
        switch outcome {
        case .stopped: throw ExitCode(1)
        case .refused(let reason): throw ValidationError(reason)
        case .empty(let reason):
            Program.write("\(reason)\n")
            throw ExitCode(3)
        case .made(let bytes):
            if DigestMail.isClipped(bytes) {
                Program.write("note: the message has \(bytes.count) bytes; Gmail shows the first 102,000\n")
            }
            try Program.reportingFailures { () throws(IOFailure) in
                try Program.writeToStandardOutput(bytes)
            }
        }
    }
}

extension DigestMail.Format: ExpressibleByArgument {}
