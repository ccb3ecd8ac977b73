import ArchiveLoading
package import ArchiveModel
package import Diagnostics
package import FileSystem
import Markup
package import Parallelism
import SearchIndex
import SiteGeneration

/// `offprint build`: from a content tree to a published site.
package struct Build: Sendable {
    /// What the command was asked for.
    package struct Options: Sendable {
        /// The folder with `site.toml`.
        package var site: String
        /// Where the site goes.
        package var output: String
        /// The day that now is, in the site's time zone.
        package var asOf: AsOf
        /// Whether drafts are published.
        package var drafts: Bool
        /// The days whose papers are published; `nil` for all. What is kept from build to build knows nothing of it.
        package var days: ClosedRange<Day>?
        /// How many threads to use.
        package var jobs: Int
        /// Whether a warning stops the build.
        package var strict: Bool
        /// Whether links have to work from a folder without a server.
        package var relativeLinks: Bool
        /// Whether to wait for the disk at each step, so that after a power failure, too, every file is whole.
        var isDurable: Bool
        /// Folders in which to look for a theme that the site has not in its own `themes`.
        package var themeFolders: [String]
        /// What is kept from build to build; `nil` where everything is made anew and nothing kept.
        package var cache: Cache?
        /// When the build began, in nanoseconds since 1970.
        package var startedAt: Int64
        /// Is told how far the build is.
        package var progress: ProgressCounter

        /// Makes options.
        package init(
            site: String, output: String, asOf: AsOf, drafts: Bool, jobs: Int, strict: Bool, relativeLinks: Bool,
            isDurable: Bool, themeFolders: [String], cache: Cache?, startedAt: Int64, progress: ProgressCounter
        ) {
            self.site = site
            self.output = output
            self.asOf = asOf
            self.drafts = drafts
            self.jobs = jobs
            self.strict = strict
            self.relativeLinks = relativeLinks
            self.isDurable = isDurable
            self.themeFolders = themeFolders
            self.cache = cache
            self.startedAt = startedAt
            self.progress = progress
        }
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// Everything there is to say, in the order of its places.
        package var diagnostics: [Diagnostic]
        /// What was published; `nil` where errors left everything as it was.
        package var report: BuildReport?
    }

    /// Builds and publishes a site. Nothing is published where there is an error.
    package static func run(_ options: Options) throws(IOFailure) -> Outcome {
        var stages = Stages(strict: options.strict)
        let site = try Folder.open(options.site)
        precondition(options.days == nil || options.cache == nil, "a part of a site is not for the cache")
        let cache = options.cache?.open()

        let (configuration, zone) = stages.take("configuration", SiteSettings.read(site))
        guard let configuration else { return stages.stopped() }
        stages.level = configuration.leveled
        let theme = stages.take("theme", try ThemeFinder.load(site, configuration, folders: options.themeFolders))

        let asOf = options.asOf.day(in: zone)
        let scanning = Deferred(jobs: options.jobs) {
            Result { () throws(IOFailure) in try ContentTree.scan(site, jobs: options.jobs) }
        }
        var memory = cache.map { OutputMemory($0, configuration, theme, relativeLinks: options.relativeLinks) }
        var reopened = try Publisher.reopen(options.output, isDurable: options.isDurable)
        let tree = stages.take("scan", try scanning.value().get())
        let staticFiles = try Site.staticFiles(in: site)
        if let theme, let cache {
            memory?.inputs = try BuildInputs(
                options, program: cache.program, asOf: asOf, configuration: configuration, theme: theme, tree: tree,
                staticFiles: staticFiles, in: site, diagnostics: stages.diagnostics)
        }

        // Where nothing has moved there is nothing to do; else the files are looked at while the archive is loaded.
        let standing = memory.flatMap { reopened?.standing($0.history) }
        if let memory, let last = memory.lastBuild, !stages.mustStop,
            standing?.areAllStanding(jobs: options.jobs) ?? false
        {
            stages.add(last.diagnostics)
            stages.finish("compare")
            return stages.done(papers: last.papers, days: last.days, published: FileCounts(standing: memory.history))
        }
        if options.jobs > 1 { standing?.begin() }
        let said = stages.diagnostics.count
        stages.finish("compare")

        var loading = ArchiveLoader.Options(
            asOf: asOf, drafts: options.drafts, jobs: options.jobs, offset: zone.offset, macros: configuration.macros,
            cache: cache?.entries(configuration), startedAt: options.startedAt,
            progress: options.progress)
        loading.days = options.days
        let archive = stages.take(
            "load", ArchiveLoader.load(tree, in: site, configuration: configuration, options: loading))

        // Every stage so far has said all it has to say; a plan of something broken would only complain of what follows.
        guard let theme else { return stages.stopped() }
        let (kinds, templates) = Plan.prepare(theme)
        stages.add(templates.diagnostics)
        guard !stages.mustStop else { return stages.stopped() }

        options.progress.begin("plan")
        let related =
            !kinds.wantsRelated
            ? RelatedPapers()
            : cache.map { RelatedMemory($0).related(archive, jobs: options.jobs) }
                ?? RelatedPapers(archive, jobs: options.jobs)
        stages.finish("plan")
        var search: SiteSearch?
        if kinds.wantsSearch {
            let paperPath = configuration.permalinks == .file ? "papers/*.html" : "papers/*/"
            if let server = configuration.search.server {
                search = SiteSearch(server, paperPath: paperPath)
            } else {
                search = SiteSearch(
                    try SearchIndex(
                        archive, paperPath: paperPath, macros: configuration.macros, texts: PaperTexts(folder: site),
                        store: cache.map(SearchMemory.init), limit: configuration.search.files, jobs: options.jobs))
            }
        }
        stages.finish("index")
        let whole = Site(
            archive: archive, configuration: configuration, theme: theme, folder: site, staticFiles: staticFiles,
            kinds: kinds, related: related, search: search,
            saved: try SavedSearches(
                archive, configuration, texts: PaperTexts(folder: site), jobs: options.jobs),
            options: Site.Options(
                asOf: asOf, relativeLinks: options.relativeLinks, startedAt: options.startedAt),
            jobs: options.jobs)
        let plan = stages.take("plan", Plan.make(whole, kinds: kinds, jobs: options.jobs))
        guard !stages.mustStop else { return stages.stopped() }

        memory?.compare(with: whole, standing?.end() ?? [], jobs: options.jobs)
        stages.finish("compare")
        let publisher: Publisher
        if let reopened = reopened.take() {
            publisher = reopened
        } else {
            publisher = try .open(options.output, isDurable: options.isDurable)
        }
        let (counts, outputs) = try publisher.publish(
            plan, of: whole, earlier: memory?.earlier, jobs: options.jobs, progress: options.progress)
        stages.finish("publish")
        if configuration.limits.bytes > 0, counts.bytes > configuration.limits.bytes {
            stages.add([
                Diagnostic(
                    .hostLimits, .warning,
                    "the site has \(counts.bytes) bytes, and the host takes \(configuration.limits.bytes)",
                    at: .file("site.toml"))
            ])
        }
        memory?.keep(outputs, of: archive, stages.diagnostics[said...])
        stages.finish("remember")
        // The process ends here; to free 10,000 papers one by one would take 0.06 s of its 1.7 s.
        _ = Unmanaged.passRetained(whole)
        return stages.done(
            papers: archive.papers.count, days: archive.days.count, published: counts, kinds: plan.countsByKind)
    }
}

