import ArchiveModel
import Markup

extension FeedWriter {
    /// RSS 2.0 (rssboard.org) with `content:encoded`, `dc:creator` and `atom:link`.
    static let rss = FeedWriter(
        format: .rss, name: "RSS", fileName: "feed.xml", mediaType: "application/rss+xml"
    ) { feed, buffer in
        buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        buffer.style(feed.style)
        buffer.append("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"")
        buffer.append(" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"")
        buffer.append(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n")
        buffer.element("title", feed.title)
        buffer.element("link", feed.home)
        // Readers take descriptions for HTML, so plain text is escaped twice, here and below.
        buffer.element("description", HTML(escaping: feed.description ?? feed.title))
        buffer.element("language", feed.language)
        if let copyright = feed.copyright { buffer.element("copyright", copyright) }
        buffer.element("lastBuildDate", Timestamp.rfc822(feed.updated))
        buffer.emptyElement(
            "atom:link", [("rel", "self"), ("type", "application/rss+xml"), ("href", feed.address)])
        if let hub = feed.hub { buffer.emptyElement("atom:link", [("rel", "hub"), ("href", hub)]) }
        for item in feed.items {
            buffer.append("<item>\n")
            buffer.element("title", item.title)
            buffer.element("link", item.address)
            buffer.element("guid", item.id, [("isPermaLink", "false")])
            buffer.element("pubDate", Timestamp.rfc822(item.published))
            for author in item.authors { buffer.element("dc:creator", author) }
            for tag in item.tags { buffer.element("category", tag) }
            buffer.element("description", HTML(escaping: item.summary))
            if !item.content.isEmpty { buffer.element("content:encoded", item.content) }
            buffer.append("</item>\n")
        }
        buffer.append("</channel>\n</rss>\n")
    }
}
