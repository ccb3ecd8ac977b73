import CCmarkGFM

/// Writes a parsed text as HTML: here its blocks.
struct MarkdownHTMLWriter {
    var out = ByteBuffer()
    var options = MarkdownOptions()
    /// What inlines need to know of the nodes they are in.
    var inline = InlineContext()
    private var start = 0
    private var headings = HeadingNames()
    /// The levels in the text of the headings that the place at hand is below.
    private var openHeadings: [Int] = []
    /// The level of the heading at hand.
    private var headingLevel = 0
    private var table = TableContext()

    /// Where a table's writer is.
    private struct TableContext {
        var alignments: [UInt8] = []
        var column = 0
        var isHeader = false
        var hasBody = false
    }

    mutating func write(_ tree: borrowing MarkdownTree, options: MarkdownOptions) {
        self.options = options
        inline = InlineContext()
        headings = HeadingNames()
        openHeadings.removeAll()
        start = out.count
        tree.walk { node, isEntering in
            let type = node.type
            if cmark_node_type.isInline(type) {
                writeInline(node, type, isEntering: isEntering)
                return true
            }
            return writeBlock(node, type, isEntering: isEntering, in: tree)
        }
        if inline.footnote > 0 {
            line("</ol>\n</div>\n")
        }
    }

    /// Begins a new line if none has just begun, and writes markup.
    private mutating func line(_ markup: String) {
        if out.count > start, out.last != UInt8(ascii: "\n") { out.append(byte: UInt8(ascii: "\n")) }
        out.append(markup)
    }

    /// Returns whether to go into the node.
    private mutating func writeBlock(
        _ node: MarkdownNode, _ type: cmark_node_type, isEntering: Bool, in tree: borrowing MarkdownTree
    ) -> Bool {
        switch type {
        case CMARK_NODE_DOCUMENT: break
        case CMARK_NODE_PARAGRAPH: return writeParagraph(node, isEntering: isEntering)
        case CMARK_NODE_BLOCK_QUOTE: line(isEntering ? "<blockquote>\n" : "</blockquote>\n")
        case CMARK_NODE_LIST: writeList(node, isEntering: isEntering)
        case CMARK_NODE_ITEM: writeItem(node, isEntering: isEntering)
        case CMARK_NODE_HEADING: writeHeading(node, isEntering: isEntering, in: tree)
        case CMARK_NODE_CODE_BLOCK: writeCode(node, in: tree)
        case CMARK_NODE_HTML_BLOCK: writeRawHTML(node)
        case CMARK_NODE_THEMATIC_BREAK: line("<hr />\n")
        case CMARK_NODE_FOOTNOTE_DEFINITION: writeFootnote(node, isEntering: isEntering)
        case tree.kinds.table: writeTable(node, isEntering: isEntering)
        case tree.kinds.row: writeRow(node, isEntering: isEntering)
        case tree.kinds.cell: writeCell(isEntering: isEntering)
        default: writeItem(node, isEntering: isEntering)
        }
        return true
    }

    private mutating func writeParagraph(_ node: MarkdownNode, isEntering: Bool) -> Bool {
        if let formula = node.onlyDisplay {
            if isEntering {
                line("")
                MathWriter.writeBlock(formula.literal, macros: options.macros, into: &out)
            }
            return false
        }
        if let list = node.parent?.parent, list.type == CMARK_NODE_LIST, cmark_node_get_list_tight(list.pointer) != 0 {
            return true
        }
        if isEntering {
            line("<p>")
        } else {
            if inline.footnote > 0, let parent = node.parent, parent.type == CMARK_NODE_FOOTNOTE_DEFINITION,
                parent.lastChild == node
            {
                writeFootnoteReturns(space: true)
            }
            out.append("</p>\n")
        }
        return true
    }

    private mutating func writeList(_ node: MarkdownNode, isEntering: Bool) {
        let isOrdered = cmark_node_get_list_type(node.pointer) == CMARK_ORDERED_LIST
        guard isEntering else {
            line(isOrdered ? "</ol>\n" : "</ul>\n")
            return
        }
        guard isOrdered else {
            line("<ul>\n")
            return
        }
        let first = Int(cmark_node_get_list_start(node.pointer))
        line("<ol")
        if first != 1 {
            out.append(" start=\"")
            out.append(first)
            out.append("\"")
        }
        out.append(">\n")
    }

    private mutating func writeItem(_ node: MarkdownNode, isEntering: Bool) {
        guard isEntering else {
            out.append("</li>\n")
            return
        }
        line("<li>")
        guard node.isTaskItem else { return }
        let isDone = cmark_gfm_extensions_get_tasklist_item_checked(node.pointer)
        out.append(isDone ? "<span class=\"task done\">☑</span> " : "<span class=\"task\">☐</span> ")
    }

