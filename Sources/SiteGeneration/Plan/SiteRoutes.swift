package import ArchiveModel
package import Markup

/// The addresses of the site's pages. Changing one breaks readers' bookmarks.
package struct SiteRoutes: Sendable {
    private let permalinks: SiteConfiguration.PermalinkStyle

    /// The addresses of a site whose papers have addresses of this form.
    package init(permalinks: SiteConfiguration.PermalinkStyle) { self.permalinks = permalinks }

    var archive: Route { Route("archive/") }
    var trending: Route { Route("trending/") }
    var readingList: Route { Route("reading-list/") }
    var stats: Route { Route("stats/") }
    var search: Route { Route("search/") }
    /// A file of the index, or the program that asks it.
    func search(_ file: String) -> Route { Route("search/" + file) }
    var openSearch: Route { Route("opensearch.xml") }
    var notFound: Route { Route("404.html") }
    var sitemap: Route { Route("sitemap.xml") }
    var robots: Route { Route("robots.txt") }
    /// The page of all feeds, and the file.
    var feeds: Route { Route("feeds/") }
    /// See ``feeds``.
    var subscriptions: Route { Route("feeds.opml") }
    /// Where a saved search has its feeds.
    func savedSearch(_ name: String) -> Route { Route("feeds/\(name)/") }
    /// The feeds with an item a day.
    var dailyFeeds: Route { Route("daily/") }
    /// What browsers show feeds with, where the theme has that.
    func feedStyle(_ theme: Theme) -> Route? {
        theme.root.files.contains { $0.name == "feed.css" } ? Route("feed.css") : nil
    }

    func day(_ day: Day) -> Route {
        Route(day.path)
    }

    func week(_ week: Week) -> Route { Route("\(Day.padded(week.year, 4))/w\(Day.padded(week.week, 2))/") }

    func month(_ month: Month) -> Route { Route("\(Day.padded(month.year, 4))/\(Day.padded(month.month, 2))/") }

    func year(_ year: Int) -> Route { Route("\(Day.padded(year, 4))/") }

    /// The page of a paper.
    package func paper(_ paper: Paper) -> Route {
        switch permalinks {
        case .directory: Route(folder: "papers/", name: paper.id, ending: "/")
        case .file: Route(folder: "papers/", name: paper.id, ending: ".html")
        }
    }

    func page(_ page: ContentPage) -> Route { Route(page.path + "/") }

    /// The index of a taxonomy: `tags/`.
    func index(_ taxonomy: SiteConfiguration.Taxonomy) -> Route { Route(taxonomy.folder) }

    /// A tag, author, organization or venue: `tags/SLUG/`.
    func term(_ slug: String, in taxonomy: SiteConfiguration.Taxonomy) -> Route {
        Route(folder: taxonomy.folder, name: slug, ending: "/")
    }

    /// A further page of a list, counted from 1: `tags/SLUG/page/2/`.
    func page(_ number: Int, of list: Route) -> Route {
        number == 1 ? list : Route("\(list.path)page/\(number)/")
    }
}

extension SiteConfiguration.Taxonomy {
    /// The folder of its pages. Constants: every link to a tag or an author begins with one.
    fileprivate var folder: String {
        switch self {
        case .tags: "tags/"
        case .authors: "authors/"
        case .organizations: "organizations/"
        case .venues: "venues/"
        }
    }
}
