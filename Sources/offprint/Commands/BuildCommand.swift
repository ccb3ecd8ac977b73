import ArchiveModel
import ArgumentParser
import FileSystem
import Foundation
import OffprintKit
import Parallelism

/// `offprint build`
struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Builds the site from its content.",
        discussion: "Nothing is published where there is an error: the site stays as it was.")

    @OptionGroup var site: SiteOption

    @Option(help: "Where the site goes, relative to the working folder. (default: public in the site's folder)")
    var output: String?

    @OptionGroup var asOf: AsOfOption

    @Flag(help: "Publish drafts too.")
    var drafts = false

    @Option(help: "How many threads to use. (default: one a core)")
    var jobs: Int?

    @Flag(help: "Let warnings stop the build.")
    var strict = false

    @Flag(help: "Make links that work from a folder without a server.")
    var relative = false

    @Flag(help: "Wait for the disk, so that a power failure, too, leaves whole files.")
    var durable = false

    @Flag(help: "Make everything anew, whatever earlier builds left in the cache.")
    var full = false

    @Option(
        help: ArgumentHelp(
            "The folder for what the next build can use. (default: one for each site in the user's cache folder)",
            valueName: "DIR"))
    var cache: String?

    @Option(help: ArgumentHelp("Write what the build did, as JSON, to this file.", valueName: "FILE"))
    var report: String?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs has to be at least 1") }
    }

    func run() throws {
        let now = Date().timeIntervalSince1970
        let site = site.folder
        let output = output ?? (site == "." ? "public" : "\(site)/public")
        let folder = cache ?? UserCache.folder(site: site, output: output)
        let progress = ProgressCounter()
        let options = Build.Options(
            site: site, output: output, asOf: asOf.value(now: Int64(now)), drafts: drafts,
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, strict: strict, relativeLinks: relative,
            isDurable: durable,
            themeFolders: Program.themeFolders,
            cache: folder.map { Cache(folder: $0, program: UserCache.program, isIgnored: full) },
            startedAt: Int64(now * 1_000_000_000), progress: progress)
        let bar = ProgressBar(progress)
        let outcome = try Program.reportingFailures { () throws(IOFailure) in
            // Before anything is said.
            defer { bar?.end() }
            return try Build.run(options)
        }
        Program.print(outcome.diagnostics, site: site)
        guard let built = outcome.report else { throw ExitCode(1) }
        if let report {
            try Program.reportingFailures { () throws(IOFailure) in
                _ = try Folder.open(".").write(Array(built.json.utf8), to: report)
            }
        }
        print(built.summary)
    }
}
