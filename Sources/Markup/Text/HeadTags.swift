/// Tags for the head of a page, written one after the other. Names are the program's own, values are safe in them whatever
/// they are.
package struct HeadTags {
    private var buffer = ByteBuffer(capacity: 4_000)

    /// No tags.
    package init() {}

    /// The tags, a line each.
    package var html: HTML { HTML(trusted: buffer.bytes) }

    /// Adds a `meta`, by its `name` or its `property`.
    package mutating func meta(_ kind: MetaKind, _ name: StaticString, _ content: String) {
        buffer.append(kind == .name ? "<meta name=\"" : "<meta property=\"")
        buffer.append(name)
        buffer.append("\" content=\"")
        buffer.append(escaping: content)
        buffer.append("\" />\n")
    }

    /// What a `meta` is told by.
    package enum MetaKind { case name, property }

    /// Adds a `link`.
    package mutating func link(_ relation: String, _ address: String, type: String?, title: String?) {
        buffer.append("<link")
        buffer.attribute("rel", relation)
        if let type { buffer.attribute("type", type) }
        if let title { buffer.attribute("title", title) }
        buffer.attribute("href", address)
        buffer.append(" />\n")
    }

    /// Adds data for search engines (JSON-LD). No browser runs it.
    package mutating func linkedData(_ write: (inout JSONMembers) -> Void) {
        buffer.append("<script type=\"application/ld+json\">")
        // Texts in JSON are written so that none can end the element.
        buffer.appendJSONObject(write)
        buffer.append("</script>\n")
    }
}