    private mutating func writeHeading(_ node: MarkdownNode, isEntering: Bool, in tree: borrowing MarkdownTree) {
        guard isEntering else {
            out.append("</h")
            out.append(headingLevel)
            out.append(">\n")
            return
        }
        var text: [UInt8] = []
        tree.walk(from: node) { node, isEntering in
            let type = node.type
            if type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE {
                text += node.literal
            } else if type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK {
                text.append(UInt8(ascii: " "))
            }
            return true
        }
        headingLevel = outlineLevel(Int(cmark_node_get_heading_level(node.pointer)))
        line("<h")
        out.append(headingLevel)
        out.append(" id=\"")
        out.append(escaping: options.idPrefix + headings.name(for: text))
        out.append("\">")
    }

    /// The level for a heading of the text: one more than that of the heading it is below.
    private mutating func outlineLevel(_ level: Int) -> Int {
        guard let top = options.topHeading else { return level }
        while let last = openHeadings.last, last >= level { openHeadings.removeLast() }
        openHeadings.append(level)
        return min(6, top + openHeadings.count - 1)
    }

    private mutating func writeCode(_ node: MarkdownNode, in tree: borrowing MarkdownTree) {
        if let tex = tree.displays[node.line] {
            line("")
            tex.withUnsafeBufferPointer { MathWriter.writeBlock($0, macros: options.macros, into: &out) }
            return
        }
        line("<pre><code")
        let language = node.fenceInfo.prefix { $0 > 0x20 }
        if !language.isEmpty {
            out.append(" class=\"language-")
            out.append(escaping: UnsafeBufferPointer(rebasing: language))
            out.append("\"")
        }
        out.append(">")
        out.append(escaping: node.literal)
        out.append("</code></pre>\n")
    }

    /// Raw HTML is shown as the text that it is.
    private mutating func writeRawHTML(_ node: MarkdownNode) {
        let text = RawHTML.withoutComments(node.literal)
        guard !text.isEmpty else { return }
        line("<p>")
        text.withUnsafeBufferPointer { out.append(escaping: $0) }
        out.append("</p>\n")
    }

    private mutating func writeFootnote(_ node: MarkdownNode, isEntering: Bool) {
        guard isEntering else {
            if node.lastChild?.type != CMARK_NODE_PARAGRAPH || node.lastChild?.onlyDisplay != nil {
                writeFootnoteReturns(space: false)
            }
            line("</li>\n")
            return
        }
        if inline.footnote == 0 { line("<div class=\"footnotes\">\n<ol>\n") }
        inline.footnote += 1
        line("<li id=\"")
        out.append(escaping: options.idPrefix)
        out.append("fn:")
        out.append(inline.footnote)
        out.append("\">\n")
    }

    private mutating func writeFootnoteReturns(space: Bool) {
        // Not to the references that come later, in other footnotes.
        for use in 1..<(1 + (inline.uses[inline.footnote] ?? 0)) {
            if space || use > 1 { out.append(" ") }
            out.append("<a href=\"#")
            appendFootnoteUse(inline.footnote, use)
            out.append("\" class=\"footnote-back\" aria-label=\"")
            out.append(escaping: options.footnoteReturn)
            out.append(" ")
            out.append(inline.footnote)
            if use > 1 {
                out.append("-")
                out.append(use)
            }
            out.append("\">↩</a>")
        }
    }

    /// Appends the id of the place where a footnote is referred to.
    mutating func appendFootnoteUse(_ number: Int, _ use: Int) {
        out.append(escaping: options.idPrefix)
        out.append("fnref:")
        out.append(number)
        guard use > 1 else { return }
        out.append(":")
        out.append(use)
    }

    private mutating func writeTable(_ node: MarkdownNode, isEntering: Bool) {
        guard isEntering else {
            if table.hasBody { line("</tbody>\n") }
            line("</table>\n")
            return
        }
        table = TableContext()
        let alignments = cmark_gfm_extensions_get_table_alignments(node.pointer)
        let columns = Int(cmark_gfm_extensions_get_table_columns(node.pointer))
        table.alignments = Array(UnsafeBufferPointer(start: alignments, count: alignments == nil ? 0 : columns))
        line("<table>\n")
    }

    private mutating func writeRow(_ node: MarkdownNode, isEntering: Bool) {
        if isEntering {
            table.column = 0
            table.isHeader = cmark_gfm_extensions_get_table_row_is_header(node.pointer) != 0
            if table.isHeader {
                line("<thead>\n")
            } else if !table.hasBody {
                line("<tbody>\n")
                table.hasBody = true
            }
            line("<tr>\n")
        } else {
            line("</tr>\n")
            if table.isHeader { line("</thead>\n") }
        }
    }

    private mutating func writeCell(isEntering: Bool) {
        guard isEntering else {
            out.append(table.isHeader ? "</th>\n" : "</td>\n")
            table.column += 1
            return
        }
        out.append(table.isHeader ? "<th scope=\"col\"" : "<td")
        let alignment = table.column < table.alignments.count ? table.alignments[table.column] : 0
        switch alignment {
        case UInt8(ascii: "l"): out.append(" class=\"align-left\"")
        case UInt8(ascii: "c"): out.append(" class=\"align-center\"")
        case UInt8(ascii: "r"): out.append(" class=\"align-right\"")
        default: break
        }
        out.append(">")
    }
}

extension cmark_node_type {
    static func isInline(_ type: cmark_node_type) -> Bool {
        type.rawValue & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_INLINE)
    }
}
