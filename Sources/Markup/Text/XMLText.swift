extension ByteBuffer {
    /// Appends an element with text in it, and a line break.
    package mutating func element(_ name: String, _ text: String, _ attributes: [(String, String)] = []) {
        append("<\(name)")
        for (key, value) in attributes { attribute(key, value) }
        append(">")
        append(escaping: text)
        append("</\(name)>\n")
    }

    /// Appends an element without content, and a line break.
    package mutating func emptyElement(_ name: String, _ attributes: [(String, String)]) {
        append("<\(name)")
        for (key, value) in attributes { attribute(key, value) }
        append("/>\n")
    }

    /// Appends an attribute with a space before it.
    package mutating func attribute(_ name: String, _ value: String) {
        append(" \(name)=\"")
        append(escaping: value)
        append("\"")
    }
}
