import ArchiveModel
import Markup

extension CitationFormat {
    /// BibTeX as biber and current BibTeX read it: UTF-8, math as TeX, capitals within words kept by braces.
    package static let bibTeX = CitationFormat(id: "bibtex", name: "BibTeX") { citation, buffer in
        var entry = BibTeXEntry(buffer: consume buffer)
        entry.write(citation)
        buffer = entry.buffer
    }
}

/// Writes a BibTeX entry.
private struct BibTeXEntry {
    var buffer: ByteBuffer

    mutating func write(_ citation: Citation) {
        buffer.append("@\(Self.type(citation.type)){")
        appendKey(citation.key)
        buffer.append(",\n")
        field("title") { $0.appendTitle(citation.title) }
        if !citation.authors.isEmpty {
            field("author") { entry in
                for (place, name) in citation.authors.enumerated() {
                    if place > 0 { entry.buffer.append(" and ") }
                    entry.append(name)
                }
            }
        }
        field("year") { $0.buffer.append(citation.year) }
        if let month = citation.month {
            // A name that BibTeX knows, hence without braces.
            begin("month")
            buffer.append(Self.months[month - 1])
            buffer.append(",\n")
        }
        let institution = citation.organization ?? citation.publisher
        switch citation.type {
        case .inproceedings: text("booktitle", citation.venue)
        case .article: text("journal", citation.venue)
        case .thesis: text("school", institution ?? citation.venue)
        case .report: text("institution", institution)
        case .preprint, .dataset, .software: text("howpublished", citation.venue)
        }
        text("volume", citation.volume)
        text("number", citation.issue)
        if let pages = citation.pages { field("pages") { $0.appendPages(pages) } }
        if citation.type != .thesis, citation.type != .report { text("publisher", citation.publisher) }
        verbatim("doi", citation.doi)
        if let arxiv = citation.arxiv {
            verbatim("eprint", arxiv)
            verbatim("archiveprefix", "arXiv")
        }
        text("isbn", citation.isbn)
        verbatim("url", citation.address)
        text("keywords", citation.keywords.isEmpty ? nil : citation.keywords.joined(separator: ", "))
        if let abstract = citation.abstract, !abstract.isEmpty { field("abstract") { $0.appendProse(abstract) } }
        text("note", citation.status.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() })
        buffer.append("}\n")
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func type(_ type: PublicationType) -> String {
        switch type {
        case .article: "article"
        case .inproceedings: "inproceedings"
        case .thesis: "phdthesis"
        case .report: "techreport"
        case .preprint, .dataset, .software: "misc"
        }
    }

    // MARK: Fields

    private mutating func begin(_ name: String) {
        buffer.append("  ")
        buffer.append(name)
        for _ in name.utf8.count..<13 { buffer.append(byte: UInt8(ascii: " ")) }
        buffer.append(" = ")
    }

    private mutating func field(_ name: String, _ value: (inout BibTeXEntry) -> Void) {
        begin(name)
        buffer.append("{")
        value(&self)
        buffer.append("},\n")
    }

    private mutating func text(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        field(name) { $0.append(value.utf8) }
    }

    /// An address or identifier: packages read these fields as they are, so only what would end the field is taken care
    /// of.
    private mutating func verbatim(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        field(name) { entry in
            for byte in value.utf8 {
                switch byte {
                case UInt8(ascii: "{"): entry.buffer.append("%7B")
                case UInt8(ascii: "}"): entry.buffer.append("%7D")
                case 0..<0x20: entry.buffer.append(" ")
                default: entry.buffer.append(byte: byte)
                }
            }
        }
    }

    // MARK: Values

