import CCmarkGFM

/// Collects a text's excerpt and destinations in one walk through it.
struct MarkdownInspector {
    private(set) var summary = MarkdownSummary(excerpt: "", destinations: [])
    private var excerpt: Excerpt

    private let macros: MathMacros?

    /// With macros, formulas are read; without, they stay as they are written.
    init(excerptLimit: Int, macros: MathMacros?) {
        excerpt = Excerpt(limit: excerptLimit)
        self.macros = macros
    }

    mutating func inspect(plain text: ArraySlice<UInt8>) {
        text.withUnsafeBufferPointer { excerpt.append($0) }
        summary.excerpt = excerpt.text
    }

    mutating func inspect(_ tree: borrowing MarkdownTree) {
        // What cmark's positions miss after a formula that spans lines.
        var lines = 0
        var shift = 0
        var images = 0
        // The links and pictures that what comes next is in.
        var open: [Int] = []
        tree.walk { node, isEntering in
            let type = node.type
            switch type {
            case CMARK_NODE_TEXT:
                if images == 0 { excerpt.append(node.literal) }
                if let place = open.last { summary.destinations[place].hasText = true }
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
                shift = 0
                excerpt.appendSpace()
            case CMARK_NODE_CODE:
                if case .math(let delimiter, let within, let columns) = node.mark {
                    lines += within
                    if within > 0 { shift = columns }
                    append(formula: node.literal, delimiter)
                } else if node.mark == nil {
                    excerpt.append(node.literal)
                }
            case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
                let isImage = type == CMARK_NODE_IMAGE
                if isImage { images += isEntering ? 1 : -1 }
                if !isEntering { open.removeLast() }
                if isEntering {
                    open.append(summary.destinations.count)
                    summary.destinations.append(
                        MarkdownSummary.Destination(
                            text: String(decoding: node.address, as: UTF8.self), isImage: isImage,
                            line: node.line + lines, column: max(1, node.column - shift)))
                }
            case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_HTML_INLINE, CMARK_NODE_FOOTNOTE_REFERENCE: break
            case CMARK_NODE_CODE_BLOCK:
                excerpt.appendSpace()
                if let tex = tree.displays[node.line] {
                    tex.withUnsafeBufferPointer { append(formula: $0.trimmingSpace, .doubleDollar, isBlock: true) }
                } else {
                    excerpt.append(node.literal)
                }
            case CMARK_NODE_FOOTNOTE_DEFINITION:
                // They come last; what is in them is no beginning.
                excerpt.end()
            default:
                lines = 0
                shift = 0
                excerpt.appendSpace()
            }
            return true
        }
        summary.excerpt = excerpt.text
    }

    private mutating func append(
        formula tex: UnsafeBufferPointer<UInt8>, _ delimiter: MathDelimiter, isBlock: Bool = false
    ) {
        guard let macros else { return excerpt.append(formula: tex, delimiter) }
        do throws(MathProblem) {
            let formula = try macros.formula(tex)
            if !excerpt.isComplete { excerpt.append(word: formula.text) }
        } catch {
            // A block's delimiters may be on lines of their own.
            let opening = isBlock ? "" : "\(delimiter.opening)"
            summary.formulas.append(
                MarkdownSummary.BadFormula(
                    source: opening + String(decoding: tex, as: UTF8.self), opening: opening.utf8.count,
                    problem: error))
            excerpt.append(formula: tex, delimiter)
        }
    }
}
