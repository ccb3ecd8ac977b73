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
        // Authors' commands that begin with a capital are the names of problems, classes and measures: `\OPT`, `\Disp`.
        if let first = command.name.utf8.first, !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
            guard unknown.count < 16 else {
                throw problem("too many of the formula's commands are not known", at: start)
            }
            unknown.append(command.name)
        }
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
            let base = MathNode.symbol(MathSymbol(text: arrow, kind: .longArrow), .normal)
            guard !over.isEmpty || under != nil else { return [base] }
            return [.stack(base, over: Self.beyondArrow(over), under: under.flatMap(Self.beyondArrow), .relation)]
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
        case .length:
            skipLength()
            return []
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

    /// What stands above or below an arrow, which is a little longer; `nil` for nothing.
    private static func beyondArrow(_ node: MathNode) -> MathNode? {
        node.isEmpty ? nil : .row([.space(6), node, .space(6)])
    }
}
