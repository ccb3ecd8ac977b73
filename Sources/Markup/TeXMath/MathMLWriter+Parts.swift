extension MathMLWriter {
    mutating func write(_ scripts: MathScripts, left: Int, right: Int, isFirst: Bool, isLast: Bool) {
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

    mutating func write(_ fraction: MathFraction) {
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

    mutating func writeRoot(_ radicand: MathNode, _ index: MathNode?) {
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

    mutating func write(_ parts: [MathNode], _ opening: String, _ middles: [String], _ closing: String) {
        write("<mrow>")
        write(delimiter: opening)
        for (place, part) in parts.enumerated() {
            writeElement(part)
            if place < middles.count { write(delimiter: middles[place], " lspace=\"0\" rspace=\"0\"") }
        }
        write(delimiter: closing)
        write("</mrow>")
    }

    /// Writes a delimiter that is as high as its row, or as its attributes say.
    mutating func write(delimiter: String, space: Int = 0, _ attributes: String = "") {
        guard !delimiter.isEmpty else { return }
        let kind = delimiter.unicodeScalars.first.flatMap { MathSymbols.scalars[$0]?.kind }
        let grows = kind == .opening || kind == .closing || kind == .fence
        write("<mo")
        if !grows { write(" stretchy=\"true\"") }
        if space > 0 || (!grows && attributes.isEmpty) {
            write(" lspace=\"\(Self.length(space))\" rspace=\"\(Self.length(space))\"")
        } else if Self.isBar(delimiter) {
            write(" form=\"prefix\"")
        }
        write(attributes)
        out.append(byte: UInt8(ascii: ">"))
        out.append(escaping: delimiter)
        write("</mo>")
    }

    mutating func write(_ table: MathTable) {
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
    /// The same behind something invisible.
    fileprivate var afterNothing: MathNode {
        let nothing = MathNode.phantom(.empty)
        if case .row(let nodes) = self { return .row([nothing] + nodes) }
        return isEmpty ? self : .row([nothing, self])
    }
}
