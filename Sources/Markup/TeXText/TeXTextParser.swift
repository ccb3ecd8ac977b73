/// Reads TeX text. What it does not know stays as it is written, so that nothing is lost.
struct TeXTextParser {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    /// Whether a single quotation mark is open.
    private var isQuoting = false
    /// What closes formulas and does not occur any more, so that a text full of what opens them takes linear time.
    private var lacking: Set<Unicode.Scalar> = []
    /// How deep groups may lie in each other; what lies deeper is text.
    private static let deepest = 50

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func parse() -> [TeXText.Node] { nodes(until: nil, depth: 0) }

    /// Nodes up to a closing brace, which is taken, or to the end.
    private mutating func nodes(until closing: Unicode.Scalar?, depth: Int) -> [TeXText.Node] {
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

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private func scalar(_ offset: Int) -> Unicode.Scalar? {
        place + offset < scalars.count ? scalars[place + offset] : nil
    }

    /// Joins text that comes in pieces.
    private struct Builder {
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
        var end = start
        while end < scalars.count, scalars[end] != "$" { end += scalars[end] == "\\" ? 2 : 1 }
        guard end < scalars.count, end > start, !isDisplay || end + 1 < scalars.count && scalars[end + 1] == "$" else {
            return nil
        }
        let tex = String(String.UnicodeScalarView(scalars[start..<end]))
        guard !tex.contains("\n\n"), isDisplay || Self.isFormula(tex) else { return nil }
        place = end + (isDisplay ? 2 : 1)
        return .math(Self.joined(tex), isDisplay: isDisplay)
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

    private static func joined(_ tex: String) -> String {
        tex.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: Commands

    private mutating func command(_ builder: inout Builder, depth: Int) {
        let start = place
        place += 1
        guard let first = peek else { return builder.add("\\") }
        guard first.isASCIILetter else {
            place += 1
            return builder.add(symbol(first, depth: depth, start: start))
        }
        while let scalar = peek, scalar.isASCIILetter { place += 1 }
        let name = String(String.UnicodeScalarView(scalars[start + 1..<place]))
        if let accent = TeXSymbols.letterAccents[name] {
            skipSpace()
            return builder.add(accented(accent, depth: depth))
        }
        if let text = TeXSymbols.texts[name] {
            // A space ends the name of a letter within a word or of a sign; after words it is meant as one.
            if text.count == 1, text != "…" { skipSpace() }
            return builder.add(text)
        }
        if let nodes = macro(name, depth: depth) { return builder.add(nodes) }
        if let symbol = TeXSymbols.symbols[name] { return builder.add(symbol) }
        // Unknown: as it stands, with its argument.
        builder.add("\\" + name + (peek == "{" ? "{\(raw())}" : ""))
    }

    /// A backslash with a character that is no letter.
    private mutating func symbol(_ scalar: Unicode.Scalar, depth: Int, start: Int) -> [TeXText.Node] {
        if let accent = TeXSymbols.accents[scalar] { return [.text(accented(accent, depth: depth))] }
        switch scalar {
        case "&", "%", "$", "#", "_", "{", "}": return [.text(String(scalar))]
        case "(", "[":
            let closing: Unicode.Scalar = scalar == "(" ? ")" : "]"
            var end = lacking.contains(closing) ? scalars.count : place
            while end + 1 < scalars.count, !(scalars[end] == "\\" && scalars[end + 1] == closing) { end += 1 }
            guard end + 1 < scalars.count, end > place else {
                if end + 1 >= scalars.count { lacking.insert(closing) }
                return [.text("\\" + String(scalar))]
            }
            let tex = String(String.UnicodeScalarView(scalars[place..<end]))
            place = end + 2
            return [.math(Self.joined(tex), isDisplay: scalar == "[")]
        case " ", "\n", "\t", ",", ";", ":", "\\": return [.text(" ")]
        case "-", "/", "!", "@": return []
        default: return [.text("\\" + String(scalar))]
        }
    }

    /// A letter with an accent; where none can carry it, the letter alone.
    private mutating func accented(_ accent: Unicode.Scalar, depth: Int) -> String {
        var letters: String
        if peek == "{" {
            place += 1
            letters = depth < Self.deepest ? plain(nodes(until: "}", depth: depth + 1)) : ""
        } else if peek == "\\", depth < Self.deepest {
            var builder = Builder()
            command(&builder, depth: depth + 1)
            letters = plain(builder.nodes)
        } else if let scalar = peek {
            place += 1
            letters = String(scalar)
        } else {
            return ""
        }
        // Dotless letters get their dot's place taken.
        if letters.hasPrefix("ı") { letters = "i" + letters.dropFirst() }
        if letters.hasPrefix("ȷ") { letters = "j" + letters.dropFirst() }
        guard let first = letters.first, first.isLetter else { return letters }
        // The mark comes behind the letter; to compose them is up to who keeps the text.
        return String(first) + String(accent) + letters.dropFirst()
    }

    private func plain(_ nodes: [TeXText.Node]) -> String {
        nodes.map { node in
            switch node {
            case .text(let text), .code(let text): text
            case .math(let tex, _): "$\(tex)$"
            case .emphasis(let nodes), .strong(let nodes), .link(_, let nodes): plain(nodes)
            case .paragraph: " "
            case .declaration: ""
            }
        }.joined()
    }

    /// What a macro with arguments stands for; `nil` for one that is not known.
    private mutating func macro(_ name: String, depth: Int) -> [TeXText.Node]? {
        guard depth < Self.deepest else { return nil }
        switch name {
        case "emph", "textit", "textsl": return [.emphasis(argument(depth))]
        case "textbf": return [.strong(argument(depth))]
        case "texttt", "verb": return [.code(plain(argument(depth)))]
        case "textsc", "textrm", "textsf", "textup", "textmd", "textnormal", "text", "mbox", "hbox", "underline",
            "uline",
            "MakeUppercase", "uppercase", "num", "acro", "ac", "acp", "gls":
            return argument(depth)
        case "enquote": return [.text("“")] + argument(depth) + [.text("”")]
        case "textsuperscript": return [.math("^{\\text{\(plain(argument(depth)))}}", isDisplay: false)]
        case "textsubscript": return [.math("_{\\text{\(plain(argument(depth)))}}", isDisplay: false)]
        case "ensuremath": return [.math(Self.joined(raw()), isDisplay: false)]
        case "url", "path":
            let address = raw()
            return [WebAddress.checked(address).map { .link($0, [.text(address)]) } ?? .text(address)]
        case "href":
            let address = raw().replacing("\\%", with: "%").replacing("\\#", with: "#").replacing("\\_", with: "_")
            let text = argument(depth)
            return WebAddress.checked(address).map { [.link($0, text)] } ?? text
        case "textcolor", "colorbox":
            _ = raw()
            return argument(depth)
        case "color", "label", "vspace", "hspace", "thanks", "index":
            _ = raw()
            return []
        case "footnote":
            let note = argument(depth)
            return [.text(" (")] + note + [.text(")")]
        case "cite", "citep", "citet", "ref", "eqref":
            return [.text("[\(plain(argument(depth)))]")]
        case "em", "it", "itshape", "bf", "bfseries", "tt", "ttfamily", "sc", "scshape", "rm", "sf", "normalfont",
            "small", "large",
            "noindent", "centering", "par", "protect", "relax", "xspace":
            skipSpace()
            return Self.declarations[name].map { [.declaration($0)] } ?? []
        default: return nil
        }
    }

    private static let declarations: [String: TeXText.Style] = [
        "em": .emphasis, "it": .emphasis, "itshape": .emphasis, "bf": .strong, "bfseries": .strong, "tt": .code,
        "ttfamily": .code,
    ]

    /// A group's nodes, those after a declaration set as it says.
    private func declared(_ nodes: [TeXText.Node]) -> [TeXText.Node] {
        for (place, node) in nodes.enumerated() {
            guard case .declaration(let style) = node else { continue }
            let rest = declared(Array(nodes[(place + 1)...]))
            switch style {
            case .emphasis: return nodes[..<place] + [.emphasis(rest)]
            case .strong: return nodes[..<place] + [.strong(rest)]
            case .code: return nodes[..<place] + [.code(plain(rest))]
            }
        }
        return nodes
    }

    /// The argument of a macro: a group, or one character.
    private mutating func argument(_ depth: Int) -> [TeXText.Node] {
        skipSpace()
        switch peek {
        case "{":
            place += 1
            return declared(nodes(until: "}", depth: depth + 1))
        case "\\":
            var builder = Builder()
            command(&builder, depth: depth + 1)
            return builder.nodes
        case let scalar?:
            place += 1
            return [.text(String(scalar))]
        case nil: return []
        }
    }

    /// The argument of a macro as it stands: an address, a label.
    private mutating func raw() -> String {
        skipSpace()
        guard peek == "{" else { return "" }
        let start = place + 1
        var depth = 0
        while let scalar = peek {
            place += 1
            if scalar == "{" { depth += 1 }
            if scalar == "}" {
                depth -= 1
                if depth == 0 { return String(String.UnicodeScalarView(scalars[start..<place - 1])) }
            }
        }
        return String(String.UnicodeScalarView(scalars[start...]))
    }

    private mutating func skipSpace() {
        while peek == " " || peek == "\t" || peek == "\n" && scalar(1) != "\n" { place += 1 }
    }
}

extension Unicode.Scalar {
    fileprivate var isASCIILetter: Bool { "a"..."z" ~= self || "A"..."Z" ~= self }
}
