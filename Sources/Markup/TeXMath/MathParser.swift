/// Reads the TeX of one formula, in one pass from its beginning to its end; how deep its groups nest is bounded.
struct MathParser: ~Copyable {
    let text: UnsafeBufferPointer<UInt8>
    var index = 0
    var font = MathFont.normal
    let macros: MathMacros
    /// How deep the group that is read lies.
    private(set) var depth: Int
    /// How many more bytes macros may expand to.
    var room: Int
    /// The command that was looked at last, and where.
    var peeked: (index: Int, command: Command)?
    /// Commands that nobody has defined, of which the name is shown.
    var unknown: [String] = []

    /// Groups in each other: more than people write, fewer than exhaust a thread's stack.
    static let deepest = 48

    init(_ text: UnsafeBufferPointer<UInt8>, macros: MathMacros) {
        self.text = text
        self.macros = macros
        depth = 0
        room = Formula.longest
    }

    /// Reads another text as a part of what `outer` reads.
    private init(_ text: UnsafeBufferPointer<UInt8>, within outer: borrowing MathParser) {
        self.text = text
        macros = outer.macros
        depth = outer.depth + 1
        room = outer.room
        font = outer.font
        unknown = outer.unknown
    }

    /// The nodes of another text, as if it stood here.
    mutating func parse(part: UnsafeBufferPointer<UInt8>) throws(MathProblem) -> [MathNode] {
        var inner = MathParser(part, within: self)
        let nodes = try inner.parseRow(.end)
        (room, unknown) = (inner.room, inner.unknown)
        return nodes
    }

    /// The whole formula.
    mutating func parse() throws(MathProblem) -> MathNode {
        let rows = try parseRows([.end, .row])
        guard rows.count > 1 else { return rows.first?.first ?? .empty }
        return .table(MathTable(rows: rows, alignments: [.right, .left], isAligned: true, isDisplay: true))
    }

    // MARK: Rows

    /// What may end a row.
    struct Ends: OptionSet {
        let rawValue: Int
        static let end = Ends(rawValue: 1)
        static let brace = Ends(rawValue: 2)
        static let bracket = Ends(rawValue: 4)
        static let cell = Ends(rawValue: 8)
        static let row = Ends(rawValue: 16)
        static let environment = Ends(rawValue: 32)
        static let right = Ends(rawValue: 64)
    }

    /// Rows of cells, up to what ends them, which is not read.
    mutating func parseRows(_ ends: Ends) throws(MathProblem) -> [[MathNode]] {
        var rows: [[MathNode]] = [[]]
        while true {
            rows[rows.count - 1].append(MathNode(try parseRow(ends)))
            if ends.contains(.cell), peek == UInt8(ascii: "&") {
                index += 1
            } else if let command = peekCommand(), command.name == "\\" || command.name == "cr" {
                index = command.end
                skip(UInt8(ascii: "*"))
                if peek == UInt8(ascii: "[") { _ = rawOptional() }
                rows.append([])
            } else {
                if rows.count > 1, let last = rows.last, last.allSatisfy(\.isEmpty) { rows.removeLast() }
                return rows
            }
        }
    }

    /// Nodes up to one of the ends, which is not read.
    mutating func parseRow(_ ends: Ends) throws(MathProblem) -> [MathNode] {
        let outer = font
        depth += 1
        defer {
            depth -= 1
            font = outer
        }
        guard depth <= Self.deepest else { throw problem("the formula's groups lie too deep in each other") }
        var nodes: [MathNode] = []
        while true {
            skipSpace()
            guard index < text.count else {
                if ends.contains(.end) { return nodes }
                throw problem(missing(ends))
            }
            switch text[index] {
            case UInt8(ascii: "}"):
                if ends.contains(.brace) { return nodes }
                throw problem("there is a `}` too many")
            case UInt8(ascii: "]") where ends.contains(.bracket), UInt8(ascii: "&") where ends.contains(.cell):
                return nodes
            case UInt8(ascii: "\\"):
                guard let command = peekCommand() else { throw problem("the formula ends in a backslash") }
                if try isEnd(command, ends) { return nodes }
                switch command.meaning {
                case .infix(let hasLine, let delimiters)?:
                    index = command.end
                    let fraction = MathFraction(
                        numerator: MathNode(nodes), denominator: MathNode(try parseRow(ends)), style: .automatic,
                        hasLine: hasLine, delimiters: delimiters.map { .init(opening: $0.0, closing: $0.1) })
                    return [.fraction(fraction)]
                case .style(let isDisplay)?:
                    index = command.end
                    nodes.append(.styled(MathNode(try parseRow(ends)), isDisplay: isDisplay))
                    return nodes
                case .fontSwitch(let new)?:
                    index = command.end
                    font = new
                default: nodes += try parseAtom()
                }
            default: nodes += try parseAtom()
            }
        }
    }

