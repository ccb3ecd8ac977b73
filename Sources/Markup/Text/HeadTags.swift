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
        buffer.append(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
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
        var json = ByteBuffer(capacity: 2_000)
        json.appendJSONObject(write)
        buffer.append("<script type=\"application/ld+json\">")
        let bytes = json.bytes
        // In JSON they stand only inside of strings, which may have them as numbers.
        if bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "&") }) {
            buffer.append(HTML(scriptContent: json.text).bytes)
        } else {
            buffer.append(bytes)
        }
        buffer.append("</script>\n")
    }
}
