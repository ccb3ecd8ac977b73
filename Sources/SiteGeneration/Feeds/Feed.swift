import ArchiveModel
import FileSystem
import Markup

/// A list of papers as a feed, whatever its format.
struct Feed: Sendable {
    /// The site's title, or the site's and the tag's.
    let title: String
    let description: String?
    let language: String
    let author: String?
    let copyright: String?
    /// Lasts as long as the list.
    let id: String
    /// The whole address of the page with the same list.
    let home: String
    /// The whole address of the feed itself.
    let address: String
    let hub: String?
    /// When what it holds last changed, in seconds since 1970; never the time of the build.
    let updated: Int64
    let items: [FeedItem]
}

/// A paper in a feed.
struct FeedItem: Sendable {
    /// Never changes: made of the paper's id, not of its address.
    let id: String
    /// The whole address of its page.
    let address: String
    /// Plain text.
    let title: String
    let authors: [String]
    let tags: [String]
    let summary: String
    /// Its text, links in it whole; empty where the site's feeds have summaries only.
    let content: HTML
    let language: String?
    /// Seconds since 1970.
    let published: Int64
    let updated: Int64
}

/// A format of feeds. To add one: a file with a value of this type, its line in ``all``, and its case in
/// `SiteConfiguration.FeedFormat`, by which site.toml asks for it.
struct FeedWriter: Sendable {
    let format: SiteConfiguration.FeedFormat
    /// For people: `RSS`.
    let name: String
    let fileName: String
    let mediaType: String
    let write: @Sendable (Feed, inout ByteBuffer) -> Void

    /// Every format.
    static let all: [FeedWriter] = [.rss, .atom, .json]
}

extension OutputKind {
    /// The site's feeds, and those of tags, authors and organizations.
    static let feeds = OutputKind("feed") { _ in
        { site, _ in
            // Feeds have to name their items by whole addresses.
            guard site.absoluteLinks != nil else { return [] }
            let scopes = site.configuration.feeds.scopes
            let whole = scopes.contains(.site) ? [feeds(1, on: site) { _, writer in FeedSource(writer: writer) }] : []
            return whole
                + Taxonomies.visible(in: site.archive, site.configuration).compactMap { taxonomy in
                    guard let scope = SiteConfiguration.FeedScope(taxonomy), scopes.contains(scope) else { return nil }
                    return feeds(site.archive.count(of: taxonomy), on: site) { place, writer in
                        FeedSource(list: (taxonomy, place), writer: writer)
                    }
                }
        }
    }

    /// Feeds in all wanted formats of so many lists.
    private static func feeds(
        _ lists: Int, on site: Site, source: @escaping @Sendable (Int, FeedWriter) -> FeedSource
    ) -> OutputGroup {
        let writers = FeedWriter.wanted(site.configuration)
        @Sendable func feed(_ place: Int) -> FeedSource {
            source(place / writers.count, writers[place % writers.count])
        }
        return OutputGroup(
            "feed", count: lists * writers.count, route: { feed($0).route(site) },
            maker: { _, _ throws(IOFailure) in Fingerprint() }
        ) { place, worker throws(IOFailure) in try feed(place).write(&worker) }
    }
}

extension FeedWriter {
    /// The formats that a site wants.
    static func wanted(_ configuration: SiteConfiguration) -> [FeedWriter] {
        all.filter { configuration.feeds.formats.contains($0.format) }
    }
}

extension SiteConfiguration.FeedScope {
    /// The scope of a taxonomy's names, where they can have feeds.
    init?(_ taxonomy: SiteConfiguration.Taxonomy) {
        switch taxonomy {
        case .tags: self = .tags
        case .authors: self = .authors
        case .organizations: self = .organizations
        case .venues: return nil
        }
    }
}

/// Which feed it is: of the whole site, or of one name, by its place among those of its kind.
struct FeedSource: Sendable {
    var list: (taxonomy: SiteConfiguration.Taxonomy, place: Int)?
    let writer: FeedWriter

    /// Its address.
    func route(_ site: Site) -> Route {
        guard let list else { return Route(writer.fileName) }
        let slug = site.archive.slug(list.place, in: list.taxonomy)
        return site.routes.term(slug, in: list.taxonomy).appending(writer.fileName)
    }

