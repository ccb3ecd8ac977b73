/// Writes formulas as one line of plain text, good enough to be read aloud: `E = mc²`, `10∼100×`, `O(n log n)`.
enum MathPlainWriter {
    /// The text of a formula.
    static func text(_ node: MathNode) -> String {
        let text = write(node, isScript: false)
        // Spaces beside each other are rare.
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            if byte == UInt8(ascii: " "), last == byte { return oneSpaced(text) }
            last = byte
        }
        return last == UInt8(ascii: " ") ? oneSpaced(text) : text
    }

    private static func oneSpaced(_ text: String) -> String {
        text.split(separator: " ").joined(separator: " ")
    }

    private static func write(_ node: MathNode, isScript: Bool) -> String {
        func inner(_ node: MathNode) -> String { write(node, isScript: isScript) }
        switch node {
        case .row(let nodes): return row(nodes, isScript: isScript)
        case .symbol(let symbol, _): return symbol.text == "∗" ? "*" : symbol.text
        case .letters(let text, let font): return font == .blackboard && isCommon(text) ? font.text(text) : text
        case .number(let text, _), .function(let text, _): return text
        case .text(let text, _): return text.replacing("\u{A0}", with: " ")
        case .space(let width): return width >= 3 && !isScript ? " " : ""
        case .scripts(let scripts): return write(scripts, isScript: isScript)
        case .fraction(let fraction):
            let isBinomial = !fraction.hasLine
            let parts = [fraction.numerator, fraction.denominator].map { isBinomial ? inner($0) : term($0) }
            let text = parts.joined(separator: isBinomial ? " choose " : "/")
            return fraction.delimiters.map { $0.opening + text + $0.closing } ?? text
        case .root(let radicand, let index):
            let sign = index.map { index in
                let degree = write(index, isScript: true)
                return ["2": "√", "3": "∛", "4": "∜"][degree] ?? raised(degree) + "√"
            }
            return (sign ?? "√") + term(radicand)
        case .accent(let base, let mark, _, _):
            let text = inner(base)
            guard text.count == 1, let combining = combiningMarks[mark] else { return text }
            return text + combining
        case .stack(let base, let over, let under, _):
            return inner(base) + (under.map(lowered) ?? "") + (over.map { raised(write($0, isScript: true)) } ?? "")
        case .fence(let opening, let parts, let middles, let closing):
            let text = zip(parts, middles + [""]).map { inner($0) + $1 }.joined()
            return opening + text + closing
        case .delimiter(let text, _, let kind): return kind == .relation ? " \(text) " : text
        case .table(let table):
            let rows = table.rows.map { row in
                row.map(inner).reduce("") { before, cell in
                    let isEnded = before.isEmpty || table.isAligned || before.hasSuffix(",")
                    return before + (before.isEmpty ? "" : isEnded ? " " : ", ") + cell
                }
            }
            return table.opening + rows.joined(separator: table.isSmall ? ", " : "; ") + table.closing
        case .phantom: return ""
        case .styled(let node, _), .classed(let node, _), .marked(let node, _), .link(_, let node): return inner(node)
        }
    }

    // MARK: Rows

    private static func row(_ nodes: [MathNode], isScript: Bool) -> String {
        let items = SpacedRow(nodes, isScript: isScript).items
        var text = ""
        for (place, item) in items.enumerated() {
            let isTight =
                place > 0 && place + 1 < items.count && item.node.mayBeTight && items[place - 1].node.endsInNumber
                && items[place + 1].node.endsInNumber
            if item.left > 0, !isTight { text += " " }
            // What an operator before it has asked for is written by then.
            text += write(item.node, isScript: isScript)
            if item.right > 0, !isTight { text += " " }
        }
        return text
    }

    /// A part of a fraction, in parentheses where it is more than one thing.
    private static func term(_ node: MathNode) -> String {
        let text = write(node, isScript: false)
        if case .row(let nodes) = node, nodes.count > 1, !text.allSatisfy({ $0.isLetter || $0.isNumber }) {
            return "(" + text + ")"
        }
        return text
    }

    // MARK: Scripts

    private static func write(_ scripts: MathScripts, isScript: Bool) -> String {
        var text = scripts.base.map { write($0, isScript: isScript) } ?? ""
        if case .row(let nodes)? = scripts.base, nodes.count > 1 { text = "(" + text + ")" }
        if let sub = scripts.sub { text += lowered(sub) }
        text += String(repeating: "′", count: scripts.primes)
        if let sup = scripts.sup {
            let exponent = write(sup, isScript: true)
            text += scripts.base == nil && scripts.sub == nil ? aloud(exponent) : raised(exponent)
        }
        return text
    }

    /// A superscript that stands alone: the `th` of an ordinal, the number of a note.
    private static func aloud(_ text: String) -> String {
        text.allSatisfy { $0.isLetter && $0.isASCII } && text.count > 1 ? text : raised(text)
    }

    private static func raised(_ text: String) -> String {
        if text == "2" { return "²" }
        if let sign = ["∘": "°", "⊤": "ᵀ", "′": "′"][text] { return sign }
        if ["th", "st", "nd", "rd"].contains(text) { return text }
        if text.count == 1, let only = text.first, !only.isLetter, !only.isNumber, !"+−=".contains(only) { return text }
        let signs = text.map { superscripts[$0] }
        guard signs.contains(nil) else { return String(signs.compactMap(\.self)) }
        return "^" + grouped(text)
    }

    private static func lowered(_ node: MathNode) -> String {
        let text = write(node, isScript: true)
        if text.utf8.count == 1, let letter = text.unicodeScalars.first, letter.properties.isAlphabetic {
            return "_" + text
        }
        let signs = text.map { subscripts[$0] }
        guard signs.contains(nil) else { return String(signs.compactMap(\.self)) }
        return "_" + grouped(text)
    }

    private static func grouped(_ text: String) -> String {
        text.allSatisfy { $0.isLetter || $0.isNumber } ? text : "(" + text + ")"
    }

    // MARK: Signs

    /// Whether a text in double-struck letters has them on most devices.
    private static func isCommon(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { ["C", "H", "N", "P", "Q", "R", "Z"].contains($0) }
    }

    private static let combiningMarks = [
        "ˆ": "\u{302}", "\u{302}": "\u{302}", "˜": "\u{303}", "¯": "\u{304}", "‾": "\u{305}", "˙": "\u{307}",
        "¨": "\u{308}", "ˇ": "\u{30C}",
        "´": "\u{301}", "`": "\u{300}", "˘": "\u{306}", "˚": "\u{30A}", "→": "\u{20D7}",
    ]
    private static let superscripts = Dictionary(uniqueKeysWithValues: zip("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"))
    private static let subscripts = Dictionary(uniqueKeysWithValues: zip("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"))
}

extension MathNode {
    /// Whether it is written without space between numbers: ranges and sizes.
    fileprivate var mayBeTight: Bool {
        if case .symbol(let symbol, _) = self { ["∼", "×", "·", "−"].contains(symbol.text) } else { false }
    }

    fileprivate var endsInNumber: Bool {
        switch self {
        case .number: true
        case .scripts(let scripts): scripts.base?.endsInNumber ?? false
        default: false
        }
    }
}
