import ArchiveModel
import FileSystem
import Markup

/// The lists of a site that have feeds, by kind. Authors are left out, of whom there are too many: their pages name theirs.
struct FeedDirectory {
    /// The lists of one kind.
    struct Group: TemplateView {
        let title: String
        let lists: [FeedListView]

        static let schema = TemplateSchema<Group>(
            "feed group", "The lists of one kind that have feeds.",
            [
                .text("title", "What they are: the site's title, `Tags`.") { $0.title },
                .list("lists", "The lists, by name.") { $0.lists },
            ])
    }

    let groups: [Group]

    /// The directory of a site.
    init(_ site: SiteReader) {
        let configuration = site.configuration
        let name = configuration.site.title
        func list(_ title: String, _ folder: Route, _ page: Route) -> FeedListView {
            FeedListView(
                title: title, page: page,
                feeds: FeedWriter.wanted(configuration).map {
                    FeedLink(title: title, format: $0, route: folder.appending($0.fileName))
                })
        }
        var whole: [FeedListView] = []
        if configuration.feeds.scopes.contains(.site) { whole.append(list(name, .home, .home)) }
        if configuration.feeds.scopes.contains(.days) {
            whole.append(list(site.language[.dailyFeed], site.routes.dailyFeeds, .home))
        }
        for search in configuration.feeds.custom {
            whole.append(list(search.title, site.routes.savedSearch(search.name), .home))
        }
        var groups = whole.isEmpty ? [] : [Group(title: name, lists: whole)]
        for taxonomy in Taxonomies.all where taxonomy != .authors {
            guard configuration.taxonomies.contains(taxonomy),
                configuration.feeds.scopes.contains(SiteConfiguration.FeedScope(taxonomy))
            else { continue }
            let names = site.index(taxonomy, from: 0, limit: .max).entries
            let lists = names.compactMap { entry in entry.route.map { list(entry.name, $0, $0) } }
            if !lists.isEmpty { groups.append(Group(title: site.language[taxonomy.word], lists: lists)) }
        }
        self.groups = groups
    }
}

/// A list that has feeds, as the page of all feeds shows it.
struct FeedListView: TemplateView {
    let title: String
    let page: Route
    let feeds: [FeedLink]

    static let schema = TemplateSchema<FeedListView>(
        "feed list", "A list that has feeds.",
        [
            .text("title", "What it is called.") { $0.title },
            .link("link", "The page with the same list.") { .route($0.page) },
            .list("feeds", "Its feeds, one in each format.") { $0.feeds },
        ])
}

/// All feeds of a site.
struct FeedsPage: PageView {
    static let summary = "All feeds of the site, for people."

    let page: PageFrame
    let directory: FeedDirectory
    let subscriptions: Route?

    init(_: OnlyPage, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        directory = FeedDirectory(site)
        subscriptions = OPML.format(site.configuration) == nil ? nil : site.routes.subscriptions
        page = PageFrame(
            site, kind: "feeds", title: site.language[.feeds],
            description: site.language.text(.feedsDescription) { _ in site.configuration.site.title },
            route: site.routes.feeds)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<FeedsPage>] {
        [
            .list("groups", "The lists that have feeds, by kind.") { $0.directory.groups },
            .link("subscriptions", "All of them in one file (OPML), for feed readers.") {
                $0.subscriptions.map(Link.route)
            },
        ]
    }
}

extension OutputKind {
    /// The page of all feeds, where the theme has one and there are feeds.
    static let feedsPage = OutputKind("feeds page") { theme in
        let template = theme.optionalTemplate("feeds", for: FeedsPage.self)
        return { site, _ in
            guard let template, site.hasFeeds else { return [] }
            let newest = site.newestDay
            return [
                template.outputs(
                    [OnlyPage()], on: site, route: { _ in site.routes.feeds }, listed: { _ in newest })
            ]
        }
    }

    /// `feeds.opml`: all feeds in one format, for feed readers that read lists.
    static let subscriptions = OutputKind("opml") { _ in
        { site, _ in
            guard site.hasFeeds, let links = site.absoluteLinks, let format = OPML.format(site.configuration) else {
                return []
            }
            let file = OutputGroup(
                "opml", count: 1, route: { _ in site.routes.subscriptions }, maker: { _, _ in .of("opml") }
            ) { _, worker in
                OPML.write(
                    FeedDirectory(worker.site), format, title: worker.site.configuration.site.title, links,
                    &worker.buffer)
            }
            return [file]
        }
    }
}

/// Lists of feeds (OPML 2.0, opml.org).
enum OPML {
    /// The format of the feeds in the list: one that all readers of such lists know.
    static func format(_ configuration: SiteConfiguration) -> FeedWriter? {
        FeedWriter.wanted(configuration).first { $0.format != .json }
    }

    static func write(
        _ directory: FeedDirectory, _ format: FeedWriter, title: String, _ links: LinkStyle, _ buffer: inout ByteBuffer
    ) {
        buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n")
        buffer.element("title", title)
        buffer.append("</head>\n<body>\n")
        for group in directory.groups {
            buffer.append("<outline")
            buffer.attribute("text", group.title)
            buffer.append(">\n")
            for list in group.lists {
                for feed in list.feeds where feed.format.format == format.format {
                    // Whatever the feed's format: readers of lists know this type.
                    buffer.emptyElement(
                        "outline",
                        [
                            ("type", "rss"), ("text", list.title), ("xmlUrl", links.href(feed.route)),
                            ("htmlUrl", links.href(list.page)),
                        ])
                }
            }
            buffer.append("</outline>\n")
        }
        buffer.append("</body>\n</opml>\n")
    }
}