    func write(_ worker: inout RenderWorker) throws(IOFailure) {
        guard let links = worker.site.absoluteLinks else { return }
        let feed = try feed(worker.site, links: links, &worker)
        writer.write(feed, &worker.buffer)
    }

    private func feed(_ site: SiteReader, links: LinkStyle, _ worker: inout RenderWorker) throws(IOFailure) -> Feed {
        let entry = list.map { site.term($0.place, in: $0.taxonomy) }
        let folder = list.flatMap { list in entry.map { site.routes.term($0.slug, in: list.taxonomy) } } ?? .home
        let configuration = site.configuration.site
        var items: [FeedItem] = []
        for index in site.newestFirst(site.newsworthy(in: entry)) {
            items.append(try item(index, on: site, links: links, worker: &worker))
        }
        return Feed(
            title: entry.map { "\(configuration.title): \($0.name)" } ?? configuration.title,
            description: configuration.description, language: configuration.language,
            author: configuration.author?.name, copyright: configuration.copyright, id: site.feedIDs.id(folder),
            home: links.href(folder), address: links.href(folder.appending(writer.fileName)),
            hub: site.configuration.feeds.hub,
            // An empty feed has no date of its own; the epoch says so without asking for the time.
            updated: items.map(\.updated).max() ?? 0, items: items)
    }

    private func item(
        _ index: PaperIndex, on site: SiteReader, links: LinkStyle, worker: inout RenderWorker
    ) throws(IOFailure) -> FeedItem {
        let paper = site[paper: index]
        let isFull = site.configuration.feeds.content == .full
        let content = isFull ? try content(of: paper, index, on: site, links: links, worker: &worker) : .empty
        var title = site.plain(paper.title, of: paper)
        if let status = site.language.word(paper.status) {
            title = site.language.text(.feedStatus) { $0 == "title" ? title : status.capitalizedASCII }
        }
        return FeedItem(
            id: site.feedIDs.id(Route("papers/" + paper.id)), address: links.href(site.routes.paper(paper)),
            title: title, authors: site.authors(of: index).map(\.name),
            tags: site.tags(of: index).map(\.name),
            summary: paper.summary.map { site.plain($0, of: paper) } ?? paper.excerpt,
            content: content, language: paper.language, published: paper.featured, updated: paper.revised)
    }

    private func content(
        of paper: Paper, _ index: PaperIndex, on site: SiteReader, links: LinkStyle, worker: inout RenderWorker
    ) throws(IOFailure) -> HTML {
        if let known = worker.feedContent(of: index) { return known }
        let options = site.markdown(
            assets: paper.assets, links: links, macros: site.macros(of: paper), topHeading: 3, idPrefix: paper.id + "-")
        var content = try worker.html(of: paper, options: options)
        if let notice = paper.notice { content = .joined([worker.html(of: notice, options: options), content]) }
        worker.keep(content, inFeedsFor: index)
        return content
    }
}

extension SiteReader {
    /// The newest of some papers, as many as a feed has, newest first: those featured last, and those whose notice (a
    /// correction, a retraction) is as new.
    fileprivate func newestFirst(_ candidates: [PaperIndex]) -> [PaperIndex] {
        let dated = candidates.map { (index: $0, revised: self[paper: $0].revised) }
        // Stable: equal moments keep the archive's order.
        let order = dated.enumerated().sorted { left, right in
            let (a, b) = (left.element.revised, right.element.revised)
            return a == b ? left.offset < right.offset : a > b
        }
        return order.prefix(configuration.feeds.items).map(\.element.index)
    }
}

/// Identifiers of feeds and items: `tag:` URIs (RFC 4151). Their year is part of the name and no date of anything: it
/// must never change.
struct FeedIDs: Sendable {
    private let base: String

    init(_ site: SiteConfiguration) {
        let parts = (site.site.url ?? "").split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        let host = parts.count > 1 ? parts[1].prefix { $0 != ":" } : ""
        base = "tag:\(host.lowercased()),2025:\(Route(String(site.basePath.dropFirst())).encoded)"
    }

    /// The identifier of what has this path in the site.
    func id(_ route: Route) -> String { base + route.encoded }
}

extension String {
    /// The text with its first letter, an ASCII one, upper case.
    var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
