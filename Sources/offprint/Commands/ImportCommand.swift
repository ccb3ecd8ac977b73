import ArchiveExchange
import ArchiveModel
import ArgumentParser
import Diagnostics
import FileSystem
import Foundation
import OffprintKit

/// `offprint import`
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Makes entries of papers that come in another format.",
        discussion: """
            Formats:
            \(Importer.all.map { "  \($0.id.padding(toLength: 13, withPad: " ", startingAt: 0))\($0.summary)" }.joined(separator: "\n"))

            A paper that the archive has (same arXiv id, DOI, OpenReview id, id or title) is brought up to date: keys that
            its entry lacks are added, and votes, comments and stars taken over. All else that the entry says stays, with
            its comments and the order of its keys; where the source says something else, that is reported.

            Examples:
              offprint import bibtex references.bib --tag survey --dry-run
              offprint import arxiv listing.xml --date published
              offprint import huggingface 'https://huggingface.co/api/daily_papers?date=2025-12-16'
            """)

    @Argument(
        help: ArgumentHelp("\(Importer.all.map(\.id).joined(separator: ", ")).", valueName: "format"),
        transform: { text in
            if let importer = Importer.all.first(where: { $0.id == text }) { return importer }
            throw ValidationError(Program.unknown("format", text, among: Importer.all.map(\.id)))
        })
    var importer: Importer

    @Argument(help: ArgumentHelp("Files or addresses; `-` is standard input, and so is none.", valueName: "file"))
    var files: [String] = []

    @OptionGroup var site: SiteOption

    @Option(
        help: ArgumentHelp(
            "The day that features the papers, or `published` for the day each came out. (default: what the format says, else today)",
            valueName: "YYYY-MM-DD"),
        transform: { text in text == "published" ? .published : .day(try Day(argument: text)) })
    var date: Import.Options.Date = .own

    @Option(help: ArgumentHelp("A tag for every new entry; can be given several times.", valueName: "TAG"))
    var tag: [String] = []

    @Flag(help: "Say what would be done, and write nothing.")
    var dryRun = false

    @Flag(help: "Where the source says something else than an entry, take what it says.")
    var replace = false

    @OptionGroup var asOf: AsOfOption

    func run() throws {
        let sources = try Program.reportingFailures { () throws(IOFailure) in
            try (files.isEmpty ? ["-"] : files).map { path throws(IOFailure) in try Program.read(path) }
        }
        let options = Import.Options(
            importer: importer, sources: sources, date: date, tags: tag, isDryRun: dryRun, replaces: replace)
        let result = try Program.reportingFailures { () throws(IOFailure) in
            try Import.run(options, into: Program.siteOptions(site, asOf))
        }
        Program.print(result.diagnostics, site: site.folder)
        guard let summary = result.summary else { throw ExitCode(1) }
        print(summary)
        if result.hasRefused { throw ExitCode(1) }
    }
}
