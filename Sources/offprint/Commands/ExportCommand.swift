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

            Papers come newest day first. Drafts, papers of days to come, and withdrawn, retracted or removed papers are
            left out.

            Examples:
              offprint export bibtex > papers.bib
              offprint export csl-json --tag efficiency --since 2025-01-01
              offprint export jsonl --author "Ada Lovelace" | jq .title
            """)

    @Argument(
        help: ArgumentHelp(
            "\(Exporter.all.map(\.id).joined(separator: ", ")).", valueName: "format"),
        transform: { text in
            if let exporter = Exporter.all.first(where: { $0.id == text }) { return exporter }
            throw ValidationError(Program.unknown("format", text, among: Exporter.all.map(\.id)))
        })
    var exporter: Exporter

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

    @OptionGroup var asOf: AsOfOption

    func run() throws {
        let options = Program.siteOptions(site, asOf)
        let selection = Export.Selection(tags: tag, authors: author, since: since, until: until)
        let outcome = try Program.reportingFailures { () throws(IOFailure) in
            try Export.run(exporter, selection, options, write: Program.writeToStandardOutput)
        }
        Program.print(outcome.diagnostics, site: site.folder)
        switch outcome.result {
        case .stopped: throw ExitCode(1)
        case .refused(let reason): throw ValidationError(reason)
        case .exported: break
        }
    }
}
