import ArchiveModel
import Markup

extension FeedWriter {
    /// Atom (RFC 4287).
    static let atom = FeedWriter(
        format: .atom, name: "Atom", fileName: "atom.xml", mediaType: "application/atom+xml"
    ) { feed, buffer in
        buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        buffer.style(feed.style)
        buffer.append("<feed xmlns=\"http://www.w3.org/2005/Atom\"")
        if feed.archive.current != nil { buffer.append(" xmlns:fh=\"http://purl.org/syndication/history/1.0\"") }
        buffer.append(" xml:lang=\"")
        buffer.append(escaping: feed.language)
        buffer.append("\">\n")
        buffer.element("title", feed.title)
        if let description = feed.description { buffer.element("subtitle", description) }
        buffer.element("id", feed.id)
        buffer.element("updated", Timestamp.rfc3339(feed.updated))
        buffer.emptyElement("link", [("rel", "alternate"), ("type", "text/html"), ("href", feed.home)])
        buffer.emptyElement("link", [("rel", "self"), ("type", "application/atom+xml"), ("href", feed.address)])
        if feed.archive.current != nil { buffer.emptyElement("fh:archive", []) }
        for (relation, address) in [
            ("current", feed.archive.current), ("prev-archive", feed.archive.earlier),
            ("next-archive", feed.archive.later),
        ] {
            guard let address else { continue }
            buffer.emptyElement(
                "link", [("rel", relation), ("type", "application/atom+xml"), ("href", address)])
        }
        if let hub = feed.hub { buffer.emptyElement("link", [("rel", "hub"), ("href", hub)]) }
        // An entry without authors takes the feed's, and a feed has to have one then.
        buffer.person(feed.author ?? feed.title)
        if let copyright = feed.copyright { buffer.element("rights", copyright) }
        buffer.element("generator", "Offprint")
        for item in feed.items {
            buffer.append("<entry")
            if let language = item.language { buffer.attribute("xml:lang", language) }
            buffer.append(">\n")
            buffer.element("title", item.title)
            buffer.element("id", item.id)
            buffer.emptyElement("link", [("rel", "alternate"), ("type", "text/html"), ("href", item.address)])
            buffer.element("published", Timestamp.rfc3339(item.published))
            buffer.element("updated", Timestamp.rfc3339(item.updated))
            for author in item.authors { buffer.person(author) }
            for tag in item.tags { buffer.emptyElement("category", [("term", tag)]) }
            if !item.summary.isEmpty { buffer.element("summary", item.summary) }
            if !item.content.isEmpty {
                // As XHTML, so that no program has to guess how often it is escaped.
                buffer.append("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\n")
                buffer.append(item.content)
                buffer.append("</div></content>\n")
            }
            buffer.append("</entry>\n")
        }
        buffer.append("</feed>\n")
    }
}

extension ByteBuffer {
    fileprivate mutating func person(_ name: String) {
        append("<author>")
        element("name", name)
        append("</author>\n")
    }
}
