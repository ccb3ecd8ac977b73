import ArchiveModel
import Markup

extension FeedWriter {
    /// JSON Feed 1.1 (jsonfeed.org).
    static let json = FeedWriter(
        format: .json, name: "JSON Feed", fileName: "feed.json", mediaType: "application/feed+json"
    ) { feed, buffer in
        buffer.append("{\"version\":\"https://jsonfeed.org/version/1.1\"")
        buffer.member("title", feed.title)
        buffer.member("home_page_url", feed.home)
        buffer.member("feed_url", feed.address)
        if let description = feed.description { buffer.member("description", description) }
        buffer.member("language", feed.language)
        if let author = feed.author { buffer.people([author]) }
        if let hub = feed.hub {
            buffer.append(",\"hubs\":[{\"type\":\"WebSub\"")
            buffer.member("url", hub)
            buffer.append("}]")
        }
        buffer.append(",\"items\":[")
        for (place, item) in feed.items.enumerated() {
            buffer.append(place == 0 ? "\n{\"id\":" : ",\n{\"id\":")
            buffer.append(json: item.id)
            buffer.member("url", item.address)
            buffer.member("title", item.title)
            // An item has to have content of one kind.
            if item.content.isEmpty {
                buffer.member("content_text", item.summary)
            } else {
                buffer.member("content_html", item.content.text)
            }
            if !item.summary.isEmpty { buffer.member("summary", item.summary) }
            buffer.member("date_published", Timestamp.rfc3339(item.published))
            buffer.member("date_modified", Timestamp.rfc3339(item.updated))
            if !item.authors.isEmpty { buffer.people(item.authors) }
            if !item.tags.isEmpty {
                buffer.append(",\"tags\":[")
                for (place, tag) in item.tags.enumerated() {
                    if place > 0 { buffer.append(",") }
                    buffer.append(json: tag)
                }
                buffer.append("]")
            }
            if let language = item.language { buffer.member("language", language) }
            buffer.append("}")
        }
        buffer.append("]}\n")
    }
}

extension ByteBuffer {
    fileprivate mutating func member(_ name: String, _ value: String) {
        append(",\"\(name)\":")
        append(json: value)
    }

    fileprivate mutating func people(_ names: [String]) {
        append(",\"authors\":[")
        for (place, name) in names.enumerated() {
            append(place == 0 ? "{\"name\":" : ",{\"name\":")
            append(json: name)
            append("}")
        }
        append("]")
    }
}
