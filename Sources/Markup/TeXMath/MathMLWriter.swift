/// Writes formulas as MathML Core (W3C), spaced as TeX spaces them.
struct MathMLWriter {
    /// What it writes to.
    var out = ByteBuffer()
    /// Whether fractions and limits have their full size.
    var isDisplay: Bool
    /// Whether this is written small beside something.
    var isScript = false

    init(isDisplay: Bool) { self.isDisplay = isDisplay }

    /// Writes a formula that is one element.
    mutating func write(formula node: MathNode) { writeElement(node) }

    // MARK: Rows

    /// Writes nodes one after the other, where MathML takes them for a row.
    mutating func writeRow(_ node: MathNode) {
        guard case .row(let nodes) = node else { return write(node, left: 0, right: 0, isFirst: false, isLast: false) }
        let row = SpacedRow(nodes, isScript: isScript).items
        for place in row.indices {
            let item = row[place]
            let (isFirst, isLast) = (place == 0, place == row.count - 1)
            if item.node.operatorSymbol != nil {
                write(item.node, left: item.left, right: item.right, isFirst: isFirst, isLast: isLast)
            } else {
                if item.left > 0 { writeSpace(item.left) }
                write(item.node, left: 0, right: 0, isFirst: isFirst, isLast: isLast)
                // A sign for who reads aloud.
                if case .large = item.kind, !isLast, item.node.isFunction { write("<mo>\u{2061}</mo>") }
            }
        }
    }

    /// Writes a node where MathML wants exactly one element.
    mutating func writeElement(_ node: MathNode) {
        switch node {
        case .row(let nodes) where nodes.isEmpty: write("<mrow/>")
        case .row:
            write("<mrow>")
            writeRow(node)
            write("</mrow>")
        default: write(node, left: 0, right: 0, isFirst: false, isLast: false)
        }
    }

    /// Writes a node small, as what stands beside another or above it.
    mutating func writeSmall(_ node: MathNode) {
        let outer = (isDisplay, isScript)
        (isDisplay, isScript) = (false, true)
        writeElement(node)
        (isDisplay, isScript) = outer
    }

    // MARK: Nodes

    /// Writes a node; `left` and `right` are the space around an operator.
    mutating func write(_ node: MathNode, left: Int, right: Int, isFirst: Bool, isLast: Bool) {
        switch node {
        case .row: writeElement(node)
        case .symbol(let symbol, let font):
            write(symbol, font, left: left, right: right, isFirst: isFirst, isLast: isLast)
        case .letters(let text, let font): write(identifier: text, font)
        case .number(let text, let font): write("mn", font.text(text))
        case .function(let name, _): write(identifier: name, .roman)
        case .text(let text, let font): write("mtext", font.text(text))
        case .space(let width): writeSpace(width)
        case .scripts(let scripts): write(scripts, left: left, right: right, isFirst: isFirst, isLast: isLast)
        case .fraction(let fraction): write(fraction)
        case .root(let radicand, let index): writeRoot(radicand, index)
        case .accent(let base, let mark, let isBelow, let isStretchy):
            write(isBelow ? "<munder accentunder=\"true\"" : "<mover accent=\"true\"")
            // Few fonts have lines that grow: a style sheet draws them better.
            if mark == "‾" || mark == "_" { write(" class=\"math-\(isBelow ? "under" : "over")line\"") }
            out.append(byte: UInt8(ascii: ">"))
            writeElement(base)
            write("<mo stretchy=\"\(isStretchy)\">\(mark)</mo>")
            write(isBelow ? "</munder>" : "</mover>")
        case .stack(let base, let over, let under, _):
            let name = over == nil ? "munder" : under == nil ? "mover" : "munderover"
            write("<\(name)>")
            write(base, left: left, right: right, isFirst: isFirst, isLast: isLast)
            if let under { writeSmall(under) }
            if let over { writeSmall(over) }
            write("</\(name)>")
        case .fence(let opening, let parts, let middles, let closing): write(parts, opening, middles, closing)
        case .delimiter(let delimiter, let size, let kind):
            let space = kind == .relation && !isScript ? 5 : 0
            let em = "\(size / 10).\(size % 10)em"
            write(delimiter: delimiter, space: space, " minsize=\"\(em)\" maxsize=\"\(em)\"")
        case .table(let table): write(table)
        case .phantom(let node):
            write("<mphantom>")
            writeRow(node)
            write("</mphantom>")
        case .styled(let node, let isDisplay):
            let outer = self.isDisplay
            self.isDisplay = isDisplay
            write("<mstyle displaystyle=\"\(isDisplay)\" scriptlevel=\"0\">")
            writeRow(node)
            write("</mstyle>")
            self.isDisplay = outer
        case .classed(let node, _): write(node, left: left, right: right, isFirst: isFirst, isLast: isLast)
        case .marked(let node, let mark):
            write("<mrow class=\"math-\(mark.rawValue)\">")
            writeRow(node)
            write("</mrow>")
        case .link(_, let node): writeElement(node)
        }
    }

