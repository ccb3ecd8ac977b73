import CCmarkGFM

/// What the writer of inlines has to remember from node to node.
struct InlineContext {
    /// How many links we are in; an `<a>` can't be in another, so only the outermost is one.
    var links = 0
    /// Whether the outermost link was written as one.
    var hasOpenLink = false
    /// How many images we are in; what is in an image is its alternative text.
    var images = 0
    /// The text collected for the outermost image.
    var alternative: [UInt8] = []
    /// The number of the footnote being written, or 0 before the first.
    var footnote = 0
    /// How often each footnote was referred to.
    var uses: [Int: Int] = [:]
}

extension MarkdownHTMLWriter {
    mutating func writeInline(_ node: MarkdownNode, _ type: cmark_node_type, isEntering: Bool) {
        if inline.images > 0, type != CMARK_NODE_IMAGE {
            collectAlternative(node, type)
            return
        }
        switch type {
        case CMARK_NODE_TEXT: writeText(node.literal)
        case CMARK_NODE_SOFTBREAK: out.append(byte: UInt8(ascii: "\n"))
        case CMARK_NODE_LINEBREAK: out.append("<br />\n")
        case CMARK_NODE_CODE: writeCode(node)
        case CMARK_NODE_EMPH: out.append(isEntering ? "<em>" : "</em>")
        case CMARK_NODE_STRONG: out.append(isEntering ? "<strong>" : "</strong>")
        case CMARK_NODE_LINK: isEntering ? openLink(node) : closeLink()
        case CMARK_NODE_IMAGE: writeImage(node, isEntering: isEntering)
        case CMARK_NODE_FOOTNOTE_REFERENCE where isEntering: writeFootnoteReference(node)
        case CMARK_NODE_HTML_INLINE:
            if !RawHTML.isComment(node.literal) { out.append(escaping: node.literal) }
        default: break
        }
    }

    private mutating func collectAlternative(_ node: MarkdownNode, _ type: cmark_node_type) {
        if case .math? = type == CMARK_NODE_CODE ? node.mark : nil {
            let tex = String(decoding: node.literal, as: UTF8.self)
            inline.alternative += MathText.plain(formula: tex, macros: options.macros).utf8
        } else if type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE
            || (type == CMARK_NODE_HTML_INLINE && !RawHTML.isComment(node.literal))
        {
            inline.alternative += node.literal
        } else if type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK {
            inline.alternative.append(UInt8(ascii: " "))
        }
    }

    private mutating func writeText(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        let hasLinks = inline.links == 0 && Autolinks.mayOccur(in: text)
        while hasLinks, let match = Autolinks.next(in: text, from: start) {
            out.append(escaping: UnsafeBufferPointer(rebasing: text[start..<match.range.lowerBound]))
            let address = UnsafeBufferPointer(rebasing: text[match.range])
            out.append("<a href=\"")
            switch match.prefix {
            case .none: break
            case .http: out.append("http://")
            case .mailto: out.append("mailto:")
            }
            out.append(address: address)
            out.append(match.prefix == .mailto ? "\">" : "\" rel=\"noopener nofollow ugc\">")
            out.append(escaping: address)
            out.append("</a>")
            start = match.range.upperBound
        }
        out.append(escaping: UnsafeBufferPointer(rebasing: text[start...]))
    }

    private mutating func writeCode(_ node: MarkdownNode) {
        if case .tildes = node.mark { Deletions.match(from: node) }
        switch node.mark {
        case .math(let delimiter, _, _):
            MathWriter.write(
                node.literal, isDisplay: delimiter.isDisplay, macros: options.macros, canLink: inline.links == 0,
                into: &out)
        case .deletion(let opens): out.append(opens ? "<del>" : "</del>")
        case .tildes, .plainTildes: out.append("~~")
        case nil:
            out.append("<code>")
            out.append(escaping: node.literal)
            out.append("</code>")
        }
    }

