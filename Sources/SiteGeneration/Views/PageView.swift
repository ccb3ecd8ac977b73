import ArchiveModel
import FileSystem
import Markup

/// What a template of a whole page sees: keys of its own, and those that every page has.
protocol PageView: SendableMetatype {
    /// Which of the pages of its kind it is: most often a place in the archive. That and the reader are all there is to
    /// go by, so whatever else a page is made from has been asked of the reader.
    associatedtype Item: Sendable
    /// One sentence for the theme's author.
    static var summary: String { get }
    /// The keys that only this kind of page has.
    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<Self>]
    /// What every page has.
    var page: PageFrame { get }
    /// Makes the view of one page, whose links are written in a style; the worker turns texts into HTML.
    init(_ item: Item, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) throws(IOFailure)
}

/// The item of a page that there is one of.
struct OnlyPage: Sendable {}

/// The keys that every page has.
enum PageKeys {
    static func all<View: PageView>(
        _ schemas: ThemeSchemas, settings: ThemeSettings, assets: ThemeAssets
    ) -> [TemplateKey<View>] {
        [
            .view("page", "What a page says of itself.") { $0.page },
            .view("site", "The whole site.") { $0.page.site.view }.constant,
            .view("asset", "The addresses of the theme's files, by name.", schema: assets.links) { _ in assets }
                .constant,
            .view("inline", "The contents of the theme's files, by name.", schema: assets.contents) { _ in assets }
                .constant,
            .view("integrity", "The checksums of the theme's files, by name.", schema: assets.checksums) { _ in assets }
                .constant,
            .view("settings", "The theme's settings.", schema: schemas.settings) { _ in settings }.constant,
        ]
    }
}

/// What a page says of itself.
///
/// A class, since it is handed on for every key that a template asks it for.
final class PageFrame: TemplateView {
    let site: SiteReader
    /// The kind of page: `home`, `day`, `paper`.
    let kind: String
    /// The title; empty on the first page.
    let title: String
    let description: String?
    /// Where it is; `nil` for what has no place of its own, as the page of errors.
    let route: Route?
    /// Its whole address, where the site's is known.
    let canonical: String?
    /// Feeds of its own.
    let feeds: [FeedLink]
    /// Whether search engines are asked to leave it out.
    let isHidden: Bool
    /// What the kind of page says to programs; `nil` for what all pages say.
    private let ownMetadata: (() -> HTML)?

    /// The frame of the page at `route`.
    init(
        _ site: SiteReader, kind: String, title: String, description: String? = nil, route: Route?,
        feeds: [FeedLink] = [], isHidden: Bool = false,
        metadata: (() -> HTML)? = nil
    ) {
        self.site = site
        self.kind = kind
        self.title = title
        self.description = description
        self.route = route
        canonical = route.flatMap { route in site.absoluteLinks?.href(route) }
        self.feeds = feeds
        self.isHidden = isHidden
        ownMetadata = metadata
    }

    /// What it says of itself to programs.
    private var metadata: HTML {
        if let ownMetadata { return ownMetadata() }
        guard let route, !isHidden, var metadata = PageMetadata(site) else { return .empty }
        metadata.preview(
            type: "website", title: title.isEmpty ? site.configuration.site.title : title, description: description,
            page: route)
        return metadata.html
    }

    static let schema = TemplateSchema<PageFrame>(
        "page", "What a page says of itself.",
        [
            .text("kind", "The kind of page, by the name of its template: `day`, `paper`.") { $0.kind },
            .text("title", "The page's title without the site's; empty on the first page.") { $0.title },
            .text("description", "One sentence or the beginning of its text.") { $0.description },
            .text("canonical", "The page's whole address, where site.toml says the site's.") { $0.canonical },
            .html(
                "metadata",
                "For the head: what the page says to search engines, reference managers and previews of links."
            ) { $0.metadata },
            .link("link", "The page itself.") { $0.route.map(Link.route) },
            .list("feeds", "Its own feeds; those of the site are `site.feeds`.") { $0.feeds },
            .flag("hidden", "Whether search engines should leave the page out.") { $0.isHidden },
            .flag("is_home", "Whether this is the first page.") { $0.kind == "home" },
            .flag("is_archive", "Whether this is the calendar of all days.") { $0.kind == "archive" },
            .flag("is_trending", "Whether this is the ranking.") { $0.kind == "trending" },
            .flag("is_stats", "Whether this is the archive in numbers.") { $0.kind == "stats" },
            .flag("is_search", "Whether this is the search page.") { $0.kind == "search" },
            .flag("is_reading_list", "Whether this is the reader's own list.") { $0.kind == "reading-list" },
        ])
}
