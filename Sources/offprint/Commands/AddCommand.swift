import ArchiveModel
import ArgumentParser
import Diagnostics
import Fetching
import FileSystem
import Foundation
import OffprintKit

/// What new entries get, whoever makes them.
struct NewEntryOptions: ParsableArguments {
    @OptionGroup var site: SiteOption

    @Option(
        help: ArgumentHelp(
            "The day that features it. (default: today in the site's time zone)", valueName: "YYYY-MM-DD"),
        transform: Day.init(argument:))
    var date: Day?

    @Option(help: ArgumentHelp("A tag; can be given several times.", valueName: "TAG"))
    var tag: [String] = []

    @Flag(help: "Make it a draft.")
    var draft = false

    @Flag(help: "Open it in $VISUAL or $EDITOR.")
    var edit = false

    var options: Adding.Options { Adding.Options(date: date, tags: tag, isDraft: draft) }
    var siteOptions: SiteArchive.Options { Program.siteOptions(site) }

    /// Says what came of it, and opens what is new.
    func finish(_ result: Adding.Result) throws {
        let paths = result.paths.map { site.folder == "." ? $0 : "\(site.folder)/\($0)" }
        for path in paths { print(path) }
        Program.print(result.diagnostics, site: site.folder)
        for failure in result.failures { Program.complain(failure.description) }
        if edit, !paths.isEmpty { try Editor.open(paths) }
        if !result.failures.isEmpty { throw ExitCode(74) }
        if result.diagnostics.hasErrors { throw ExitCode(1) }
    }
}

/// `offprint new`
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Makes an entry to be written.",
        discussion: """
            The entry begins as archetypes/paper.md, where the site has that file: {{title}}, {{date}}, {{tags}} and {{draft}}
            are filled in.

            Example:
              offprint new "Attention Is All You Need" --tag attention --edit
            """)

    @Argument(help: "The paper's title.")
    var title: String

    @OptionGroup var entry: NewEntryOptions

    func run() throws {
        let result = try Program.reportingFailures { () throws(IOFailure) in
            try Adding.new(title, entry.options, in: entry.siteOptions)
        }
        try entry.finish(result)
    }
}

/// `offprint add`
struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Makes entries of papers by their identifiers.",
        discussion: """
            An arXiv number or address, a DOI, a paper's page on Hugging Face or OpenReview. What is known there is fetched and
            becomes an entry. Papers that the archive has already are refused.

            Example:
              offprint add 2306.07552 https://arxiv.org/abs/2410.03355 10.1038/nature14539 --tag efficiency

            OFFPRINT_MIRROR=http://127.0.0.1:8080 sends requests there, with the host's name first in the path.
            """)

    @Argument(help: ArgumentHelp("Identifiers and addresses.", valueName: "id"))
    var ids: [String]

    @OptionGroup var entry: NewEntryOptions

    func run() throws {
        let result = try Program.reportingFailures { () throws(IOFailure) in
            try Adding.add(ids, entry.options, to: entry.siteOptions, fetcher: Program.fetcher())
        }
        try entry.finish(result)
    }
}

/// The person's editor.
private enum Editor {
    /// Opens files and waits for the editor's end.
    static func open(_ paths: [String]) throws {
        let environment = ProcessInfo.processInfo.environment
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The variable may have arguments of its own; the paths are arguments, whatever is in them.
        process.arguments = ["-c", "\(editor) \"$@\"", "sh"] + paths
        try process.run()
        process.waitUntilExit()
    }
}
