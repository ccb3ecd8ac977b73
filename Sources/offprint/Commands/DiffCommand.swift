import ArgumentParser
import FileSystem
import Foundation
import OffprintKit

/// `offprint diff`
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Says what a change does to the site.",
        discussion: """
            Builds the site as it is in the working folder and as it was in a commit, and lists the pages that are new, changed
            or removed, papers whose address changed while nothing leads there from the old one, and what readers of the feed
            will see, or see again. Both builds are kept, so that the next comparison takes less time.

            Examples:
              offprint diff main
              offprint diff origin/main --format markdown >> "$GITHUB_STEP_SUMMARY"
            """)

    /// How to print.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, markdown
    }

    @Argument(help: ArgumentHelp("The commit, branch or tag to compare with.", valueName: "commit"))
    var base: String

    @OptionGroup var site: SiteOption

    @Option(help: ArgumentHelp("How to print: text, or markdown for a pull request.", valueName: "FORMAT"))
    var format = Format.text

    @OptionGroup var asOf: AsOfOption

    func run() throws {
        let now = Date().timeIntervalSince1970
        let folder =
            UserCache.folder(site: site.folder, output: "diff") ?? NSTemporaryDirectory() + "offprint-diff-\(getpid())"
        let options = Diffing.Options(
            site: site.folder, base: base, asOf: asOf.value(now: Int64(now)),
            jobs: ProcessInfo.processInfo.activeProcessorCount, themeFolders: Program.themeFolders, folder: folder,
            program: UserCache.program, startedAt: Int64(now * 1_000_000_000))
        let result = try Program.reportingFailures { () throws(IOFailure) in try Diffing.run(options) }
        switch result {
        case .difference(let difference):
            print(format == .text ? difference.text : difference.markdown, terminator: "")
        case .stopped(let diagnostics, let isBase):
            Program.print(diagnostics, site: isBase ? "." : site.folder)
            if isBase { Program.complain("the site of \(base) does not build, so there is nothing to compare with") }
            throw ExitCode(1)
        }
    }
}
