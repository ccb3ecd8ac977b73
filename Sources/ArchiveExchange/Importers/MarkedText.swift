import ArchiveModel
import Markup

/// Text in which there may be a little HTML or JATS, as registries hand out titles and abstracts.
enum MarkedText {
    /// On one line, without tags.
    static func line(_ text: String) -> String {
        TeXText(plain: paragraphs(text).joined(separator: " ")).line.canonicallyComposed
    }

    /// As Markdown, a line a paragraph.
    static func markdown(_ text: String) -> String {
        paragraphs(text).map { TeXText(plain: $0).markdown.canonicallyComposed }.joined(separator: "\n\n")
    }

    private static var tag: Regex<(Substring, Substring, Substring)> {
        #/<(\/?)(?:[a-z]+:)?([A-Za-z-]+)(?:\s[^<>]*)?\/?>/#
    }

    /// The tags that mean nothing here; what else is in angle brackets is text.
    private static let known: Set = [
        "i", "b", "em", "strong", "italic", "bold", "sup", "sub", "sc", "scp", "span", "p", "br", "div", "a", "u", "tt",
        "code",
        "title", "sec", "abstract", "inline-formula", "tex-math", "alternatives", "xref", "ext-link", "list",
        "list-item",
        "monospace", "roman",
    ]

    private static func paragraphs(_ text: String) -> [String] {
        // Without a tag that is known it is plain text: what looks like an entity is none.
        let isMarked = text.matches(of: tag).contains { known.contains($0.2.lowercased()) }
        guard isMarked else {
            return text.split(separator: #/\n\s*\n/#).map(\.trimmed).filter { !$0.isEmpty }
        }
        var paragraphs = [""]
        var rest = text[...]
        while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
            paragraphs[paragraphs.count - 1] += rest[..<start]
            if let tag = rest[start...].prefixMatch(of: tag),
                known.contains(String(tag.2).lowercased())
            {
                let name = String(tag.2).lowercased()
                if ["p", "br", "div", "title", "sec"].contains(name) { paragraphs.append("") }
                rest = rest[tag.range.upperBound...]
            } else if let entity = rest[start...].prefixMatch(
                of: #/&(amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});/#)
            {
                paragraphs[paragraphs.count - 1] += character(String(entity.1))
                rest = rest[entity.range.upperBound...]
            } else {
                paragraphs[paragraphs.count - 1].append(rest[start])
                rest = rest[rest.index(after: start)...]
            }
        }
        paragraphs[paragraphs.count - 1] += rest
        return paragraphs.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
    }

    private static func character(_ entity: String) -> String {
        switch entity {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case "nbsp": return " "
        default:
            let isHexadecimal = entity.hasPrefix("#x")
            let number = UInt32(entity.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
            return number.flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }
    }
}

extension StringProtocol {
    /// Without white space at its ends.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }
}