    /// Text with what TeX gives a meaning escaped. BibTeX counts every brace, also one behind a backslash, so braces are
    /// written by name.
    private mutating func append(_ text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "_"):
                buffer.append(byte: UInt8(ascii: "\\"))
                buffer.append(byte: byte)
            case UInt8(ascii: "{"): buffer.append("\\textbraceleft{}")
            case UInt8(ascii: "}"): buffer.append("\\textbraceright{}")
            case UInt8(ascii: "\\"): buffer.append("\\textbackslash{}")
            case UInt8(ascii: "~"): buffer.append("\\textasciitilde{}")
            case UInt8(ascii: "^"): buffer.append("\\textasciicircum{}")
            case 0..<0x20: buffer.append(byte: UInt8(ascii: " "))
            default: buffer.append(byte: byte)
            }
        }
    }

    /// A key that every version of BibTeX takes: ASCII letters, digits, `-`, `_`, `:`, `.` and `+`; other characters as
    /// their code points, so that two keys never become one.
    private mutating func appendKey(_ id: String) {
        for scalar in id.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ":", ".", "+": buffer.append(byte: UInt8(scalar.value))
            default: buffer.append("u" + String(scalar.value, radix: 16))
            }
        }
    }

    private mutating func appendPages(_ pages: String) {
        append(pages.replacing("–", with: "-").split(separator: "-").joined(separator: "--").utf8)
    }

    /// A title: its formulas as they are, words with capitals inside in braces.
    private mutating func appendTitle(_ title: String) {
        guard title.utf8.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "\\") }) else {
            return appendWords(title.utf8[...])
        }
        for piece in MathText.pieces(title) {
            switch piece {
            case .math(let tex, _): buffer.append("$\(Self.balanced(tex))$")
            case .text(let text): appendWords(text.utf8[...])
            }
        }
    }

    /// Text with formulas, whose letters stay as they are.
    private mutating func appendProse(_ text: String) {
        for piece in MathText.pieces(text) {
            switch piece {
            case .math(let tex, _): buffer.append("$\(Self.balanced(tex))$")
            case .text(let text): append(text.utf8)
            }
        }
    }

    private mutating func appendWords(_ text: Substring.UTF8View) {
        var start = text.startIndex
        while true {
            let end = text[start...].firstIndex(of: UInt8(ascii: " ")) ?? text.endIndex
            let word = text[start..<end]
            if Self.hasInnerCapital(word) {
                buffer.append("{")
                append(word)
                buffer.append("}")
            } else {
                append(word)
            }
            guard end < text.endIndex else { return }
            buffer.append(" ")
            start = text.index(after: end)
        }
    }

    /// Whether a word, or a part of one with hyphens, has a capital that is not its first letter.
    private static func hasInnerCapital(_ word: Substring.UTF8View) -> Bool {
        var isInside = false
        for byte in word {
            if byte == UInt8(ascii: "-") {
                isInside = false
            } else if byte &- UInt8(ascii: "A") < 26 {
                if isInside { return true }
                isInside = true
            } else if byte >= 0x80 || byte &- UInt8(ascii: "a") < 26 {
                isInside = true
            }
        }
        return false
    }

    /// A name as `Family, Suffix, Given`; one without parts in braces.
    private mutating func append(_ name: CitedName) {
        let isWhole = name.given.isEmpty && name.suffix == nil
        appendPart(name.family, inBraces: isWhole && name.family.utf8.contains(UInt8(ascii: " ")))
        for part in [name.suffix ?? "", name.given] where !part.isEmpty {
            buffer.append(", ")
            appendPart(part, inBraces: false)
        }
    }

    /// A part of a name; in braces where it would be taken for several.
    private mutating func appendPart(_ part: String, inBraces: Bool) {
        // `and` is what stands between names.
        let isAmbiguous = part.utf8.contains(UInt8(ascii: ",")) || Self.hasAnd(part.utf8)
        if inBraces || isAmbiguous {
            buffer.append("{")
            append(part.utf8)
            buffer.append("}")
        } else {
            append(part.utf8)
        }
    }

    /// Whether `and` is a word of a name; a search for a string in a string took a twentieth of a build's time.
    private static func hasAnd(_ part: String.UTF8View) -> Bool {
        if part.elementsEqual("and".utf8) || part.starts(with: "and ".utf8) { return true }
        var rest = part[...]
        while let space = rest.firstIndex(of: UInt8(ascii: " ")) {
            rest = rest[rest.index(after: space)...]
            if rest.starts(with: "and ".utf8) || rest.elementsEqual("and".utf8) { return true }
        }
        return false
    }

    /// TeX whose braces are balanced as BibTeX counts them.
    private static func balanced(_ tex: String) -> String {
        // Looked at byte by byte: nearly every formula is fine as it is.
        var (depth, isEscaped, hasEscaped, isBalanced) = (0, false, false, true)
        for byte in tex.utf8 {
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
                if isEscaped { hasEscaped = true } else { depth += byte == UInt8(ascii: "{") ? 1 : -1 }
                isBalanced = isBalanced && depth >= 0
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        isBalanced = isBalanced && depth == 0
        if isBalanced, !hasEscaped { return tex }
        // Where they are not balanced, none of them groups anything.
        let escaped = isBalanced ? tex : tex.replacing(#/\\?([{}])/#) { "\\" + $0.1 }
        return escaped.replacing(#/\\([{}])/#) { $0.1 == "{" ? "\\lbrace{}" : "\\rbrace{}" }
    }
}
