extension ByteBuffer {
    /// Appends an element with text in it, and a line break.
    package mutating func element(_ name: String, _ text: String, _ attributes: [(String, String)] = []) {
        begin(name, attributes)
        append(">")
        append(escaping: text)
        append("</")
        append(name)
        append(">\n")
    }

    /// Appends an element whose text is HTML for who reads it, and a line break.
    package mutating func element(_ name: String, _ html: HTML) {
        begin(name, [])
        append(">")
        html.append(escapedTo: &self)
        append("</")
        append(name)
        append(">\n")
    }

    /// Appends an element without content, and a line break.
    package mutating func emptyElement(_ name: String, _ attributes: [(String, String)]) {
        begin(name, attributes)
        append("/>\n")
    }

    // Piece by piece, here and below: to put names together first would be a tenth of what a feed costs.
    private mutating func begin(_ name: String, _ attributes: [(String, String)]) {
        append("<")
        append(name)
        for (key, value) in attributes { attribute(key, value) }
    }

    /// Appends an attribute with a space before it.
    package mutating func attribute(_ name: String, _ value: String) {
        append(" ")
        append(name)
        append("=\"")
        append(escaping: value)
        append("\"")
    }
}
