import ArchiveLoading
import ArchiveModel
import Diagnostics
import FileSystem
import Parallelism

/// A site's archive, for commands that read it and build nothing.
package struct SiteArchive: Sendable {
    /// Which site, as of when.
    package struct Options: Sendable {
        /// The folder with `site.toml`.
        package var site: String
        /// The day that now is, in the site's time zone.
        package var asOf: AsOf
        /// How many threads to use.
        package var jobs: Int
        /// What builds of the site keep; `nil` where everything is read anew.
        package var cache: Cache?
        /// When the command began, in nanoseconds since 1970.
        package var startedAt: Int64

        /// Makes options.
        package init(site: String, asOf: AsOf, jobs: Int, cache: Cache?, startedAt: Int64) {
            self.site = site
            self.asOf = asOf
            self.jobs = jobs
            self.cache = cache
            self.startedAt = startedAt
        }
    }

    let folder: Folder
    let configuration: SiteConfiguration
    /// The day that now is, in the site's time zone.
    let today: Day
    let archive: Archive

    /// Loads a site's archive: `nil` where it has errors.
    static func load(_ options: Options) throws(IOFailure) -> (site: SiteArchive?, diagnostics: [Diagnostic]) {
        let folder = try Folder.open(options.site)
        let ((read, zone), problems) = SiteSettings.read(folder)
        guard let configuration = read else { return (nil, problems) }
        let (tree, treeProblems) = try ContentTree.scan(folder, jobs: options.jobs)
        let today = options.asOf.day(in: zone)
        let loading = ArchiveLoader.Options(
            asOf: today, drafts: false, jobs: options.jobs, offset: zone.offset,
            macros: configuration.macros,
            cache: options.cache?.open()?.entries(configuration),
            startedAt: options.startedAt, progress: ProgressCounter())
        let (archive, entryProblems) = ArchiveLoader.load(
            tree, in: folder, configuration: configuration, options: loading)
        let diagnostics = (problems + treeProblems + entryProblems).sorted()
        guard !diagnostics.hasErrors else { return (nil, diagnostics) }
        let site = SiteArchive(folder: folder, configuration: configuration, today: today, archive: archive)
        return (site, diagnostics)
    }
}
