extension MathParser {
    /// The command that begins here, with its arguments.
    mutating func parseCommand() throws(MathProblem) -> [MathNode] {
        guard let command = peekCommand() else { throw problem("the formula ends in a backslash") }
        let start = index
        index = command.end
        if !macros.isEmpty, let own = macros[command.name] { return try expand(own, command, at: start) }
        if let meaning = command.meaning { return try parse(meaning, command, at: start) }
        if let text = Self.escapes[command.name] {
            return [.symbol(MathSymbols.scalars[text] ?? MathSymbol(text: String(text), kind: .constant), font)]
        }
        if let usual = MathMacros.usual[command.name] { return try expand(usual, command, at: start) }
        let near = MathCommands.nearest(to: command.name)
        // A name alone can be shown; what it would do to an argument can't.
        guard near == nil, command.name.utf8.allSatisfy(Self.isLetter), peek != UInt8(ascii: "{"),
            !MathCommands.refused.contains(command.name)
        else {
            throw problem(
                "the command `\\\(command.name)` is not known", at: start,
                help: near.map { "did you mean `\\\($0)`?" } ?? "a command of your own is defined in [math.macros]")
        }
        guard unknown.count < 16 else { throw problem("too many of the formula's commands are not known", at: start) }
        unknown.append(command.name)
        if command.name.utf8.count == 1 { return [.letters(command.name, font)] }
        return [.function(command.name, hasLimits: false)]
    }

    /// What a macro stands for, with its arguments.
    private mutating func expand(
        _ macro: MathMacros.Definition, _ command: Command, at start: Int
    ) throws(MathProblem) -> [MathNode] {
        var arguments: [Range<Int>] = []
        for _ in 0..<macro.parameterCount { arguments.append(try rawArgument(of: "\\" + command.name)) }
        let body = macro.expanded(arguments, of: text)
        room -= body.count + 1
        guard room >= 0, depth < Self.deepest else {
            throw problem("the macro `\\\(command.name)` goes on without end", at: start)
        }
        do throws(MathProblem) {
            return try body.withUnsafeBufferPointer { bytes throws(MathProblem) in try parse(part: bytes) }
        } catch {
            throw problem("in the macro `\\\(command.name)`: \(error.message)", at: start, help: error.help)
        }
    }

    /// Characters that mean themselves after a backslash.
    private static let escapes: [String: Unicode.Scalar] = [
        "{": "{", "}": "}", "%": "%", "$": "$", "&": "&", "#": "#", "_": "_", "|": "‖",
    ]

