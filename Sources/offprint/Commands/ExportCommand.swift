import ArchiveExchange
import ArchiveModel
import ArgumentParser
import FileSystem
import Foundation
import OffprintKit

/// `offprint export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes papers for reference managers and other programs.",
        discussion: """
            Formats:
            \(Exporter.all.map { "  \($0.id.padding(toLength: 10, withPad: " ", startingAt: 0))\($0.summary)" }.joined(separator: "\n"))
              zip       The days as a zip file that is a bag (BagIt): pages that open from a folder without a server, the papers
                        in all formats, and checksums.

            Papers come newest day first. Drafts, papers of days to come, and withdrawn, retracted or removed papers are
            left out.

            Examples:
              offprint export bibtex > papers.bib
              offprint export csl-json --tag efficiency --since 2025-01-01
              offprint export jsonl --author "Ada Lovelace" | jq .title
              offprint export zip --year 2025 > 2025.zip
            """)

    /// What is written.
    enum Format: Sendable {
        case papers(Exporter)
        case zip

        static let names = Exporter.all.map(\.id) + ["zip"]
    }

    @Argument(
        help: ArgumentHelp("\(Format.names.joined(separator: ", ")).", valueName: "format"),
        transform: { text in
            if text == "zip" { return .zip }
            if let exporter = Exporter.all.first(where: { $0.id == text }) { return .papers(exporter) }
            throw ValidationError(Program.unknown("format", text, among: Format.names))
        })
    var format: Format

    @OptionGroup var site: SiteOption

    @Option(
        help: ArgumentHelp("Only papers with this tag; with several, papers that have one of them.", valueName: "TAG"))
    var tag: [String] = []

    @Option(
        help: ArgumentHelp("Only papers by this author; with several, papers by one of them.", valueName: "NAME"))
    var author: [String] = []

    @Option(
        help: ArgumentHelp("Only papers of this day and later ones.", valueName: "YYYY-MM-DD"),
        transform: Day.init(argument:))
    var since: Day?

    @Option(
        help: ArgumentHelp("Only papers of this day and earlier ones.", valueName: "YYYY-MM-DD"),
        transform: Day.init(argument:))
    var until: Day?

    @Option(help: ArgumentHelp("Only papers of this year.", valueName: "YYYY"))
    var year: Int?

    @OptionGroup var asOf: AsOfOption

    func validate() throws {
        if year != nil, since != nil || until != nil { throw ValidationError("--year says the days already") }
        if let since, let until, since > until { throw ValidationError("--since is later than --until") }
        if let year, !(1...9999).contains(year) { throw ValidationError("--year has to be from 1 to 9999") }
        if case .zip = format {
            if !tag.isEmpty || !author.isEmpty { throw ValidationError("a zip has all papers of its days") }
            if isatty(STDOUT_FILENO) == 1 { throw ValidationError("a zip is nothing for a terminal; add > FILE.zip") }
        }
    }

    func run() throws {
        let options = Program.siteOptions(site, asOf)
        let since = year.flatMap { Day(year: $0, month: 1, day: 1) } ?? since
        let until = year.flatMap { Day(year: $0, month: 12, day: 31) } ?? until
        let outcome = try Program.reportingFailures { () throws(IOFailure) in
            switch format {
            case .papers(let exporter):
                let selection = Export.Selection(tags: tag, authors: author, since: since, until: until)
                return try Export.run(exporter, selection, options, write: Program.writeToStandardOutput)
            case .zip:
                let scratch = NSTemporaryDirectory() + "offprint-zip-\(UUID().uuidString)"
                // What stays behind, the system removes with the rest of its folder.
                defer { try? FileManager.default.removeItem(atPath: scratch) }
                let name = year.map(String.init) ?? [since, until].compactMap { $0?.iso }.joined(separator: "-to-")
                return try Bag.run(
                    Bag.Options(
                        site: options, days: (since ?? .first)...(until ?? .last),
                        name: name.isEmpty ? "archive" : "archive-\(name)", scratch: scratch,
                        themeFolders: Program.themeFolders, agent: "offprint \(Offprint.configuration.version)"),
                    write: Program.writeToStandardOutput)
            }
        }
        Program.print(outcome.diagnostics, site: site.folder)
        switch outcome.result {
        case .stopped: throw ExitCode(1)
        case .refused(let reason): throw ValidationError(reason)
        case .exported: break
        }
    }
}