    private mutating func openLink(_ node: MarkdownNode) {
        inline.links += 1
        guard inline.links == 1 else { return }
        let address = node.address
        let kind = DestinationKind(address)
        inline.hasOpenLink = kind != .forbidden
        guard inline.hasOpenLink else { return }
        out.append("<a href=\"")
        if kind == .relative, let resolved = options.resolve(String(decoding: address, as: UTF8.self), false) {
            out.append(escaping: resolved)
        } else {
            if address.first == UInt8(ascii: "#"), address.count > 1, !options.idPrefix.isEmpty {
                // A heading of this text, whose id has the prefix.
                out.append("#")
                out.append(escaping: options.idPrefix)
                out.append(address: UnsafeBufferPointer(rebasing: address.dropFirst()))
            } else {
                out.append(address: address)
            }
        }
        out.append("\"")
        appendTitle(node)
        out.append(kind == .external ? " rel=\"noopener nofollow ugc\">" : ">")
        // A link without text could neither be seen nor followed.
        if node.firstChild == nil { out.append(escaping: address) }
    }

    private mutating func closeLink() {
        inline.links -= 1
        guard inline.links == 0, inline.hasOpenLink else { return }
        out.append("</a>")
    }

    private mutating func appendTitle(_ node: MarkdownNode) {
        let title = node.title
        guard !title.isEmpty else { return }
        out.append(" title=\"")
        out.append(escaping: title)
        out.append("\"")
    }

    private mutating func writeImage(_ node: MarkdownNode, isEntering: Bool) {
        inline.images += isEntering ? 1 : -1
        guard inline.images == 0 else {
            if isEntering, inline.images == 1 { inline.alternative.removeAll(keepingCapacity: true) }
            return
        }
        let address = node.address
        let kind = DestinationKind(address)
        guard kind == .relative, !address.isEmpty else {
            writeInsteadOfImage(address, kind)
            return
        }
        out.append("<img src=\"")
        if let resolved = options.resolve(String(decoding: address, as: UTF8.self), true) {
            out.append(escaping: resolved)
        } else {
            out.append(address: address)
        }
        out.append("\" alt=\"")
        appendAlternative()
        out.append("\"")
        appendTitle(node)
        out.append(" loading=\"lazy\" />")
    }

    /// An image of another host becomes a link to it: showing it would tell that host about every reader.
    private mutating func writeInsteadOfImage(_ address: UnsafeBufferPointer<UInt8>, _ kind: DestinationKind) {
        guard kind == .external, inline.links == 0 else {
            appendAlternative()
            return
        }
        out.append("<a href=\"")
        out.append(address: address)
        out.append("\" rel=\"noopener nofollow ugc\">")
        if inline.alternative.isEmpty { out.append(escaping: address) } else { appendAlternative() }
        out.append("</a>")
    }

    private mutating func appendAlternative() {
        inline.alternative.withUnsafeBufferPointer { out.append(escaping: $0) }
    }

    private mutating func writeFootnoteReference(_ node: MarkdownNode) {
        let number = node.literal.reduce(0) { $0 &* 10 &+ Int($1 & 15) }
        guard inline.links == 0 else {
            out.append("<sup class=\"footnote\">")
            out.append(number)
            out.append("</sup>")
            return
        }
        let use = (inline.uses[number] ?? 0) + 1
        inline.uses[number] = use
        out.append("<sup class=\"footnote\"><a href=\"#")
        out.append(escaping: options.idPrefix)
        out.append("fn:")
        out.append(number)
        out.append("\" id=\"")
        appendFootnoteUse(number, use)
        out.append("\">")
        out.append(number)
        out.append("</a></sup>")
    }
}

/// Finds which `~~` open and close deleted text.
enum Deletions {
    /// Matches the tildes among a node and those that follow it in the same parent, so that markup stays nested.
    static func match(from first: MarkdownNode) {
        var open: [MarkdownNode] = []
        var node: MarkdownNode? = first
        while let current = node {
            if case .tildes(let canOpen, let canClose) = current.mark {
                current.mark = .plainTildes
                if canClose, let opening = open.popLast() {
                    opening.mark = .deletion(opens: true)
                    current.mark = .deletion(opens: false)
                } else if canOpen {
                    open.append(current)
                }
            }
            node = current.next
        }
    }
}