    private mutating func parse(
        _ what: MathCommand, _ command: Command, at start: Int
    ) throws(MathProblem) -> [MathNode] {
        let name = "\\" + command.name
        switch what {
        case .symbol(let symbol): return [.symbol(symbol, font)]
        case .function(let text, let hasLimits): return [.function(text, hasLimits: hasLimits)]
        case .space(let width): return width > 0 ? [.space(width)] : []
        case .accent(let mark, let isBelow, let isStretchy):
            return [.accent(try parseArgument(of: name), mark: mark, isBelow: isBelow, isStretchy: isStretchy)]
        case .brace(let mark, let isBelow):
            return [.accent(try parseArgument(of: name), mark: mark, isBelow: isBelow, isStretchy: true)]
        case .font(let inner):
            let outer = font
            font = outer.combined(with: inner)
            defer { font = outer }
            return [try parseArgument(of: name)]
        case .text(let inner): return [try parseText(of: name, font: font.combined(with: inner))]
        case .fraction(let style, let hasLine, let delimiters):
            return [
                .fraction(
                    MathFraction(
                        numerator: try parseArgument(of: name), denominator: try parseArgument(of: name), style: style,
                        hasLine: hasLine, delimiters: delimiters.map { .init(opening: $0.0, closing: $0.1) }))
            ]
        case .generalFraction: return [try parseGeneralFraction(name)]
        case .root:
            var degree: MathNode?
            if peek == UInt8(ascii: "[") {
                index += 1
                degree = MathNode(try parseRow(.bracket))
                index += 1
            }
            return [.root(try parseArgument(of: name), index: degree)]
        case .delimiter(let size, let kind): return [.delimiter(try parseDelimiter(name), size: size, kind)]
        case .left: return [try parseFence()]
        case .begin: return [try parseEnvironment(at: start)]
        case .stack(let isBelow, let isRelation):
            let small = try parseArgument(of: name)
            let base = try parseArgument(of: name)
            let kind: MathClass = isRelation ? .relation : base.mathClass
            return [.stack(base, over: isBelow ? nil : small, under: isBelow ? small : nil, kind)]
        case .stackBoth:
            let (over, under) = (try parseArgument(of: name), try parseArgument(of: name))
            let base = try parseArgument(of: name)
            return [.stack(base, over: over, under: under, base.mathClass)]
        case .substack: return [.table(MathTable(rows: try parseGroupedRows(of: name), isSmall: true))]
        case .longArrow(let arrow):
            var under: MathNode?
            if peek == UInt8(ascii: "[") {
                index += 1
                under = MathNode(try parseRow(.bracket))
                index += 1
            }
            let over = try parseArgument(of: name)
            let base = MathNode.symbol(MathSymbol(text: arrow, kind: .arrow), .normal)
            return [.stack(base, over: over.isEmpty ? nil : over, under: under, .relation)]
        case .negation:
            let negated = try parseArgument(of: name)
            guard case .symbol(let symbol, let font) = negated else { return [.marked(negated, .struck)] }
            let text = MathSymbols.negations[symbol.text] ?? symbol.text + "\u{338}"
            return [.symbol(MathSymbol(text: text, kind: symbol.kind), font)]
        case .operatorName: return [try parseOperatorName(name, hasLimits: command.hasStar)]
        case .modulo(let before, let after):
            let modulus = try parseArgument(of: name)
            var nodes: [MathNode] = [.space(8), .text(before, .roman)]
            if before != "(" { nodes.append(.space(6)) }
            return nodes + [modulus] + (after.isEmpty ? [] : [.text(after, .roman)])
        case .binaryModulo: return [.classed(.letters("mod", .roman), .binary)]
        case .phantom: return [.phantom(try parseArgument(of: name))]
        case .atomClass(let kind): return [.classed(try parseArgument(of: name), kind)]
        case .box: return [.marked(try parseArgument(of: name), .boxed)]
        case .strike: return [.marked(try parseArgument(of: name), .struck)]
        case .ignored(let count):
            for _ in 0..<count { _ = try rawArgument(of: name) }
            return []
        case .transparent(let count):
            if peek == UInt8(ascii: "[") { _ = rawOptional() }
            for _ in 0..<count { _ = try rawArgument(of: name) }
            return [try parseArgument(of: name)]
        case .letterAccent(let mark):
            let letter = string(try rawArgument(of: name))
            return [.letters(letter + String(mark), .roman)]
        case .unicode: return [try parseUnicode(name)]
        case .reference: return [.text("[" + string(try rawArgument(of: name)) + "]", .roman)]
        case .url:
            let address = string(try rawArgument(of: name)).replacing("\\", with: "")
            return [.link(address, .text(address, .roman))]
        case .link:
            let address = string(try rawArgument(of: name)).replacing("\\", with: "")
            let start = index
            let label = string(try rawArgument(of: name))
            if !label.utf8.contains(where: { "\\$^_{".utf8.contains($0) }) {
                return [.link(address, .text(label, .roman))]
            }
            index = start
            return [.link(address, try parseArgument(of: name))]
        case .tag: return [.space(36), .text("(" + string(try rawArgument(of: name)) + ")", .roman)]
        case .limits:
            throw problem("`\(name)` has nothing to apply to", at: start)
        case .fontSwitch(let inner):
            let outer = font
            font = inner
            defer { font = outer }
            return [try parseArgument(of: name)]
        case .infix, .style:
            // Where an argument is expected; in a row they apply to all that follows.
            throw problem("`\(name)` can't be an argument", at: start)
        case .right, .middle, .end: throw problem("`\(name)` can't be an argument", at: start)
        }
    }

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

    /// The delimiter that comes next; empty where a point stands for none.
    private mutating func parseDelimiter(_ command: String) throws(MathProblem) -> String {
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
    private mutating func parseFence() throws(MathProblem) -> MathNode {
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

    private mutating func parseGroupedRows(of command: String) throws(MathProblem) -> [[MathNode]] {
        skipSpace()
        guard peek == UInt8(ascii: "{") else { return [[try parseArgument(of: command)]] }
        index += 1
        let rows = try parseRows([.brace, .row])
        index += 1
        return rows
    }

    /// `\genfrac{(}{)}{0pt}{}{n}{k}`
    private mutating func parseGeneralFraction(_ name: String) throws(MathProblem) -> MathNode {
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

    private mutating func parseOperatorName(_ command: String, hasLimits: Bool) throws(MathProblem) -> MathNode {
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
    private mutating func parseUnicode(_ command: String) throws(MathProblem) -> MathNode {
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
    private mutating func parseText(of command: String, font: MathFont) throws(MathProblem) -> MathNode {
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
