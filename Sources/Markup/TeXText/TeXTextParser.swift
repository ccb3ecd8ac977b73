/// Reads TeX text. What it does not know stays as it is written, so that nothing is lost.
struct TeXTextParser {
    let scalars: [Unicode.Scalar]
    var place = 0
    /// Whether a single quotation mark is open.
    private var isQuoting = false
    /// What closes formulas and does not occur any more, so that a text full of what opens them takes linear time.
    var lacking: Set<Unicode.Scalar> = []
    /// How deep groups may lie in each other; what lies deeper is text.
    static let deepest = 50

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func parse() -> [TeXText.Node] { nodes(until: nil, depth: 0) }

    /// Nodes up to a closing brace, which is taken, or to the end.
    mutating func nodes(until closing: Unicode.Scalar?, depth: Int) -> [TeXText.Node] {
        var builder = Builder()
        while let scalar = peek {
            if scalar == closing {
                place += 1
                return builder.nodes
            }
            switch scalar {
            case "\\": command(&builder, depth: depth)
            case "{":
                place += 1
                if depth < Self.deepest {
                    builder.add(declared(nodes(until: "}", depth: depth + 1)))
                }
            case "}": place += 1
            case "$": if let math = takeMath() { builder.add([math]) } else { builder.add("$"); place += 1 }
            case "~":
                builder.add(" ")
                place += 1
            case "`", "'", "-": builder.add(ligature())
            case "\n", "\r", " ", "\t": space(&builder)
            default:
                builder.add(scalar)
                place += 1
            }
        }
        return builder.nodes
    }

    var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    func scalar(_ offset: Int) -> Unicode.Scalar? {
        place + offset < scalars.count ? scalars[place + offset] : nil
    }

    /// Joins text that comes in pieces.
    struct Builder {
        var nodes: [TeXText.Node] = []

        mutating func add(_ scalar: Unicode.Scalar) { add(String(scalar)) }

        mutating func add(_ text: String) {
            if case .text(let before)? = nodes.last {
                nodes[nodes.count - 1] = .text(before + text)
            } else {
                nodes.append(.text(text))
            }
        }

        mutating func add(_ more: [TeXText.Node]) {
            for node in more {
                if case .text(let text) = node { add(text) } else { nodes.append(node) }
            }
        }
    }

    // MARK: Characters

    private mutating func space(_ builder: inout Builder) {
        var lines = 0
        while let scalar = peek, scalar == "\n" || scalar == "\r" || scalar == " " || scalar == "\t" {
            if scalar == "\n" { lines += 1 }
            place += 1
        }
        if lines > 1 { builder.nodes.append(.paragraph) } else { builder.add(" ") }
    }

    /// Quotation marks and dashes as they are typed for TeX.
    private mutating func ligature() -> String {
        func run(_ scalar: Unicode.Scalar) -> Int {
            var count = 0
            while self.scalar(count) == scalar { count += 1 }
            return count
        }
        switch peek {
        case "`":
            let count = run("`")
            if count == 2 {
                place += 2
                return "“"
            }
            // One quotation mark, where its other half is near and no code is meant.
            if count == 1, let end = scalars[(place + 1)...].prefix(80).firstIndex(where: { $0 == "'" || $0 == "`" }),
                scalars[end] == "'"
            {
                place += 1
                isQuoting = true
                return "‘"
            }
            place += count
            return String(repeating: "`", count: count)
        case "'":
            let count = run("'")
            place += count
            if count == 1, isQuoting, !(peek?.properties.isAlphabetic ?? false) {
                isQuoting = false
                return "’"
            }
            return count == 2 ? "”" : String(repeating: "'", count: count)
        default:
            let count = run("-")
            place += count
            return count == 2 ? "–" : count == 3 ? "—" : String(repeating: "-", count: count)
        }
    }

    // MARK: Formulas

    /// The formula that begins at a dollar; `nil` where it is none but a dollar.
    private mutating func takeMath() -> TeXText.Node? {
        let isDisplay = scalar(1) == "$"
        let start = place + (isDisplay ? 2 : 1)
        guard let end = closingDollar(from: start, skipsGroups: !isDisplay), end > start,
            !isDisplay || end + 1 < scalars.count && scalars[end + 1] == "$"
        else {
            return nil
        }
        let tex = String(String.UnicodeScalarView(scalars[start..<end]))
        guard !tex.contains("\n\n"), isDisplay || Self.isFormula(tex) else { return nil }
        place = end + (isDisplay ? 2 : 1)
        return .math(Self.joined(tex), isDisplay: isDisplay)
    }

    /// The next dollar that isn't escaped; where it stands in a group, as in `$\text{if $x$}$`, the first behind that, if
    /// it is near.
    private func closingDollar(from start: Int, skipsGroups: Bool) -> Int? {
        var first: Int?
        var braces = 0
        var index = start
        while index < first.map({ min($0 + 200, scalars.count) }) ?? scalars.count {
            switch scalars[index] {
            case "\\": index += 1
            case "{": braces += 1
            case "}": braces -= 1
            case "$":
                if braces <= 0 || !skipsGroups { return index }
                first = first ?? index
            default: break
            }
            index += 1
        }
        return first
    }

    /// Whether what stands between two dollars is a formula, and not what stands between two prices.
    private static func isFormula(_ tex: String) -> Bool {
        guard let first = tex.unicodeScalars.first, let last = tex.unicodeScalars.last else { return false }
        if first != " ", first != "\n", last != " ", last != "\n" {
            // `$5 and $`, `$5 billion to $`: a price begins with a digit, and has words.
            guard first.properties.numericType != nil, tex.contains(" ") else { return true }
        }
        return tex.unicodeScalars.contains { "\\^_=<>+".unicodeScalars.contains($0) } || tex.unicodeScalars.count <= 3
    }

    static func joined(_ tex: String) -> String {
        tex.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
