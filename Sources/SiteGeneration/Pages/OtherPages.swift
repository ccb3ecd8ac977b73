import ArchiveModel
import FileSystem
import Markup

/// A page of the editor's: `content/pages/about.md`.
struct TextPage: PageView {
    static let summary = "A page of the editor's, such as /about/."

    let page: PageFrame
    let body: HTML
    let edit: String?

    init(_ place: Int, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) throws(IOFailure) {
        let content = site.page(place)
        body = try worker.html(of: content.source, options: site.markdown(assets: content.assets, links: links))
        edit = site.editLink(content.source)
        page = PageFrame(
            site, kind: "page", title: content.title,
            description: content.summary.map { MathText.plain($0, macros: site.configuration.macros) }
                ?? content.excerpt,
            route: site.routes.page(content))
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<TextPage>] {
        [
            .html("body", "Its text.") { $0.body },
            .link("edit", "Where it can be edited.") { $0.edit.map(Link.address) },
        ]
    }
}

/// The papers that a reader has marked; the browser fills it.
struct ReadingListPage: PageView {
    static let summary =
        "The papers that a reader has marked. The archive knows nothing of them: a script fills the page."
    let page: PageFrame

    init(_: OnlyPage, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        page = PageFrame(
            site, kind: "reading-list", title: site.language[.readingList], route: site.routes.readingList,
            isHidden: true)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<ReadingListPage>] { [] }
}

/// What a host shows for an address that leads nowhere.
struct NotFoundPage: PageView {
    static let summary = "What a host shows for an address that leads nowhere."
    let page: PageFrame

    init(_: OnlyPage, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        page = PageFrame(site, kind: "404", title: site.language[.notFound], route: nil, isHidden: true)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<NotFoundPage>] { [] }
}

/// An old address that leads to a new one.
struct RedirectPage: PageView {
    static let summary = "An old address that leads to a new one."
    /// Who says that an address has moved: site.toml, the aliases of a paper or page, by their places, or the list of tags.
    enum Item { case setting(Int), paper(PaperIndex, alias: Int), page(Int, alias: Int), tag(TermIndex, slug: String) }

    let page: PageFrame
    let target: Link
    let canonical: String?

    init(_ item: Item, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        let from: Route
        switch item {
        case .setting(let place):
            let redirect = site.configuration.redirects[place]
            (from, target) = (redirect.from, redirect.to)
        case .paper(let index, let alias):
            let paper = site[paper: index]
            (from, target) = (paper.aliases[alias], .route(site.routes.paper(paper)))
        case .page(let place, let alias):
            let content = site.page(place)
            (from, target) = (content.aliases[alias], .route(site.routes.page(content)))
        case .tag(let place, let slug):
            let tag = site.term(Int(place), in: .tags)
            (from, target) = (site.routes.term(slug, in: .tags), .route(site.routes.term(tag.slug, in: .tags)))
        }
        canonical = site.absoluteLinks?.href(target)
        page = PageFrame(site, kind: "redirect", title: site.language[.moved], route: from, isHidden: true)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<RedirectPage>] {
        [
            .link("target", "Where it leads.") { $0.target },
            .text("target_address", "The whole address of where it leads, where the site's is known.") { $0.canonical },
        ]
    }
}

extension OutputKind {
    /// The editor's pages.
    static let contentPages = OutputKind("page") { theme in
        let template = theme.template("page", for: TextPage.self)
        return { site, _ in
            let newest = site.newestDay
            let pages = site.archive.pages
            let outputs = template.outputs(
                pages.indices, on: site, route: { site.routes.page(pages[$0]) }, source: { pages[$0].source.path },
                listed: { _ in newest })
            return [outputs]
        }
    }

    /// The reader's own list, in themes that have one.
    static let readingList = OutputKind("reading-list") { theme in
        let template = theme.optionalTemplate("reading-list", for: ReadingListPage.self)
        return { site, _ in template.map { [$0.output(site.routes.readingList, on: site)] } ?? [] }
    }

    /// The page of errors. Hosts show it at any address, so its links begin at the host's root.
    static let notFound = OutputKind("404") { theme in
        let template = theme.template("404", for: NotFoundPage.self)
        return { site, _ in [template.output(site.routes.notFound, on: site)] }
    }

    /// Pages at old addresses: entries' `aliases`, what site.toml says under `[redirects]`, and other names of tags.
    static let redirects = OutputKind("redirect") { theme in
        let template = theme.template("redirect", for: RedirectPage.self)
        return { site, _ in
            typealias Move = (item: RedirectPage.Item, from: Route, source: String)
            var moves: [Move] = site.configuration.redirects.enumerated().map {
                (.setting($0.offset), $0.element.from, "site.toml")
            }
            for (index, paper) in site.archive.papers.enumerated() {
                for (place, alias) in paper.aliases.enumerated() {
                    moves.append((.paper(index, alias: place), alias, paper.source.path))
                }
            }
            for (index, page) in site.archive.pages.enumerated() {
                for (place, alias) in page.aliases.enumerated() {
                    moves.append((.page(index, alias: place), alias, page.source.path))
                }
            }
            for (slug, tag) in otherTagSlugs(site) {
                moves.append((.tag(tag, slug: slug), site.routes.term(slug, in: .tags), "content/tags.toml"))
            }
            let pages = template.outputs(
                moves, as: \.item, on: site, route: { $0.from }, source: { $0.source })
            return [pages]
        }
    }

    /// The slugs of other names of tags that have pages.
    private static func otherTagSlugs(_ site: Site) -> [(slug: String, tag: TermIndex)] {
        guard let vocabulary = site.archive.vocabulary,
            Taxonomies.visible(in: site.archive, site.configuration).contains(.tags)
        else { return [] }
        var places: [String: TermIndex] = [:]
        for (place, tag) in site.archive.tags.enumerated() { places[tag.slug] = TermIndex(place) }
        return vocabulary.otherSlugs.compactMap { other in
            places[vocabulary.tags[other.tag].slug].map { (other.slug, $0) }
        }
    }

    /// Files beside entries and pages.
    static let entryAssets = OutputKind("asset") { _ in
        { site, _ in
            let assets = site.archive.papers.flatMap(\.assets) + site.archive.pages.flatMap(\.assets)
            return [OutputGroup.copies("asset", of: assets.map { ($0.path, $0.route) }, on: site)]
        }
    }

    /// The site's own `static` folder, copied as it is: `CNAME`, `favicon.ico`.
    static let staticFiles = OutputKind("static file") { _ in
        { site, _ in
            let files = site.staticFiles.map { ($0, Route(String($0.dropFirst("static/".count)))) }
            return [OutputGroup.copies("static file", of: files, on: site)]
        }
    }
}
