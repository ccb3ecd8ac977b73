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
            guard site.absoluteLinks != nil else { return [] }
            let whole = FeedLink.all(
                title: site.configuration.site.title, folder: .home, scope: .site, site.configuration)
            let papers = Array(site.archive.papers.indices)
            var groups = [feeds(whole.count, on: site) { FeedSource(link: whole[$0], folder: .home, papers: papers) }]
            for taxonomies in Taxonomies.visible(in: site.archive, site.configuration) {
                // Each has as many as the first.
                let formats = FeedLink.all(of: taxonomies[0], in: taxonomies.taxonomy, on: site).count
                guard formats > 0 else { continue }
                groups.append(
                    feeds(taxonomies.count * formats, on: site) { place in
                        let entry = taxonomies[place / formats]
                        return FeedSource(
                            link: FeedLink.all(of: entry, in: taxonomies.taxonomy, on: site)[place % formats],
                            folder: site.routes.term(entry.slug, in: taxonomies.taxonomy), papers: entry.papers)
                    })
            }
            return groups
        }
    }

    private static func feeds(
        _ count: Int, on site: Site, source: @escaping @Sendable (Int) -> FeedSource
    ) -> OutputGroup {
        OutputGroup("feed", count: count, route: { source($0).link.route }) { place, worker throws(IOFailure) in
            try source(place).write(on: site, worker: &worker)
        }
    }
}

extension Site {
    /// The papers of a feed out of a list, newest first: those featured last, and those whose notice (a correction, a
    /// retraction) is as new.
    func newsworthy(_ papers: [PaperIndex]) -> [PaperIndex] {
        let count = configuration.feeds.items
        let noticed = papers.dropFirst(count).filter { archive.papers[$0].details.values.noticeDate != nil }
        let candidates = papers.prefix(count) + noticed
        // Stable: equal moments keep the archive's order.
        let order = candidates.enumerated().sorted { left, right in
            let (a, b) = (archive.papers[left.element].revised, archive.papers[right.element].revised)
            return a == b ? left.offset < right.offset : a > b
        }
        return order.prefix(count).map(\.element)
    }
}

/// A feed before its texts are read.
struct FeedSource: Sendable {
    let link: FeedLink
    let folder: Route
    /// All papers of the list; the feed has the newest.
    let papers: [PaperIndex]

    func write(on site: Site, worker: inout RenderWorker) throws(IOFailure) {
        guard let links = site.absoluteLinks else { return }
        let feed = try feed(on: site, links: links, worker: &worker)
        link.format.write(feed, &worker.buffer)
    }

    private func feed(on site: Site, links: LinkStyle, worker: inout RenderWorker) throws(IOFailure) -> Feed {
        var items: [FeedItem] = []
        for index in site.newsworthy(papers) {
            items.append(try item(site.archive.papers[index], on: site, links: links, worker: &worker))
        }
        let configuration = site.configuration.site
        // An empty feed has no date of its own; the epoch says so without asking for the time.
        let updated = items.map(\.updated).max() ?? 0
        return Feed(
            title: link.title, description: configuration.description, language: configuration.language,
            author: configuration.author?.name, copyright: configuration.copyright, id: site.feedIDs.id(folder),
            home: links.href(folder), address: links.href(link.route), hub: site.configuration.feeds.hub,
            updated: updated, items: items)
    }

    private func item(
        _ paper: Paper, on site: Site, links: LinkStyle, worker: inout RenderWorker
    ) throws(IOFailure) -> FeedItem {
        let values = paper.details.values
        var content = HTML.empty
        if site.configuration.feeds.content == .full {
            let prefix = paper.id + "-"
            let options = site.markdown(assets: values.assets, links: links, headingOffset: 2, idPrefix: prefix)
            let body = try worker.html(of: paper.source, options: options)
            content = values.notice.map { worker.html(of: $0, options: options) }.map { .joined([$0, body]) } ?? body
        }
        let prefix = paper.status == .published ? "" : "\(paper.status.rawValue.capitalizedASCII): "
        return FeedItem(
            id: site.feedIDs.id(Route("papers/" + paper.id)), address: links.href(site.routes.paper(paper)),
            title: prefix + MathText.plain(paper.title),
            authors: paper.authors.map { site.archive.names[Int($0)].name },
            tags: paper.tags.map { site.archive.tags[Int($0)].name }, summary: paper.summary ?? paper.excerpt,
            content: content, language: values.language, published: paper.featured, updated: paper.revised)
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
