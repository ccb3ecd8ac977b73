import ArchiveModel
import Markup

extension CitationFormat {
    /// BibTeX as biber and current BibTeX read it: UTF-8, math as TeX, capitals within words kept by braces.
    static let bibTeX = CitationFormat(id: "bibtex", name: "BibTeX") { citation in
        var fields: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { fields.append((name, value)) }
        }
        add("title", BibTeXText.title(citation.title))
        add("author", citation.authors.map(BibTeXText.name).joined(separator: " and "))
        add("year", String(citation.year))
        add("month", citation.month.map { BibTeXText.months[$0 - 1] })
        switch citation.type {
        case .inproceedings: add("booktitle", citation.venue.map(BibTeXText.text))
        case .article: add("journal", citation.venue.map(BibTeXText.text))
        case .thesis:
            add("school", (citation.organization ?? citation.publisher ?? citation.venue).map(BibTeXText.text))
        case .report: add("institution", (citation.organization ?? citation.publisher).map(BibTeXText.text))
        case .preprint, .dataset, .software: add("howpublished", citation.venue.map(BibTeXText.text))
        }
        add("volume", citation.volume.map(BibTeXText.text))
        add("number", citation.issue.map(BibTeXText.text))
        add("pages", citation.pages.map { BibTeXText.text($0.replacing("-", with: "--").replacing("–", with: "--")) })
        if citation.type != .thesis, citation.type != .report {
            add("publisher", citation.publisher.map(BibTeXText.text))
        }
        add("doi", citation.doi.map(BibTeXText.verbatim))
        if let arxiv = citation.arxiv {
            add("eprint", BibTeXText.verbatim(arxiv))
            add("archiveprefix", "arXiv")
        }
        add("isbn", citation.isbn)
        add("url", citation.address.map(BibTeXText.verbatim))
        add("note", citation.status.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() })
        let body = fields.map { name, value in
            // Months are names that BibTeX knows, hence without braces.
            let padding = String(repeating: " ", count: max(0, 13 - name.utf8.count))
            return "  \(name)\(padding) = \(name == "month" ? value : "{\(value)}"),\n"
        }
        return "@\(BibTeXText.type(citation.type)){\(BibTeXText.key(citation.key)),\n\(body.joined())}\n"
    }
}

/// The parts of a BibTeX entry.
enum BibTeXText {
    static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    static func type(_ type: PublicationType) -> String {
        switch type {
        case .article: "article"
        case .inproceedings: "inproceedings"
        case .thesis: "phdthesis"
        case .report: "techreport"
        case .preprint, .dataset, .software: "misc"
        }
    }

    /// A key that every version of BibTeX takes: ASCII letters, digits, `-`, `_`, `:`, `.` and `+`; other letters as
    /// their code points, so that two keys never become one.
    static func key(_ id: String) -> String {
        id.unicodeScalars.map { scalar in
            let isPlain =
                scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_:.+".unicodeScalars.contains(scalar))
            return isPlain ? String(scalar) : "u\(String(scalar.value, radix: 16))"
        }.joined()
    }

    /// A title: its formulas as they are, words with capitals inside in braces.
    static func title(_ title: String) -> String {
        MathText.pieces(title).map { piece in
            switch piece {
            case .math(let tex): "$\(balanced(tex))$"
            case .text(let text): words(text)
            }
        }.joined()
    }

    private static func words(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            // Inside of a hyphenated word each part may be lower-cased on its own.
            let parts = word.split(separator: "-", omittingEmptySubsequences: false)
            let hasInnerCapital = parts.contains {
                $0.drop(while: { !$0.isLetter }).dropFirst().contains { $0.isUppercase }
            }
            let escaped = Self.text(String(word))
            return hasInnerCapital ? "{\(escaped)}" : escaped
        }.joined(separator: " ")
    }

    /// A name as `Family, Suffix, Given`; one without parts in braces.
    static func name(_ name: CitedName) -> String {
        if name.given.isEmpty, name.suffix == nil {
            return name.family.contains(" ") || name.family.contains(",") ? "{\(text(name.family))}" : text(name.family)
        }
        return [name.family, name.suffix ?? "", name.given].filter { !$0.isEmpty }.map(part).joined(separator: ", ")
    }

    /// A part of a name; in braces where it would be taken for several.
    private static func part(_ part: String) -> String {
        part.contains(",") || part.contains(" and ") ? "{\(text(part))}" : text(part)
    }

    /// Text with what TeX gives a meaning escaped. BibTeX counts every brace, also one behind a backslash, so braces are
    /// written by name.
    static func text(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&", "%", "$", "#", "_": result += "\\\(character)"
            case "{": result += "\\textbraceleft{}"
            case "}": result += "\\textbraceright{}"
            case "\\": result += "\\textbackslash{}"
            case "~": result += "\\textasciitilde{}"
            case "^": result += "\\textasciicircum{}"
            default: result.append(character.isNewline ? " " : character)
            }
        }
        return result
    }

    /// An address or identifier: packages read these fields as they are, so only what would end the field is taken care
    /// of.
    static func verbatim(_ text: String) -> String { text.replacing("{", with: "%7B").replacing("}", with: "%7D") }

    /// TeX whose braces are balanced as BibTeX counts them.
    private static func balanced(_ tex: String) -> String {
        let named = tex.replacing("\\{", with: "\\lbrace ").replacing("\\}", with: "\\rbrace ")
        var depth = 0
        for character in named where depth >= 0 { depth += character == "{" ? 1 : character == "}" ? -1 : 0 }
        return depth == 0 ? named : named.replacing("{", with: "\\lbrace ").replacing("}", with: "\\rbrace ")
    }
}
