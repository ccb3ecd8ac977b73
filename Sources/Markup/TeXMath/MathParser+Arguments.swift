extension MathParser {
    // MARK: Arguments

    /// Where the next argument is, as it is written.
    mutating func rawArgument(of command: String) throws(MathProblem) -> Range<Int> {
        skipSpace()
        guard index < text.count else { throw problem("`\(command)` has nothing to apply to") }
        guard text[index] == UInt8(ascii: "{") else {
            let start = index
            if let inner = peekCommand() { index = inner.end } else { _ = nextScalar() }
            return start..<index
        }
        let start = index + 1
        var open = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "}"):
                open -= 1
                if open == 0 {
                    index += 1
                    return start..<index - 1
                }
            default: break
            }
            index += 1
        }
        index = start - 1
        throw problem("a `}` is missing")
    }

    /// Passes over a length, `3mu` or `{-.5em}`.
    mutating func skipLength() {
        skipSpace()
        let end = UInt8(ascii: "{") == peek ? text[index...].firstIndex(of: UInt8(ascii: "}")) : nil
        if let end {
            index = end + 1
            return
        }
        func isNumber(_ byte: UInt8) -> Bool { "+-.0123456789".utf8.contains(byte) }
        while let byte = peek, isNumber(byte) { index += 1 }
        // All of TeX's units have two letters.
        var unit = index
        while unit < text.count, unit < index + 2, Self.isLetter(text[unit]) { unit += 1 }
        if unit == index + 2 { index = unit }
    }

    /// The delimiter that comes next; empty where a point stands for none.
    mutating func parseDelimiter(_ command: String) throws(MathProblem) -> String {
        skipSpace()
        guard index < text.count else { throw problem("`\(command)` has no delimiter") }
        let start = index
        if let inner = peekCommand() {
            index = inner.end
            if inner.name == "|" { return "‖" }
            if inner.name == "{" || inner.name == "}" { return inner.name }
            if case .symbol(let symbol)? = inner.meaning { return symbol.text }
            throw problem("`\\\(inner.name)` is no delimiter", at: start)
        }
        switch nextScalar() {
        case ".": return ""
        case "<": return "⟨"
        case ">": return "⟩"
        case "{", "}": throw problem("`\(command)` has no delimiter", at: start)
        case let scalar: return MathSymbols.scalars[scalar]?.text ?? String(scalar)
        }
    }

    /// What stands between `\left` and `\right`.
    mutating func parseFence() throws(MathProblem) -> MathNode {
        let opening = try parseDelimiter("\\left")
        var parts: [MathNode] = []
        var middles: [String] = []
        while true {
            parts.append(MathNode(try parseRow(.right)))
            guard let command = peekCommand() else { throw problem("`\\left` has no `\\right`") }
            index = command.end
            let delimiter = try parseDelimiter("\\" + command.name)
            if command.name == "right" {
                return .fence(opening: opening, parts: parts, middles: middles, closing: delimiter)
            }
            middles.append(delimiter)
        }
    }

    mutating func parseGroupedRows(of command: String) throws(MathProblem) -> [[MathNode]] {
        skipSpace()
        guard peek == UInt8(ascii: "{") else { return [[try parseArgument(of: command)]] }
        index += 1
        let rows = try parseRows([.brace, .row])
        index += 1
        return rows
    }

    /// `\genfrac{(}{)}{0pt}{}{n}{k}`
    mutating func parseGeneralFraction(_ name: String) throws(MathProblem) -> MathNode {
        func delimiter(_ range: Range<Int>) -> String {
            string(range).replacing("\\", with: "").replacing(".", with: "")
        }
        let (opening, closing) = (delimiter(try rawArgument(of: name)), delimiter(try rawArgument(of: name)))
        let (thickness, style) = (string(try rawArgument(of: name)), string(try rawArgument(of: name)))
        return .fraction(
            MathFraction(
                numerator: try parseArgument(of: name), denominator: try parseArgument(of: name),
                style: style == "0" ? .display : style == "1" ? .text : .automatic, hasLine: !thickness.hasPrefix("0"),
                delimiters: opening + closing == "" ? nil : .init(opening: opening, closing: closing)))
    }

    mutating func parseOperatorName(_ command: String, hasLimits: Bool) throws(MathProblem) -> MathNode {
        let outer = font
        font = .roman
        defer { font = outer }
        let argument = try parseArgument(of: command)
        var name = ""
        let parts: [MathNode] = if case .row(let nodes) = argument { nodes } else { [argument] }
        for part in parts {
            switch part {
            case .letters(let text, _), .number(let text, _), .text(let text, _): name += text
            case .function(let text, _): name += text
            case .space: name += "\u{2009}"
            default: return .classed(argument, .large)
            }
        }
        return .function(name, hasLimits: hasLimits)
    }

    /// `\unicode{x2014}`, `\char"2014`
    mutating func parseUnicode(_ command: String) throws(MathProblem) -> MathNode {
        if peek == UInt8(ascii: "[") { _ = rawOptional() }
        let start = index
        let hexadecimal = peek == UInt8(ascii: "\"")
        var digits: Substring
        if hexadecimal {
            index += 1
            let first = index
            while index < text.count, UnicodeScalar(text[index]).properties.isHexDigit { index += 1 }
            digits = string(first..<index)[...]
        } else {
            digits = string(try rawArgument(of: command))[...]
        }
        let prefix = ["0x", "x", "U+", "\""].first { digits.hasPrefix($0) }
        digits = digits.dropFirst(prefix?.count ?? 0)
        let radix = hexadecimal || prefix != nil ? 16 : 10
        guard let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value), value >= 0x20 else {
            throw problem("`\(command)` has no character's number", at: start)
        }
        return .text(String(scalar), .roman)
    }

    // MARK: Text

    /// An argument that is text with formulas in it.
    mutating func parseText(of command: String, font: MathFont) throws(MathProblem) -> MathNode {
        let range = try rawArgument(of: command)
        var nodes: [MathNode] = []
        var start = range.lowerBound
        var place = start
        while place < range.upperBound {
            if text[place] == UInt8(ascii: "$") {
                guard let close = text[(place + 1)..<range.upperBound].firstIndex(of: UInt8(ascii: "$")) else {
                    throw problem("a formula in the text has no end", at: place)
                }
                if place > start { nodes.append(.text(TeXLine.text(string(start..<place)), font)) }
                do throws(MathProblem) {
                    nodes += try parse(part: UnsafeBufferPointer(rebasing: text[(place + 1)..<close]))
                } catch {
                    throw problem(error.message, at: place + 1 + error.offset, help: error.help)
                }
                place = close + 1
                start = place
            } else {
                place += text[place] == UInt8(ascii: "\\") ? 2 : 1
            }
        }
        if start < range.upperBound { nodes.append(.text(TeXLine.text(string(start..<range.upperBound)), font)) }
        return MathNode(nodes)
    }
}

/// Text within formulas.
private enum TeXLine {
    /// A text as it is shown: accents, signs and dashes as characters, and the spaces at its ends kept.
    static func text(_ source: String) -> String {
        let special = source.utf8.contains { $0 == UInt8(ascii: "\\") || "{}~-`'".utf8.contains($0) }
        var text = special ? TeXText(source).line.replacing("\\$", with: "$") : source
        text = String(text.drop(while: \.isWhitespace))
        while text.last?.isWhitespace == true { text.removeLast() }
        // A line's ends would be lost: MathML takes space there for the source's layout.
        if source.utf8.first.map(MathParser.isSpace) == true || source.hasPrefix("~") { text = "\u{A0}" + text }
        if source.utf8.count > 1, source.utf8.last.map(MathParser.isSpace) == true { text += "\u{A0}" }
        return text
    }
}