    private func isEnd(_ command: Command, _ ends: Ends) throws(MathProblem) -> Bool {
        switch command.name {
        case "\\", "cr":
            if ends.contains(.row) { return true }
            throw problem("`\\\(command.name)` ends a row, but this is in none")
        case "end":
            if ends.contains(.environment) { return true }
            throw problem("`\\end` has no `\\begin`")
        case "right", "middle":
            if ends.contains(.right) { return true }
            throw problem("`\\\(command.name)` has no `\\left`")
        default: return false
        }
    }

    private func missing(_ ends: Ends) -> String {
        if ends.contains(.brace) { return "a `}` is missing" }
        if ends.contains(.right) { return "`\\left` has no `\\right`" }
        if ends.contains(.environment) { return "`\\begin` has no `\\end`" }
        return "a `]` is missing"
    }

    // MARK: Atoms

    /// An atom with its scripts.
    private mutating func parseAtom() throws(MathProblem) -> [MathNode] {
        var nodes = try parseNucleus()
        var scripts = MathScripts(base: nodes.popLast())
        var hasScripts = false
        func finished() -> MathNode? { hasScripts ? .scripts(scripts) : scripts.base }
        while true {
            // A space stays what it is.
            if case .space? = scripts.base { break }
            skipSpace()
            guard index < text.count else { break }
            if isPrime {
                if scripts.sup != nil { break }
                index += peek == UInt8(ascii: "'") ? 1 : 3
                scripts.primes += 1
            } else if text[index] == UInt8(ascii: "^") || text[index] == UInt8(ascii: "_") {
                let isSub = text[index] == UInt8(ascii: "_")
                if (isSub ? scripts.sub : scripts.sup) != nil {
                    // TeX refuses a second script; arXiv's readers see it beside the first.
                    if let node = finished() { nodes.append(node) }
                    scripts = MathScripts()
                }
                index += 1
                let argument = try parseArgument(of: isSub ? "_" : "^")
                if isSub { scripts.sub = argument } else { scripts.sup = argument }
            } else if let command = peekCommand(), case .limits(let areLimits)? = command.meaning {
                index = command.end
                scripts.limits = areLimits
                continue
            } else {
                break
            }
            hasScripts = true
        }
        if let node = finished() { nodes.append(node) }
        return nodes
    }

    /// A prime, or the apostrophe that a word processor makes of it.
    private var isPrime: Bool {
        guard index < text.count else { return false }
        if text[index] == UInt8(ascii: "'") { return true }
        return text[index] == 0xE2 && index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0x99
    }

    /// What scripts are put on, or nothing where they stand alone.
    private mutating func parseNucleus() throws(MathProblem) -> [MathNode] {
        let byte = text[index]
        switch byte {
        case UInt8(ascii: "\\"): return try parseCommand()
        case UInt8(ascii: "{"): return [try parseGroup()]
        case UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "'"): return []
        case UInt8(ascii: "~"):
            index += 1
            return [.space(6)]
        case UInt8(ascii: "$"): throw problem("there is a dollar within the formula")
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return [parseNumber()]
        case UInt8(ascii: ".") where index + 1 < text.count && Self.isDigit(text[index + 1]): return [parseNumber()]
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return [parseLetters()]
        default: return isPrime ? [] : [parseScalar()]
        }
    }

    /// What stands between braces; it is an ordinary atom, whatever is in it.
    mutating func parseGroup() throws(MathProblem) -> MathNode {
        index += 1
        let nodes = try parseRow(.brace)
        index += 1
        let node = MathNode(nodes)
        return nodes.count == 1 && node.operatorSymbol != nil ? .classed(node, .ordinary) : node
    }

    /// The next group or token: what a command, `^` or `_` applies to.
    mutating func parseArgument(of command: String) throws(MathProblem) -> MathNode {
        skipSpace()
        guard index < text.count, text[index] != UInt8(ascii: "}"), text[index] != UInt8(ascii: "&") else {
            throw problem("`\(command)` has nothing to apply to")
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw problem("the formula's groups lie too deep in each other") }
        switch text[index] {
        case UInt8(ascii: "\\"): return MathNode(try parseCommand())
        case UInt8(ascii: "{"):
            index += 1
            let nodes = try parseRow(.brace)
            index += 1
            return MathNode(nodes)
        case UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "$"):
            throw problem("`\(command)` has nothing to apply to")
        case UInt8(ascii: "'"):
            index += 1
            return .symbol(MathSymbol(text: "′", kind: .constant), .normal)
        case let byte where Self.isDigit(byte) || Self.isLetter(byte):
            index += 1
            let text = String(UnicodeScalar(byte))
            return Self.isDigit(byte) ? .number(text, font) : .letters(text, font)
        default: return parseScalar()
        }
    }
}
