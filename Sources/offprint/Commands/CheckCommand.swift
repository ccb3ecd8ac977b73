import ArgumentParser
import Diagnostics
import FileSystem
import Foundation
import OffprintKit

/// `offprint check`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Looks for mistakes in the content, site.toml and the theme; writes nothing.",
        discussion: """
            All that a build says, of all entries whatever their dates, and more: papers without an abstract, titles in
            capitals, links to pages that the site has not, pictures without text, dates to come, people and tags that may be
            one, TeX that nothing reads, the host's limits. docs/diagnostics has a page for each. [checks] in site.toml gives
            warnings another level. --fix mends what can be mended without any doubt, and leaves the rest to you.

            Formats:
              text         For people: the place, the message, the line with a caret.
            \(DiagnosticFormat.all.map { "  \($0.id.padding(toLength: 13, withPad: " ", startingAt: 0))\($0.summary)" }.joined(separator: "\n"))

            What is for people goes to standard error, all else to standard output. The exit status is 1 where there is an
            error, and with --strict where there is a warning.

            Examples:
              offprint check
              offprint check content/papers/2025 --strict
              offprint check --fix
              offprint check --baseline https://example.org/manifest.json
              offprint check --format sarif > offprint.sarif
            """)

    @Argument(
        help: ArgumentHelp("Report only what is in these files and folders.", valueName: "path"),
        completion: .file())
    var paths: [String] = []

    @OptionGroup var site: SiteOption

    @Option(
        help: ArgumentHelp(
            "How to print: text, \(DiagnosticFormat.all.map(\.id).joined(separator: ", ")).", valueName: "FORMAT"),
        transform: { text in
            let known = ["text"] + DiagnosticFormat.all.map(\.id)
            guard known.contains(text) else { throw ValidationError(Program.unknown("format", text, among: known)) }
            return text
        })
    var format = "text"

    @Option(
        help: ArgumentHelp(
            "Say which addresses of a site that was published are lost; its manifest.json, a file or an address.",
            valueName: "MANIFEST"))
    var baseline: String?

    @Flag(help: "Mend what can only be meant one way: `10times` is `10×`.")
    var fix = false

    @Flag(help: "Let warnings fail.")
    var strict = false

    @OptionGroup var asOf: AsOfOption

    func run() throws {
        let (diagnostics, repairs) = try Program.reportingFailures { () throws(IOFailure) in
            var published: SourceFile?
            if let baseline {
                let read = try Program.read(baseline, largest: VerifyCommand.largest)
                // Other places in messages are within the site.
                let isElsewhere = site.folder != "." && !baseline.contains("://") && baseline != "-"
                published =
                    isElsewhere
                    ? SourceFile(path: URL(fileURLWithPath: baseline).standardizedFileURL.path, bytes: read.bytes)
                    : read
            }
            return try Checking.run(
                Checking.Options(
                    site: Program.siteOptions(site, asOf), themeFolders: Program.themeFolders,
                    paths: paths.map { Self.path($0, in: site.folder) }, baseline: published, fixes: fix))
        }
        if let format = DiagnosticFormat.all.first(where: { $0.id == format }) {
            let text = format.text(
                diagnostics.map { $0.located(in: site.folder) }, Offprint.configuration.version)
            print(text, terminator: "")
        } else {
            Program.print(diagnostics, site: site.folder)
            if repairs > 0 { print("mended \(repairs) \(repairs == 1 ? "place" : "places")") }
            if diagnostics.isEmpty { print("nothing to complain of") }
        }
        if strict ? !diagnostics.isEmpty : diagnostics.hasErrors { throw ExitCode(1) }
    }

    /// A path as an argument says it, relative to the site's folder.
    private static func path(_ path: String, in site: String) -> String {
        let whole = URL(fileURLWithPath: path).standardizedFileURL.path
        let base = URL(fileURLWithPath: site).standardizedFileURL.path
        if whole == base { return "." }
        return whole.hasPrefix(base + "/") ? String(whole.dropFirst(base.count + 1)) : path
    }
}
