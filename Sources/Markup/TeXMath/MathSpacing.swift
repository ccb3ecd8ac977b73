/// The space that MathML puts around operators by itself, in mu (MathML Core, appendix B).
enum MathSpacing {
    /// Left and right of an operator, by its place in its row: what comes first may be a prefix, what comes last a
    /// postfix.
    static func standard(of symbol: MathSymbol, isFirst: Bool, isLast: Bool) -> (left: Int, right: Int) {
        switch symbol.text {
        case "+", "−", "±", "∓": return isFirst ? (0, 0) : (4, 4)
        case "∼": return isFirst ? (0, 0) : (5, 5)
        case "|": return isFirst || isLast ? (0, 0) : (5, 5)
        case ":": return (0, 3)
        case "⌣", "⌢", "∴", "∵", "!": return (0, 0)
        case "⎱", "⌝", "⌟", "⎰", "⌜", "⌞": return (5, 5)
        case "?", ".": return (3, 3)
        default: break
        }
        switch symbol.kind {
        case .variable, .constant, .opening, .closing, .fence, .postfix: return (0, 0)
        case .punctuation: return (0, 3)
        case .relation, .arrow: return (5, 5)
        case .sum, .integral: return (3, 3)
        case .binary:
            if narrow.contains(symbol.text) { return (3, 3) }
            return unlisted.contains(symbol.text) ? (5, 5) : (4, 4)
        }
    }

    /// Operators that MathML takes for products.
    private static let narrow = Set("×·∗⋆∘∙≀⨿⋄⊗⊙⊺⋉⋊⋋⋌⊠⊡⋇⊛⊚⨁".map(String.init))
    /// Operators that its dictionary has not, which get what relations get.
    private static let unlisted = Set("△▽◃▹◯†‡⊲⊳⊴⊵⋗⋖⌽".map(String.init))
}

/// Nodes of a row with the space that TeX has between them.
struct SpacedRow {
    /// A node, and the space left and right of it, in mu: an operator has its own, what stands between two other nodes is
    /// left of the second.
    struct Item {
        let node: MathNode
        var left = 0
        var right = 0
        /// The class that it has here.
        var kind: MathClass
    }

    private(set) var items: [Item] = []

    init(_ nodes: [MathNode], isScript: Bool) {
        items.reserveCapacity(nodes.count)
        var last: Int?
        for node in nodes {
            items.append(Item(node: node, kind: node.mathClass))
            let this = items.count - 1
            if case .space = node { continue }
            if case .row(let inner) = node, inner.isEmpty { continue }
            // A binary operator without something on both sides is a sign.
            let before = last.map { items[$0].kind }
            if items[this].kind == .binary, [nil, .large, .binary, .relation, .opening, .punctuation].contains(before) {
                items[this].kind = .ordinary
            }
            if let last, items[last].kind == .binary, [.relation, .closing, .punctuation].contains(items[this].kind) {
                items[last].kind = .ordinary
            }
            last = this
        }
        if let last, items[last].kind == .binary { items[last].kind = .ordinary }
        var left: Int?
        for this in items.indices {
            if case .space = items[this].node { continue }
            defer { left = this }
            guard let left else { continue }
            let space = MathClass.space(items[left].kind, items[this].kind, isScript: isScript)
            if items[left].node.operatorSymbol != nil { items[left].right = space } else { items[this].left = space }
        }
    }
}
