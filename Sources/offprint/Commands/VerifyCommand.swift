import ArgumentParser
import Diagnostics
import FileSystem
import Foundation
import OffprintKit

/// `offprint verify`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Compares a copy of a site with its manifest: every file, by its SHA-256.",
        discussion: """
            The site has a manifest where site.toml says `manifest = true` under [export]. A mirror proves itself by the
            manifest of the site that it mirrors.

            The exit status is 1 where a file is missing or another one, and, in a folder, where there is one more.

            Examples:
              offprint verify public
              offprint verify https://example.org/
              offprint verify /srv/mirror --manifest https://example.org/manifest.json
              offprint verify https://mirror.example.org/ --manifest manifest.json --sample 500
            """)

    @Argument(help: ArgumentHelp("The copy: a folder, or the address of a site's first page.", valueName: "copy"))
    var copy: String

    @Option(
        help: ArgumentHelp("What to compare with, a file or an address. (default: the copy's own)", valueName: "FILE"))
    var manifest: String?

    @Option(help: ArgumentHelp("Look at this many files only, spread evenly.", valueName: "NUMBER"))
    var sample: Int?

    @Option(help: "How many files to look at at once. (default: one a core, and eight on the web)")
    var jobs: Int?

    /// How large a file of a site may be on the web, in bytes; the manifest of 100,000 papers has 25 MB.
    static let largest = 1_000_000_000

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs has to be at least 1") }
        if let sample, sample < 1 { throw ValidationError("--sample has to be at least 1") }
    }

    func run() throws {
        let isWeb = copy.hasPrefix("https://") || copy.hasPrefix("http://")
        let base = copy.hasSuffix("/") ? copy : copy + "/"
        let (report, diagnostics) = try Program.reportingFailures { () throws(IOFailure) in
            try Verifying.run(
                Program.read(manifest ?? base + "manifest.json", largest: Self.largest),
                isWeb ? .web(address: base) { Program.fetcher(largest: Self.largest) } : .folder(Folder.open(copy)),
                sample: sample,
                jobs: jobs ?? (isWeb ? 8 : ProcessInfo.processInfo.activeProcessorCount))
        }
        Program.print(diagnostics, site: ".")
        guard let report else { throw ExitCode(1) }
        for (path, fault) in report.faults {
            switch fault {
            case .missing: print("missing: \(path)")
            case .changed(let size?): print("changed: \(path) has \(size) bytes")
            case .changed(nil): print("changed: \(path)")
            case .unreadable(let reason): print("unreadable: \(path): \(reason)")
            case .unlisted: print("not in the manifest: \(path)")
            }
        }
        guard report.faults.isEmpty else {
            Program.complain("\(report.faults.count) of \(report.count) files are not as the manifest says")
            throw ExitCode(1)
        }
        print("\(report.count) files with \(report.bytes) bytes are as the manifest says")
    }
}
