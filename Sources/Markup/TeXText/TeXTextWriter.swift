/// Writes the nodes of TeX text.
struct TeXTextWriter {
    let isMarkdown: Bool
    private var out = ""
    /// A formula that waits for what follows: a digit asks for other delimiters.
    private var pending: (tex: String, isDisplay: Bool)?

    init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

    mutating func write(_ nodes: [TeXText.Node]) {
        for node in nodes { write(node) }
    }

    mutating func finish() -> String {
        flush(before: nil)
        let paragraphs = out.split(separator: "\n").map { paragraph in
            let line = paragraph.split { $0 == " " }.joined(separator: " ")
            return isMarkdown ? Self.escapingStart(line) : line
        }.filter { !$0.isEmpty }
        return paragraphs.joined(separator: "\n\n")
    }

    private mutating func write(_ node: TeXText.Node) {
        switch node {
        case .text(let text):
            guard !text.isEmpty else { return }
            flush(before: text.unicodeScalars.first)
            out +=
                isMarkdown
                ? Self.escaped(text, after: out.unicodeScalars.last) : text.replacing(scalar: "$", with: "\\$")
        case .math(let tex, let isDisplay):
            flush(before: "$")
            if !tex.isEmpty { pending = (tex, isDisplay) }
        case .emphasis(let nodes): mark("*", nodes)
        case .strong(let nodes): mark("**", nodes)
        case .code(let text):
            flush(before: nil)
            if isMarkdown, !text.isEmpty, !text.unicodeScalars.contains("`") {
                out += "`\(text)`"
            } else {
                write(.text(text))
            }
        case .link(let address, let nodes):
            flush(before: nil)
            guard isMarkdown else { return write(nodes) }
            if case .text(address)? = nodes.first, nodes.count == 1 {
                out += "<\(address)>"
            } else {
                out += "["
                write(nodes)
                flush(before: nil)
                out += "](\(address.replacing(scalar: "(", with: "%28").replacing(scalar: ")", with: "%29")))"
            }
        case .paragraph:
            flush(before: nil)
            out += isMarkdown ? "\n" : " "
        // Of a whole text, which is no group.
        case .declaration: break
        }
    }

    /// Marks what is emphasized. The marks stand right beside letters, or they would be no marks.
    private mutating func mark(_ mark: String, _ nodes: [TeXText.Node]) {
        guard isMarkdown else { return write(nodes) }
        flush(before: nil)
        var inner = TeXTextWriter(isMarkdown: true)
        inner.write(nodes)
        inner.flush(before: nil)
        let text = inner.out.replacing("\n", with: " ")
        let trimmed = text.drop { $0 == " " }
        let end = trimmed.lastIndex { $0 != " " }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
        guard !trimmed[..<end].isEmpty else {
            out += text
            return
        }
        out += (text.hasPrefix(" ") ? " " : "") + mark + trimmed[..<end] + mark + (text.hasSuffix(" ") ? " " : "")
    }

    private mutating func flush(before next: Unicode.Scalar?) {
        guard let (tex, isDisplay) = pending else { return }
        pending = nil
        if isDisplay, isMarkdown {
            out += "$$\(tex)$$"
        } else if next.map({ "0"..."9" ~= $0 || $0 == "$" }) ?? false || tex.contains("$") {
            // After a dollar that a digit follows no formula ends.
            out += "\\(\(tex)\\)"
        } else {
            out += "$\(tex)$"
        }
    }

    // MARK: Escaping

    /// Text as Markdown shows it unchanged; what has no meaning where it stands is left alone.
    private static func escaped(_ text: String, after last: Unicode.Scalar?) -> String {
        let scalars = Array(text.unicodeScalars)
        var escaped = ""
        for (place, scalar) in scalars.enumerated() {
            let before = place > 0 ? scalars[place - 1] : last ?? " "
            let after = place + 1 < scalars.count ? scalars[place + 1] : " "
            let isEntity = scalar == "&" && beginsEntity(scalars[(place + 1)...])
            if isEntity || needsEscape(scalar, between: before, and: after) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }

    /// Whether what follows an ampersand makes an entity of it.
    private static func beginsEntity(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        let name = rest.prefix(33).prefix { $0 == "#" || $0.isASCII && $0.properties.isAlphabetic || "0"..."9" ~= $0 }
        return !name.isEmpty && name.endIndex < rest.endIndex && rest[name.endIndex] == ";"
    }

    private static func needsEscape(
        _ scalar: Unicode.Scalar, between before: Unicode.Scalar, and after: Unicode.Scalar
    ) -> Bool {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
        func isWord(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        switch scalar {
        case "$", "`": return true
        case "*": return !(isSpace(before) && isSpace(after))
        case "_": return !(isWord(before) && isWord(after) || isSpace(before) && isSpace(after))
        case "~": return before == "~" || after == "~"
        case "\\": return after.isASCII && !isWord(after) && !isSpace(after)
        case "]": return after == "(" || after == "["
        case "<": return "a"..."z" ~= after || "A"..."Z" ~= after || after == "/" || after == "!" || after == "?"
        default: return false
        }
    }

    /// A line whose first characters would make it a heading, a list or a quotation.
    private static func escapingStart(_ line: String) -> String {
        guard let first = line.unicodeScalars.first else { return line }
        switch first {
        case "#", ">", "=": return "\\" + line
        case "-", "+", "*":
            let second = line.unicodeScalars.dropFirst().first
            return second == " " || second == nil || second == first ? "\\" + line : line
        case "0"..."9":
            let digits = line.prefix { $0.isASCII && $0.isNumber }
            guard digits.count <= 9, let mark = line.dropFirst(digits.count).first, mark == "." || mark == ")" else {
                return line
            }
            let rest = line.dropFirst(digits.count)
            return rest.dropFirst().first.map { $0 == " " } ?? true ? "\(digits)\\\(rest)" : line
        default: return line
        }
    }
}