/// Keeps what the stages of a run say and how long they take.
struct Stages {
    private let strict: Bool
    private(set) var diagnostics: [Diagnostic] = []
    /// Gives diagnostics the levels that the site wants.
    var level: ([Diagnostic]) -> [Diagnostic] = { $0 }
    private var seconds: [(stage: String, seconds: Double)] = []
    private var start = ContinuousClock.now

    init(strict: Bool) { self.strict = strict }

    /// Whether what was said so far forbids publishing.
    var mustStop: Bool { strict ? !diagnostics.isEmpty : diagnostics.hasErrors }

    /// The value of a stage that ends here; its diagnostics are kept.
    mutating func take<Value>(_ stage: String, _ result: (Value, [Diagnostic])) -> Value {
        add(result.1)
        finish(stage)
        return result.0
    }

    mutating func add(_ more: [Diagnostic]) { diagnostics += level(more) }

    mutating func finish(_ stage: String) {
        let now = ContinuousClock.now
        let taken = (now - start) / .seconds(1)
        start = now
        if let place = seconds.firstIndex(where: { $0.stage == stage }) {
            seconds[place].seconds += taken
        } else {
            seconds.append((stage, taken))
        }
    }

    /// The outcome of a run that published nothing.
    func stopped() -> Build.Outcome { Build.Outcome(diagnostics: diagnostics.sorted(), report: nil) }

    /// The outcome of a run that published a site.
    func done(
        papers: Int, days: Int, published: FileCounts, kinds: [(kind: String, count: Int)] = []
    ) -> Build.Outcome {
        let report = BuildReport(papers: papers, days: days, kinds: kinds, published: published, seconds: seconds)
        return Build.Outcome(diagnostics: diagnostics.sorted(), report: report)
    }
}
