import ArchiveModel
import Markup

/// The site as every page shows it. A class, because templates ask every page for it again and again.
final class SiteView: TemplateView, Sendable {
    let configuration: SiteConfiguration
    let language: Language
    let hasStats: Bool
    let hasReadingList: Bool
    let hasSearch: Bool
    let hasFeedsPage: Bool
    let papers: Int
    let days: Int
    let menu: [MenuItem]
    let indexes: [MenuItem]
    let feeds: [FeedLink]
    let newestDay: Route?

    init(archive: Archive, configuration: SiteConfiguration, theme: Theme, routes: SiteRoutes) {
        let language = theme.language
        hasStats = theme.templates.has("stats")
        hasReadingList = theme.templates.has("reading-list")
        hasSearch = theme.hasSearch
        hasFeedsPage =
            theme.templates.has("feeds") && configuration.site.url != nil
            && !(configuration.feeds.scopes.isEmpty && configuration.feeds.custom.isEmpty)
            && !configuration.feeds.formats.isEmpty
        self.configuration = configuration
        self.language = language
        papers = archive.papers.count
        days = archive.days.count
        let pages = archive.pages.filter { $0.menu != nil }.sorted { ($0.menu ?? 0, $0.path) < ($1.menu ?? 0, $1.path) }
        menu = pages.map { MenuItem(title: $0.title, link: .route(routes.page($0))) }
        indexes = Taxonomies.visible(in: archive, configuration).map {
            MenuItem(title: language[$0.word], link: .route(routes.index($0)))
        }
        feeds = FeedLink.all(title: configuration.site.title, folder: .home, scope: .site, configuration)
        newestDay = archive.days.first.map { routes.day($0.day) }
    }

    static let schema = TemplateSchema<SiteView>(
        "site", "The whole site, as site.toml and the archive say.",
        [
            .text("title", "The site's name.") { $0.configuration.site.title },
            .text("description", "One sentence about it.") { $0.configuration.site.description },
            .text("url", "Its address, where site.toml says it.") { $0.configuration.site.url },
            .text("language", "Its language (BCP 47).") { $0.configuration.site.language },
            .text("direction", "`ltr` or `rtl`, as its script runs.") { $0.language.isRightToLeft ? "rtl" : "ltr" },
            .list("weekdays", "The days of the week, Monday first.") { site in
                zip(site.language.dates.weekdays, site.language.dates.shortWeekdays).map(WeekdayView.init)
            },
            .text("copyright", "A line for the footer.") { $0.configuration.site.copyright },
            .text("author", "Who edits it.") { $0.configuration.site.author?.name },
            .link("author_link", "The editor's own page.") {
                ($0.configuration.site.author?.url).map(Link.address)
            },
            .link("home", "Its first page.") { _ in .route(.home) },
            .link("archive", "The calendar of all days.") { _ in .route(Route("archive/")) },
            .link("trending", "The ranking.") { _ in .route(Route("trending/")) },
            .link("stats", "The archive in numbers, where the theme has a page for that.") { site in
                site.hasStats ? .route(Route("stats/")) : nil
            },
            .link("reading_list", "The reader's own list, where the theme has a page for that.") { site in
                site.hasReadingList ? .route(Route("reading-list/")) : nil
            },
            .link("search", "The search page, where the theme has one and site.toml does not turn it off.") { site in
                site.hasSearch ? .route(Route("search/")) : nil
            },
            .flag("pagefind", "Whether papers' pages should say what is theirs to Pagefind.") {
                $0.configuration.search.pagefind
            },
            .link("open_search", "The description that browsers take to search the site from their own box.") { site in
                site.hasSearch && site.configuration.site.url != nil ? .route(Route("opensearch.xml")) : nil
            },
            .link("newest_day", "The newest day's page.") { $0.newestDay.map(Link.route) },
            .number("paper_count", "How many papers there are.") { $0.papers },
            .number("day_count", "How many days have papers.") { $0.days },
            .list("menu", "Pages that ask for a place in the menu.") { $0.menu },
            .list("indexes", "The indexes that have entries: tags, authors, organizations, venues.") { $0.indexes },
            .list("feeds", "The site's own feeds.") { $0.feeds },
            .link("feeds_page", "The page of all feeds, where the theme has one.") { site in
                site.hasFeedsPage ? .route(Route("feeds/")) : nil
            },
            .link("repository", "The repository with the sources.") {
                ($0.configuration.edit?.repository).map(Link.address)
            },
            .view("subscribe", "The form for the email digest.") { $0.configuration.subscribe.map(SubscribeView.init) },
        ])
}

/// A place in a menu.
struct MenuItem: TemplateView, Sendable {
    let title: String
    let link: Link

    static let schema = TemplateSchema<MenuItem>(
        "menu item", "A place in a menu.",
        [
            .text("title", "What it is called.") { $0.title },
            .link("link", "Where it leads.") { $0.link },
        ])
}

/// A day of the week, as the head of a calendar.
struct WeekdayView: TemplateView {
    let name: String
    let short: String

    static let schema = TemplateSchema<WeekdayView>(
        "weekday", "A day of the week.",
        [
            .text("name", "Tuesday.") { $0.name },
            .text("short", "T.") { $0.short },
        ])
}

/// The form that readers subscribe to the email digest with.
struct SubscribeView: TemplateView {
    let subscribe: SiteConfiguration.Subscribe

    static let schema = TemplateSchema<SubscribeView>(
        "subscribe", "The form for the email digest.",
        [
            .link("action", "Where the form is sent.") { .address($0.subscribe.action) },
            .text("field", "The name of the field for the address.") { $0.subscribe.field },
            .text("method", "`get` or `post`.") { $0.subscribe.method.rawValue },
            .text("note", "A sentence below the form.") { $0.subscribe.note },
        ])
}

/// A feed, as pages announce it.
struct FeedLink: TemplateView, Sendable {
    let title: String
    let format: FeedWriter
    let route: Route

    /// The feeds of a list of papers: one in each of the site's formats; none without the site's address, since
    /// feeds have to name their items by whole addresses.
    static func all(
        title: @autoclosure () -> String, folder: @autoclosure () -> Route, scope: SiteConfiguration.FeedScope,
        _ configuration: SiteConfiguration
    ) -> [FeedLink] {
        guard configuration.site.url != nil, configuration.feeds.scopes.contains(scope) else { return [] }
        let (title, folder) = (title(), folder())
        return FeedWriter.wanted(configuration).map {
            FeedLink(title: title, format: $0, route: folder.appending($0.fileName))
        }
    }

    static let schema = TemplateSchema<FeedLink>(
        "feed", "A feed.",
        [
            .text("title", "What it is a feed of.") { $0.title },
            .text("format", "`RSS`, `Atom` or `JSON Feed`.") { $0.format.name },
            .text("type", "Its media type.") { $0.format.mediaType },
            .link("link", "Where it is.") { .route($0.route) },
        ])
}
