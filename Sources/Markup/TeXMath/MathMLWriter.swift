/// Writes formulas as MathML Core (W3C), spaced as TeX spaces them.
struct MathMLWriter {
    /// What it writes to.
    var out = ByteBuffer()
    /// Whether fractions and limits have their full size.
    private var isDisplay: Bool
    /// Whether this is written small beside something.
    private var isScript = false

    init(isDisplay: Bool) { self.isDisplay = isDisplay }

    /// Writes a formula that is one element.
    mutating func write(formula node: MathNode) { writeElement(node) }

    // MARK: Rows

    /// Writes nodes one after the other, where MathML takes them for a row.
    private mutating func writeRow(_ node: MathNode) {
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
    private mutating func writeElement(_ node: MathNode) {
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
    private mutating func writeSmall(_ node: MathNode) {
        let outer = (isDisplay, isScript)
        (isDisplay, isScript) = (false, true)
        writeElement(node)
        (isDisplay, isScript) = outer
    }

    // MARK: Nodes

    /// Writes a node; `left` and `right` are the space around an operator.
    private mutating func write(_ node: MathNode, left: Int, right: Int, isFirst: Bool, isLast: Bool) {
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

    private mutating func write(
        _ symbol: MathSymbol, _ font: MathFont, left: Int, right: Int, isFirst: Bool, isLast: Bool
    ) {
        switch symbol.kind {
        case .variable: write(identifier: symbol.text, font)
        case .constant: write(identifier: symbol.text, font == .normal ? .roman : font)
        case .opening, .closing, .fence:
            write("<mo stretchy=\"false\"")
            if symbol.text == "|" { write(" form=\"\(symbol.kind == .closing ? "postfix" : "prefix")\"") }
            let known = symbol.text == "|" ? (0, 0) : symbol.space.around(isFirst: isFirst, isLast: isLast)
            writeOperator(symbol.text, (left, right), known)
        case .binary, .relation, .arrow, .punctuation, .postfix, .sum, .integral:
            write("<mo")
            if symbol.kind == .arrow { write(" stretchy=\"false\"") }
            if symbol.kind == .postfix { write(" form=\"postfix\"") }
            writeOperator(
                symbol.text, (left, right), symbol.space.around(isFirst: isFirst, isLast: isLast))
        }
    }

    /// Writes the rest of an operator's start tag and the operator.
    private mutating func writeOperator(_ text: String, _ space: (left: Int, right: Int), _ known: (Int, Int)) {
        if space.left != known.0 { write(" lspace=\"\(Self.length(space.left))\"") }
        if space.right != known.1 { write(" rspace=\"\(Self.length(space.right))\"") }
        out.append(byte: UInt8(ascii: ">"))
        out.append(escaping: text)
        write("</mo>")
    }

    /// Writes a name; a single letter is italic unless it says that it is not.
    private mutating func write(identifier text: String, _ font: MathFont) {
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

    private mutating func write(_ scripts: MathScripts, left: Int, right: Int, isFirst: Bool, isLast: Bool) {
        let sup = scripts.superscript
        let areLimits = scripts.areLimits(isDisplay: isDisplay)
        let name =
            switch (scripts.sub != nil, sup != nil) {
            case (true, true): areLimits ? "munderover" : "msubsup"
            case (true, false): areLimits ? "munder" : "msub"
            default: areLimits ? "mover" : "msup"
            }
        guard scripts.sub != nil || sup != nil else {
            return write(scripts.base ?? .empty, left: left, right: right, isFirst: isFirst, isLast: isLast)
        }
        write("<\(name)>")
        if let base = scripts.base {
            write(base, left: left, right: right, isFirst: isFirst, isLast: isLast)
        } else {
            write("<mrow/>")
        }
        if let sub = scripts.sub { writeSmall(sub) }
        if let sup { writeSmall(sup) }
        write("</\(name)>")
    }

    private mutating func write(_ fraction: MathFraction) {
        if let delimiters = fraction.delimiters {
            write("<mrow>")
            write(delimiter: delimiters.opening)
        }
        if fraction.style == .slanted {
            write("<mrow>")
            writeElement(fraction.numerator)
            write("<mo lspace=\"0\" rspace=\"0\">/</mo>")
            writeElement(fraction.denominator)
            write("</mrow>")
        } else {
            write("<mfrac")
            if !fraction.hasLine { write(" linethickness=\"0\"") }
            if fraction.style != .automatic {
                write(" displaystyle=\"\(fraction.style == .display)\"")
                if isScript { write(" scriptlevel=\"0\"") }
            }
            write(">")
            let outer = (isDisplay, isScript)
            // Parts of a fraction in a line are small already.
            isScript = isScript || fraction.style == .text || (fraction.style == .automatic && !isDisplay)
            isDisplay = false
            writeElement(fraction.numerator)
            writeElement(fraction.denominator)
            (isDisplay, isScript) = outer
            write("</mfrac>")
        }
        if let delimiters = fraction.delimiters {
            write(delimiter: delimiters.closing)
            write("</mrow>")
        }
    }

    private mutating func writeRoot(_ radicand: MathNode, _ index: MathNode?) {
        let outer = isDisplay
        isDisplay = false
        if let index {
            write("<mroot>")
            writeElement(radicand)
            writeSmall(index)
            write("</mroot>")
        } else {
            write("<msqrt>")
            writeRow(radicand)
            write("</msqrt>")
        }
        isDisplay = outer
    }

    private mutating func write(_ parts: [MathNode], _ opening: String, _ middles: [String], _ closing: String) {
        write("<mrow>")
        if !opening.isEmpty { write(delimiter: opening) }
        for (place, part) in parts.enumerated() {
            writeElement(part)
            if place < middles.count { write(delimiter: middles[place], " lspace=\"0\" rspace=\"0\"") }
        }
        if !closing.isEmpty { write(delimiter: closing) }
        write("</mrow>")
    }

    /// Writes a delimiter that is as high as its row, or as its attributes say.
    private mutating func write(delimiter: String, space: Int = 0, _ attributes: String = "") {
        guard !delimiter.isEmpty else { return }
        let kind = delimiter.unicodeScalars.first.flatMap { MathSymbols.scalars[$0]?.kind }
        let grows = kind == .opening || kind == .closing || kind == .fence
        write("<mo")
        if !grows { write(" stretchy=\"true\"") }
        if space > 0 || (!grows && attributes.isEmpty) {
            write(" lspace=\"\(Self.length(space))\" rspace=\"\(Self.length(space))\"")
        } else if delimiter == "|" {
            write(" form=\"prefix\"")
        }
        write(attributes)
        out.append(byte: UInt8(ascii: ">"))
        out.append(escaping: delimiter)
        write("</mo>")
    }

    private mutating func write(_ table: MathTable) {
        let isFenced = !table.opening.isEmpty || !table.closing.isEmpty
        if isFenced { write("<mrow>") }
        write(delimiter: table.opening)
        write("<mtable")
        if table.isDisplay { write(" displaystyle=\"true\"") }
        if table.isAligned { write(" class=\"math-aligned\"") }
        if table.isSmall { write(" class=\"math-small\"") }
        write(">")
        let outer = (isDisplay, isScript)
        isDisplay = table.isDisplay
        isScript = isScript || table.isSmall
        for row in table.rows {
            write("<mtr>")
            for (column, cell) in row.enumerated() {
                switch table.alignment(of: column) {
                case .center: write("<mtd>")
                case .left: write("<mtd class=\"math-left\">")
                case .right: write("<mtd class=\"math-right\">")
                }
                // An operator at a cell's beginning stands beside what ends the cell before it.
                let needsBase = table.isAligned && column % 2 == 1
                writeRow(needsBase ? cell.afterNothing : cell)
                write("</mtd>")
            }
            write("</mtr>")
        }
        (isDisplay, isScript) = outer
        write("</mtable>")
        write(delimiter: table.closing)
        if isFenced { write("</mrow>") }
    }

    // MARK: Parts

    private mutating func write(_ name: String, _ text: String) {
        write("<\(name)>")
        out.append(escaping: text)
        write("</\(name)>")
    }

    private mutating func writeSpace(_ width: Int) { write("<mspace width=\"\(Self.length(width))\"/>") }

    private mutating func write(_ text: String) { out.append(text) }

    /// A width as CSS has it.
    private static func length(_ width: Int) -> String {
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

extension MathScripts {
    /// Primes and what stands above, as one.
    fileprivate var superscript: MathNode? {
        guard primes > 0 else { return sup }
        let signs = ["′", "″", "‴", "⁗"]
        let text = primes <= signs.count ? signs[primes - 1] : String(repeating: "′", count: primes)
        let prime = MathNode.symbol(MathSymbol(text: text, kind: .constant), .normal)
        guard let sup else { return prime }
        if case .row(let nodes) = sup { return .row([prime] + nodes) }
        return .row([prime, sup])
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

    /// The same behind something invisible.
    fileprivate var afterNothing: MathNode {
        let nothing = MathNode.phantom(.empty)
        if case .row(let nodes) = self { return .row([nothing] + nodes) }
        return isEmpty ? self : .row([nothing, self])
    }
}
