/// Text as TeX has it outside of formulas, as titles and abstracts come from arXiv and BibTeX: accents and symbols are
/// Unicode, formulas stay as they are, macros for emphasis and links are known, others are left as they stand. Accents are combining marks
/// that are not composed with their letters yet.
package struct TeXText: Sendable, Hashable {
    /// A part of it.
    indirect enum Node: Sendable, Hashable {
        case text(String)
        /// A formula's TeX.
        case math(String, isDisplay: Bool)
        case emphasis([Node])
        case strong([Node])
        case code(String)
        case link(String, [Node])
        /// The end of a paragraph.
        case paragraph
        /// How the rest of a group is set; only while it is read.
        case declaration(Style)
    }

    /// How text is set.
    enum Style: Sendable, Hashable { case emphasis, strong, code }

    let nodes: [Node]

    /// Reads a text. White space is as in TeX: a line end is a space, an empty line ends a paragraph.
    package init(_ text: String) {
        var parser = TeXTextParser(text)
        nodes = parser.parse()
    }

    /// Plain text with `$…$` formulas in it, in which nothing else has a meaning; line ends are spaces.
    package init(plain text: String) {
        nodes = MathText.pieces(text).map { piece in
            switch piece {
            case .text(let text): .text(text.replacing("\n", with: " "))
            case .math(let tex, let isDisplay): .math(tex, isDisplay: isDisplay)
            }
        }
    }

    /// On one line, without markup but for `$…$` formulas: a title. A dollar that begins no formula is `\$`.
    package var line: String {
        var writer = TeXTextWriter(isMarkdown: false)
        writer.write(nodes)
        return writer.finish()
    }

    /// As Markdown, a line a paragraph.
    package var markdown: String {
        var writer = TeXTextWriter(isMarkdown: true)
        writer.write(nodes)
        return writer.finish()
    }
}
