import ArchiveModel
package import Diagnostics
package import FileSystem
package import Markup
import Parallelism

/// `offprint diff`: what a change does to the site.
package enum Diffing {
    /// What the command was asked for.
    package struct Options: Sendable {
        /// The folder with `site.toml`, within a git repository.
        package var site: String
        /// The commit, branch or tag that the site is compared with.
        package var base: String
        /// The day that now is, for both.
        package var asOf: AsOf
        /// How many threads to use.
        package var jobs: Int
        /// Folders in which to look for themes that the site has not itself.
        package var themeFolders: [String]
        /// The folder in which both sites are built, and kept for the next time.
        package var folder: String
        /// Of the program that is running.
        package var program: Fingerprint
        /// When the command began, in nanoseconds since 1970.
        package var startedAt: Int64

        /// Makes options.
        package init(
            site: String, base: String, asOf: AsOf, jobs: Int, themeFolders: [String], folder: String,
            program: Fingerprint,
            startedAt: Int64
        ) {
            self.site = site
            self.base = base
            self.asOf = asOf
            self.jobs = jobs
            self.themeFolders = themeFolders
            self.folder = folder
            self.program = program
            self.startedAt = startedAt
        }
    }

    /// What came of it.
    package enum Result: Sendable {
        /// The difference.
        case difference(SiteDifference)
        /// One of the sites has errors: that of the working folder, or the one that it is compared with.
        case stopped([Diagnostic], isBase: Bool)
    }

    /// Builds the site as it is and as it was, both from what the last run kept, and compares them.
    package static func run(_ options: Options) throws(IOFailure) -> Result {
        let git = try Git(of: options.site)
        let commit = try git.commit(options.base)
        _ = try Folder.make(options.folder)
        switch try build(options.site, "head", options) {
        case .failure(let stopped): return .stopped(stopped.diagnostics, isBase: false)
        case .success(let after):
            return try git.withFiles(of: commit, at: "\(options.folder)/tree") { site throws(IOFailure) in
                switch try build(site, "base", options) {
                case .failure(let stopped): .stopped(stopped.diagnostics, isBase: true)
                case .success(let before): .difference(try SiteDifference(from: before, to: after, jobs: options.jobs))
                }
            }
        }
    }

    /// A site with errors.
    private struct Stopped: Error {
        var diagnostics: [Diagnostic]
    }

    private static func build(
        _ site: String, _ name: String, _ options: Options
    ) throws(IOFailure) -> Swift.Result<BuiltSite, Stopped> {
        let output = "\(options.folder)/\(name)"
        let cache = Cache(folder: "\(options.folder)/\(name).cache", program: options.program, isIgnored: false)
        let outcome = try Build.run(
            Build.Options(
                site: site, output: output, asOf: options.asOf, drafts: false, jobs: options.jobs, strict: false,
                relativeLinks: false, isDurable: false, themeFolders: options.themeFolders, cache: cache,
                startedAt: options.startedAt,
                progress: ProgressCounter()))
        guard outcome.report != nil else { return .failure(Stopped(diagnostics: outcome.diagnostics)) }
        let loading = SiteArchive.Options(
            site: site, asOf: options.asOf, jobs: options.jobs, cache: cache,
            startedAt: options.startedAt)
        let (loaded, diagnostics) = try SiteArchive.load(loading)
        guard let loaded else { return .failure(Stopped(diagnostics: diagnostics)) }
        return .success(
            BuiltSite(output: try Folder.open(output), archive: loaded.archive, configuration: loaded.configuration))
    }
}
