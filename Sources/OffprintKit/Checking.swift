import ArchiveLoading
import ArchiveModel
package import Diagnostics
package import FileSystem
import Parallelism
import SearchIndex
import SiteGeneration

/// `offprint check`: everything there is to say of a site, and nothing written.
package enum Checking {
    /// What the command was asked for.
    package struct Options: Sendable {
        /// The site; all of its entries are looked at.
        package var site: SiteArchive.Options
        /// Folders in which to look for a theme that the site has not in its own `themes`.
        package var themeFolders: [String]
        /// The files and folders that the report is about, relative to the site's folder; none for all.
        package var paths: [String]
        /// What was published before; `nil` where nothing is to be compared with it.
        package var baseline: SourceFile?
        /// Whether what has a repair is mended.
        package var fixes: Bool

        /// Makes options.
        package init(
            site: SiteArchive.Options, themeFolders: [String], paths: [String], baseline: SourceFile?, fixes: Bool
        ) {
            self.site = site
            self.themeFolders = themeFolders
            self.paths = paths
            self.baseline = baseline
            self.fixes = fixes
        }
    }

    /// Mends what can be mended without any doubt, where that was asked for, and looks at what is left.
    ///
    /// - Returns: What is left, and how many places were mended.
    /// - Throws: What kept a file from being read or written.
    package static func run(_ options: Options) throws(IOFailure) -> (diagnostics: [Diagnostic], repairs: Int) {
        let diagnostics = try look(options)
        guard options.fixes else { return (diagnostics, 0) }
        let site = try Folder.open(options.site.site)
        let repairs = try Repairs.apply(Repairs.changes(diagnostics, in: site), in: site)
        return (repairs > 0 ? try look(options) : diagnostics, repairs)
    }

    /// What is wrong with a site, and what might be, in the order of the places.
    private static func look(_ options: Options) throws(IOFailure) -> [Diagnostic] {
        let site = try Folder.open(options.site.site)
        let ((read, zone), problems) = SiteSettings.read(site)
        guard let configuration = read else { return problems }
        let (theme, themeProblems) = try ThemeFinder.load(site, configuration, folders: options.themeFolders)
        let (tree, treeProblems) = try ContentTree.scan(site, jobs: options.site.jobs)
        let today = options.site.asOf.day(in: zone)
        var loading = ArchiveLoader.Options(
            asOf: today, drafts: true, jobs: options.site.jobs, offset: zone.offset, macros: configuration.macros,
            cache: options.site.cache?.open()?.entries(configuration),
            startedAt: options.site.startedAt, progress: ProgressCounter())
        loading.hasEverything = true
        let (archive, entryProblems) = ArchiveLoader.load(
            tree, in: site, configuration: configuration, options: loading)
        var diagnostics = problems + themeProblems + treeProblems + entryProblems
        var plan: Plan?
        if let theme {
            let (kinds, templates) = Plan.prepare(theme)
            diagnostics += templates.diagnostics
            // A plan of something broken would only complain of what follows.
            if !diagnostics.hasErrors {
                let (made, planProblems) = try self.plan(
                    archive, configuration, theme, kinds, site, today, options.site)
                plan = made
                diagnostics += planProblems
            }
        }
        let checked = SiteUnderCheck(
            archive, configuration, folder: site, today: today, plan: plan,
            locate: { path, key in locate(path, key, in: site) })
        diagnostics += try checked.run(jobs: options.site.jobs)
        if let baseline = options.baseline, let theme, plan != nil {
            // What a build of today would publish, without the entries that wait.
            (loading.drafts, loading.hasEverything) = (false, false)
            let (published, _) = ArchiveLoader.load(tree, in: site, configuration: configuration, options: loading)
            let (today, _) = try self.plan(
                published, configuration, theme, Plan.prepare(theme).kinds, site, today, options.site)
            let (baseline, problems) = Baseline.read(baseline)
            diagnostics += problems
            diagnostics += baseline?.lostAddresses(in: today) ?? []
            diagnostics += baseline?.reusedIDs(in: archive, configuration) ?? []
        }
        return configuration.leveled(diagnostics).filter { isMeant($0, options.paths) }.sorted()
    }

    private static func plan(
        _ archive: Archive, _ configuration: SiteConfiguration, _ theme: Theme, _ kinds: Plan.Kinds, _ site: Folder,
        _ today: Day, _ options: SiteArchive.Options
    ) throws(IOFailure) -> (Plan, [Diagnostic]) {
        // The search page counts as a page; what is in the index is of no interest.
        let search =
            !kinds.wantsSearch
            ? nil
            : SiteSearch(
                try SearchIndex(
                    Archive(), paperPath: "", texts: PaperTexts(folder: site), store: nil, limit: 100, jobs: 1))
        let whole = Site(
            archive: archive, configuration: configuration, theme: theme, folder: site,
            staticFiles: try Site.staticFiles(in: site), kinds: kinds, related: RelatedPapers(), search: search,
            options: Site.Options(asOf: today, relativeLinks: false, startedAt: options.startedAt), jobs: options.jobs)
        return Plan.make(whole, kinds: kinds, jobs: options.jobs)
    }

    /// Where the value of a key stands in an entry's file.
    private static func locate(_ path: String, _ key: EntryKey, in site: Folder) -> SourceLocation {
        var bytes: [UInt8] = []
        // Where the file is gone meanwhile, the message comes without its line.
        guard (try? site.read(path, into: &bytes)) != nil else { return .file(path) }
        return EntryWriter.place(of: key, in: SourceFile(path: path, bytes: bytes)) ?? .file(path)
    }

    /// Whether a diagnostic is of one of some files and folders; what concerns the whole site is only of the site.
    private static func isMeant(_ diagnostic: Diagnostic, _ paths: [String]) -> Bool {
        guard !paths.isEmpty else { return true }
        guard let path = diagnostic.location?.path else { return false }
        return paths.contains { $0 == "." || path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
    }
}
