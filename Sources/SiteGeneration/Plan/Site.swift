package import ArchiveModel
package import FileSystem
import Markup
import Parallelism
package import SearchIndex

/// All that pages are made from; immutable, shared by every output.
package final class Site: Sendable {
    /// What the build was asked for.
    package struct Options: Sendable {
        /// The day that now is.
        package var asOf: Day
        /// Whether links have to work from a folder without a server.
        package var relativeLinks: Bool
        /// When the build began, before anything was read, in nanoseconds since 1970.
        package var startedAt: Int64

        /// Makes options.
        package init(asOf: Day, relativeLinks: Bool, startedAt: Int64) {
            self.asOf = asOf
            self.relativeLinks = relativeLinks
            self.startedAt = startedAt
        }
    }

    let archive: Archive
    package let configuration: SiteConfiguration
    let theme: Theme
    let folder: Folder
    let options: Options
    let routes: SiteRoutes
    let periods: Periods
    /// The files of the site's `static` folder, sorted.
    let staticFiles: [String]
    let view: SiteView
    /// How links are written in what leaves the site; `nil` where nobody said what its address is.
    let absoluteLinks: LinkStyle?
    /// How links are written in pages and style sheets of the site that is on a server.
    let rootedLinks: LinkStyle
    /// How feeds and their items are called.
    let feedIDs: FeedIDs
    /// Whether authors have pages; asked for each of them.
    private let authorsHavePages: Bool
    /// The papers that have a dated notice, in the archive's order.
    let noticed: [PaperIndex]
    /// The papers of the ranking, first place first.
    var ranking: [PaperIndex] { rankingOnce.value }
    private let rankingOnce: Lazy<[PaperIndex]>
    /// The papers that are like each other, where a template asks for them.
    let related: RelatedPapers
    let wantsRelated: Bool
    /// The archive in numbers, where a template asks for it.
    var statistics: SiteStatistics { statisticsOnce.value }
    private let statisticsOnce: Lazy<SiteStatistics>
    /// The papers of each saved search.
    let saved: [[PaperIndex]]
    /// What readers' browsers search; `nil` where the site has no search page.
    let search: SiteSearch?
    /// The numbers of the pieces that pages are made from.
    let facts: FactNumbers

    /// The files of a site's `static` folder, sorted.
    package static func staticFiles(in folder: Folder) throws(IOFailure) -> [String] {
        try FolderListing.files(in: folder, below: "static", withHidden: true)
    }

    /// Makes the site of an archive in a theme; `folder` is where its content is.
    package init(
        archive: Archive, configuration: SiteConfiguration, theme: Theme, folder: Folder, staticFiles: [String],
        kinds: Plan.Kinds, related: RelatedPapers, search: SiteSearch?, saved: SavedSearches = .none,
        options: Options, jobs: Int
    ) {
        self.staticFiles = staticFiles
        self.archive = archive
        self.configuration = configuration
        self.theme = theme
        self.folder = folder
        self.options = options
        absoluteLinks = configuration.site.url.map { .absolute(siteURL: $0) }
        feedIDs = FeedIDs(configuration)
        rootedLinks = .rooted(basePath: configuration.basePath)
        authorsHavePages = configuration.taxonomies.contains(.authors)
        routes = SiteRoutes(permalinks: configuration.permalinks)
        periods = Periods(archive)
        view = SiteView(
            archive: archive, configuration: configuration, theme: theme, routes: routes)
        noticed = archive.papers.indices.filter { archive.papers[$0].noticeDate != nil }
        rankingOnce = Lazy { TrendingPage.ranking(archive, asOf: options.asOf, jobs: jobs) }
        wantsRelated = kinds.wantsRelated
        let wantsRelated = kinds.wantsRelated
        self.related = related
        self.search = search
        self.saved = configuration.feeds.custom.indices.map { saved.papers.at($0) ?? [] }
        let periods = periods
        statisticsOnce = Lazy {
            kinds.wantsStatistics ? SiteStatistics(archive, periods, configuration) : SiteStatistics()
        }
        facts = FactNumbers { kind in
            switch kind {
            case .paper: archive.papers.count
            case .related: wantsRelated ? archive.papers.count : 0
            case .day, .note: archive.days.count
            case .week: periods.weeks.count
            case .month: periods.months.count
            case .year: periods.years.count
            case .page: archive.pages.count
            case .tag: archive.tags.count
            case .author: archive.people.count
            case .organization: archive.organizations.count
            case .venue: archive.venues.count
            case .index: Taxonomies.all.count
            case .savedSearch: configuration.feeds.custom.count
            case .archivedFeed: archive.papers.count / configuration.feeds.items
            case .whole: WholeFact.allCases.count
            }
        }
    }

    /// Whether there is any feed.
    var hasFeeds: Bool { !FeedWriter.wanted(configuration).isEmpty && FeedList.all(self).contains { $0.count > 0 } }

    /// The papers of an archived feed of the whole site, by its number, from 1 with the first papers.
    func archivedFeed(_ number: Int) -> Range<PaperIndex> {
        let end = archive.papers.count - (number - 1) * configuration.feeds.items
        return end - configuration.feeds.items..<end
    }

    /// How links are written on the page at a route.
    func links(on route: @autoclosure () -> Route) -> LinkStyle {
        options.relativeLinks ? .relative(from: route()) : rootedLinks
    }

    /// The newest day that has papers; in an empty archive the day that now is.
    var newestDay: Day { archive.days.first?.day ?? options.asOf }

    /// The newest of some days, which are not none.
    func newestDay(of days: Range<Int>) -> Day { archive.days[days.lowerBound].day }

    /// A tag, organization or venue beside a paper.
    func term(_ term: Term, in taxonomy: SiteConfiguration.Taxonomy) -> TermView {
        let hasPage = configuration.taxonomies.contains(taxonomy)
        return TermView(name: term.name, route: hasPage ? routes.term(term.slug, in: taxonomy) : nil)
    }

    /// An author as a paper prints them, by their place among its authors.
    func author(_ place: Int, of paper: Paper) -> TermView {
        // Field by field: a copy of the whole person would count the references of all their fields.
        let (author, person) = (paper.printedAuthor(place), Int(paper.person(place)))
        return TermView(
            name: author.name, route: authorsHavePages ? routes.term(archive.people[person].slug, in: .authors) : nil,
            orcid: archive.people[person].orcid, affiliation: author.affiliation)
    }
}
