// What begins with a backslash.

extension TeXTextParser {
    mutating func command(_ builder: inout Builder, depth: Int) {
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
    func declared(_ nodes: [TeXText.Node]) -> [TeXText.Node] {
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
