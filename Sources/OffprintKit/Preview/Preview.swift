import ArchiveLoading
package import ArchiveModel
import Diagnostics
import FileSystem
import Markup
import Parallelism
import SearchIndex
import SiteGeneration

/// A site whose files are made when they are asked for: immutable, as of one moment.
package struct Preview: Sendable {
    /// Which site.
    package struct Options: Sendable {
        /// The folder with `site.toml`.
        package var site: String
        /// The day that now is, in the site's time zone; `nil` for the one that it is at each time.
        package var asOf: Day?
        /// Whether drafts are shown.
        package var drafts: Bool
        /// How many threads to use.
        package var jobs: Int
        /// Folders in which to look for themes that the site has not itself.
        package var themeFolders: [String]
        /// What is kept from run to run.
        package var cache: Cache?

        /// Makes options.
        package init(site: String, asOf: Day?, drafts: Bool, jobs: Int, themeFolders: [String], cache: Cache?) {
            self.site = site
            self.asOf = asOf
            self.drafts = drafts
            self.jobs = jobs
            self.themeFolders = themeFolders
            self.cache = cache
        }
    }

    private var site: Site
    private var plan: Plan
    /// The place of each file in the plan.
    private let places: FingerprintTable
    private var archive: Archive
    private let kinds: Plan.Kinds
    private let asOf: Day
    /// The path that every address of the site begins with: `/`, `/papers/`.
    let basePath: String

    /// A theme with its compiled templates, and what is to be said of both.
    fileprivate struct PreparedTheme: Sendable {
        let theme: Theme
        let kinds: Plan.Kinds
        let problems: [Diagnostic]

        init(_ theme: Theme, _ problems: [Diagnostic]) {
            let (kinds, templates) = Plan.prepare(theme)
            self.theme = theme
            self.kinds = kinds
            self.problems = problems + templates.diagnostics
        }
    }

    /// What was loaded, for the next time: where only entries changed, nothing else is looked at.
    struct Memory: Sendable {
        fileprivate var configuration: SiteConfiguration
        fileprivate var zone: SiteTimeZone
        fileprivate var theme: PreparedTheme
        fileprivate var tree: ContentTree
        fileprivate var entries: ArchiveLoader.ReadEntries
        /// What is to be said of site.toml and of the tree.
        fileprivate var settingProblems: [Diagnostic]
        fileprivate var treeProblems: [Diagnostic]
        /// What came of it, and what was to be said of that.
        fileprivate var shown: (preview: Preview, diagnostics: [Diagnostic])?

        /// Looks again at what changed, and at nothing else; false where all has to be read again.
        fileprivate mutating func update(
            _ changed: [String], _ options: Preview.Options, _ folder: Folder,
            _ loading: (SiteConfiguration, SiteTimeZone) -> ArchiveLoader.Options
        ) throws(IOFailure) -> Bool {
            // One thread reads what changed: a branch that was checked out is left to all of them.
            guard !changed.isEmpty, changed.count <= 200, treeProblems.isEmpty else { return false }
            let content = changed.filter { $0.hasPrefix("content/") }
            let ofTheme = changed.filter { $0.hasPrefix("themes/") || $0.hasPrefix("theme/") || $0.hasPrefix("i18n/") }
            let copied = changed.filter { $0.hasPrefix("static/") }
            guard content.count + ofTheme.count + copied.count == changed.count else { return false }
            guard tree.update(content, in: folder) else { return false }
            if !content.isEmpty {
                entries.update(tree, changed: content, in: folder, options: loading(configuration, zone))
            }
            if !ofTheme.isEmpty {
                let (theme, problems) = try ThemeFinder.load(folder, configuration, folders: options.themeFolders)
                guard let theme else { return false }
                self.theme = PreparedTheme(theme, problems)
            }
            return true
        }

        /// Puts the archive together and plans its site: `nil` where it has errors.
        fileprivate mutating func show(
            in folder: Folder, _ options: Preview.Options,
            _ loading: (SiteConfiguration, SiteTimeZone) -> ArchiveLoader.Options, search: SiteSearch?, startedAt: Int64
        ) throws(IOFailure) -> (preview: Preview?, diagnostics: [Diagnostic]) {
            let loading = loading(configuration, zone)
            let (archive, entryProblems) = ArchiveLoader.load(
                tree, &entries, in: folder, configuration: configuration, options: loading)
            let kinds = theme.kinds
            let problems = settingProblems + theme.problems + treeProblems + entryProblems
            var diagnostics = configuration.leveled(problems).sorted()
            guard !diagnostics.hasErrors else { return (nil, diagnostics) }
            let site = try Preview.site(
                archive, self, in: folder, options, kinds, asOf: loading.asOf, search: search, startedAt: startedAt)
            let (plan, planProblems) = Plan.make(site, kinds: kinds, jobs: options.jobs)
            diagnostics = (diagnostics + configuration.leveled(planProblems)).sorted()
            guard !diagnostics.hasErrors else { return (nil, diagnostics) }
            let preview = Preview(
                site: site, plan: plan, places: FingerprintTable(plan.files), archive: archive,
                kinds: kinds, asOf: loading.asOf, basePath: configuration.basePath)
            return (preview, diagnostics)
        }
    }

    /// Keeps the entries that were read, so that the next start finds them.
    static func keep(_ memory: Memory, _ options: Options) {
        guard let cache = options.cache?.open() else { return }
        memory.entries.keep(in: cache.entries(memory.configuration))
    }

    /// Loads a site after some files changed: `nil` where it has errors.
    ///
    /// - Parameters:
    ///   - options: Which site.
    ///   - changed: The paths that changed since `memory`, relative to the site's folder.
    ///   - memory: What was loaded before, and afterwards now; `nil` for nothing.
    ///   - search: What readers' browsers search; without it there is no search page.
    ///   - startedAt: When this began, in nanoseconds since 1970.
    /// - Returns: The site, and everything there is to say of it.
    /// - Throws: What kept a folder or a file that every page needs from being read.
    static func load(
        _ options: Options, changed: [String], memory: inout Memory?, search: SiteSearch?, startedAt: Int64
    ) throws(IOFailure) -> (preview: Preview?, diagnostics: [Diagnostic]) {
        let folder = try Folder.open(options.site)
        func loading(_ configuration: SiteConfiguration, _ zone: SiteTimeZone) -> ArchiveLoader.Options {
            let asOf = (options.asOf.map(AsOf.day) ?? .moment(startedAt / 1_000_000_000)).day(in: zone)
            return ArchiveLoader.Options(
                asOf: asOf, drafts: options.drafts, jobs: options.jobs, offset: zone.offset,
                macros: configuration.macros, cache: nil,
                startedAt: startedAt, progress: ProgressCounter())
        }
        var update = ArchiveLoader.ReadEntries.Update.unknown
        // Not the memory itself: what two have is copied when one changes.
        if let (configuration, zone) = memory.map({ ($0.configuration, $0.zone) }) {
            update =
                memory?.entries.update(
                    changed, in: folder, options: loading(configuration, zone),
                    dayOrder: configuration.listing.dayOrder) ?? .unknown
        }
        if case .unknown = update, try memory?.update(changed, options, folder, loading) ?? false {
            update = .different
        }
        if case .unknown = update {
            let (read, diagnostics) = try readAll(options, folder, loading)
            memory = read
            guard read != nil else { return (nil, diagnostics) }
        }
        if case .alike(let records, let owners) = update, let kept = memory, let (preview, diagnostics) = kept.shown,
            let again = try preview.again(
                records, owners, kept, in: folder, options, search: search, startedAt: startedAt)
        {
            memory?.shown = (again, diagnostics)
            return (again, diagnostics)
        }
        guard
            let (preview, diagnostics) = try memory?.show(
                in: folder, options, loading, search: search, startedAt: startedAt)
        else { return (nil, []) }
        memory?.shown = preview.map { ($0, diagnostics) }
        return (preview, diagnostics)
    }

    /// The same site with other records for some papers; `nil` where that is not all.
    private func again(
        _ records: [RecordReplacement], _ owners: [any AnyObject & Sendable], _ memory: Memory, in folder: Folder,
        _ options: Options, search: SiteSearch?, startedAt: Int64
    ) throws(IOFailure) -> Preview? {
        var archive = archive
        archive.papers = archive.papers.replacing(records, owners: owners)
        let site = try Self.site(
            archive, memory, in: folder, options, kinds, asOf: asOf, search: search, startedAt: startedAt)
        guard let plan = Plan.make(site, kinds: kinds, like: plan) else { return nil }
        var again = self
        (again.site, again.plan, again.archive) = (site, plan, archive)
        return again
    }

    private static func site(
        _ archive: Archive, _ memory: Memory, in folder: Folder, _ options: Options, _ kinds: Plan.Kinds, asOf: Day,
        search: SiteSearch?, startedAt: Int64
    ) throws(IOFailure) -> Site {
        let related = kinds.wantsRelated ? RelatedPapers(onDemand: archive, jobs: options.jobs) : RelatedPapers()
        return Site(
            archive: archive, configuration: memory.configuration, theme: memory.theme.theme, folder: folder,
            staticFiles: try Site.staticFiles(in: folder), kinds: kinds, related: related,
            search: kinds.wantsSearch ? search : nil,
            saved: try SavedSearches(
                archive, memory.configuration, texts: PaperTexts(folder: folder), jobs: options.jobs),
            options: Site.Options(asOf: asOf, relativeLinks: false, startedAt: startedAt), jobs: options.jobs)
    }

    /// Reads everything; `nil` where site.toml or the theme leave nothing to go on with.
    private static func readAll(
        _ options: Options, _ folder: Folder, _ loading: (SiteConfiguration, SiteTimeZone) -> ArchiveLoader.Options
    ) throws(IOFailure) -> (memory: Memory?, diagnostics: [Diagnostic]) {
        let ((read, zone), problems) = SiteSettings.read(folder)
        guard let configuration = read else { return (nil, problems) }
        let (theme, themeProblems) = try ThemeFinder.load(folder, configuration, folders: options.themeFolders)
        let (tree, treeProblems) = try ContentTree.scan(folder, jobs: options.jobs)
        guard let theme else {
            return (nil, configuration.leveled(problems + themeProblems + treeProblems).sorted())
        }
        var loading = loading(configuration, zone)
        loading.cache = options.cache?.open()?.entries(configuration)
        return (
            Memory(
                configuration: configuration, zone: zone, theme: PreparedTheme(theme, themeProblems), tree: tree,
                entries: ArchiveLoader.read(tree, in: folder, options: loading), settingProblems: problems,
                treeProblems: treeProblems), []
        )
    }

    /// The index of this archive, for the search page.
    func makeSearch(_ options: Options) throws(IOFailure) -> SiteSearch {
        let configuration = site.configuration
        let paperPath = configuration.permalinks == .file ? "papers/*.html" : "papers/*/"
        if let server = configuration.search.server { return SiteSearch(server, paperPath: paperPath) }
        return SiteSearch(
            try SearchIndex(
                archive, paperPath: paperPath, macros: configuration.macros,
                texts: PaperTexts(folder: try Folder.open(options.site)), store: nil,
                limit: configuration.search.files, jobs: options.jobs))
    }

    /// The bytes of a file of the site, made now; `nil` where it has no such file.
    func bytes(of file: String) throws(IOFailure) -> [UInt8]? {
        guard let place = places[.of(file)], plan[place].route.file == file else { return nil }
        var worker = RenderWorker(site, fragments: Fragments())
        worker.begin()
        try plan[place].render(&worker)
        return worker.buffer.bytes
    }

    /// The address of the page that comes of a content file; `nil` where there is none.
    func address(of path: String, _ memory: Memory?) -> String? {
        let routes = SiteRoutes(permalinks: site.configuration.permalinks)
        let links = LinkStyle.rooted(basePath: basePath)
        if let paper = memory?.entries.record(ofEntry: path).flatMap(archive.papers.withRecord) {
            return links.href(routes.paper(paper))
        }
        if let page = archive.pages.first(where: { $0.source.path == path }) {
            return links.href(Route(page.path + "/"))
        }
        if path.hasPrefix("content/days/"), let day = Day(path.dropFirst("content/days/".count).prefix(10)) {
            return links.href(encoded: day.iso.replacing("-", with: "/") + "/")
        }
        return nil
    }
}
