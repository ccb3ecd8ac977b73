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
    /// The feeds before and after it, where the list has archived ones.
    let archive: FeedArchive
    /// What a browser shows the feed with.
    let style: String?
}

/// Where a feed stands among those that together have the whole list (RFC 5005, section 4): addresses.
struct FeedArchive: Sendable {
    /// The feed that readers subscribe to, for an archived one.
    var current: String?
    /// The feed with the papers before these.
    var earlier: String?
    /// The one with those after, for an archived one.
    var later: String?
}

/// A paper in a feed, or a day with all of its papers.
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

    /// The formats that a site wants.
    static func wanted(_ configuration: SiteConfiguration) -> [FeedWriter] {
        all.filter { configuration.feeds.formats.contains($0.format) }
    }
}

extension ByteBuffer {
    /// Appends what tells a browser how to show an XML file.
    mutating func style(_ address: String?) {
        guard let address else { return }
        append("<?xml-stylesheet type=\"text/css\" href=\"")
        append(escaping: address)
        append("\"?>\n")
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