    mutating func write(
        _ symbol: MathSymbol, _ font: MathFont, left: Int, right: Int, isFirst: Bool, isLast: Bool
    ) {
        switch symbol.kind {
        case .variable: write(identifier: symbol.text, font)
        case .constant: write(identifier: symbol.text, font == .normal ? .roman : font)
        case .opening, .closing, .fence:
            write("<mo stretchy=\"false\"")
            let isBar = Self.isBar(symbol.text)
            if isBar { write(" form=\"\(symbol.kind == .closing ? "postfix" : "prefix")\"") }
            let known = isBar ? (0, 0) : symbol.space.around(isFirst: isFirst, isLast: isLast)
            writeOperator(symbol.text, (left, right), known)
        case .binary, .relation, .arrow, .longArrow, .punctuation, .postfix, .sum, .integral:
            write("<mo")
            if symbol.kind == .arrow { write(" stretchy=\"false\"") }
            if symbol.kind == .longArrow { write(" stretchy=\"true\"") }
            if symbol.kind == .postfix { write(" form=\"postfix\"") }
            writeOperator(
                symbol.text, (left, right), symbol.space.around(isFirst: isFirst, isLast: isLast))
        }
    }

    /// Whether it is a delimiter that browsers take for a relation where it stands between others: MathML's dictionary has
    /// `|` so, and Firefox `‖` as well.
    static func isBar(_ text: String) -> Bool { text == "|" || text == "‖" }

    /// Writes the rest of an operator's start tag and the operator.
    mutating func writeOperator(_ text: String, _ space: (left: Int, right: Int), _ known: (Int, Int)) {
        if space.left != known.0 { write(" lspace=\"\(Self.length(space.left))\"") }
        if space.right != known.1 { write(" rspace=\"\(Self.length(space.right))\"") }
        out.append(byte: UInt8(ascii: ">"))
        out.append(escaping: text)
        write("</mo>")
    }

    /// Writes a name; a single letter is italic unless it says that it is not.
    mutating func write(identifier text: String, _ font: MathFont) {
        let isSingle = text.unicodeScalars.count == 1
        let isSlanted = isSingle && text.unicodeScalars.first.map(Self.isSlanted) == true
        write(font == .roman && isSlanted ? "<mi mathvariant=\"normal\">" : "<mi>")
        out.append(escaping: font.text(text))
        write("</mi>")
    }

    /// Whether MathML shows a lone character in italics.
    private static func isSlanted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "Α"..."Ω", "α"..."ω", "∇", "∂", "ϵ", "ϑ", "ϰ", "ϕ", "ϱ", "ϖ", "ı", "ȷ": true
        default: false
        }
    }

    // MARK: Parts

    mutating func write(_ name: String, _ text: String) {
        write("<\(name)>")
        out.append(escaping: text)
        write("</\(name)>")
    }

    mutating func writeSpace(_ width: Int) { write("<mspace width=\"\(Self.length(width))\"/>") }

    mutating func write(_ text: String) { out.append(text) }

    /// A width as CSS has it.
    static func length(_ width: Int) -> String {
        switch width {
        case 0: "0"
        case 3: "0.1667em"
        case 4: "0.2222em"
        case 5: "0.2778em"
        case 6: "0.3333em"
        case 8: "0.4444em"
        case 9: "0.5em"
        default: "\(width / 18)em"
        }
    }
}

extension MathNode {
    /// Whether it is the name of a function, with or without scripts.
    fileprivate var isFunction: Bool {
        switch self {
        case .function: true
        case .scripts(let scripts): scripts.base?.isFunction ?? false
        default: false
        }
    }
}
