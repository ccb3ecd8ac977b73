/// The space that MathML puts around an operator by itself, in mu (MathML Core, appendix B).
struct MathSpacing: Sendable {
    private var left: Int8
    private var right: Int8
    /// Whether it has none as a prefix, which it is where it comes first in its row, and none as a postfix.
    private var hasNoneFirst = false
    private var hasNoneLast = false

    /// That of an operator.
    init(_ text: String, _ kind: MathSymbol.Kind) {
        switch kind {
        case .variable, .constant, .opening, .closing, .fence, .postfix: (left, right) = (0, 0)
        case .punctuation: (left, right) = (0, 3)
        case .relation, .arrow, .longArrow: (left, right) = (5, 5)
        case .sum, .integral: (left, right) = (3, 3)
        case .binary: (left, right) = (4, 4)
        }
        if let mu = Self.others[text] { (left, right) = (mu, mu) }
        if text == ":" { (left, right) = (0, 3) }
        hasNoneFirst = ["+", "−", "±", "∓", "∼", "|"].contains(text)
        hasNoneLast = text == "|"
    }

    /// The space in a row, by the place there.
    func around(isFirst: Bool, isLast: Bool) -> (left: Int, right: Int) {
        if (isFirst && hasNoneFirst) || (isLast && hasNoneLast) { return (0, 0) }
        return (Int(left), Int(right))
    }

    /// What is not as others of its kind: what MathML takes for products, and what its dictionary has not.
    private static let others: [String: Int8] = {
        var others: [String: Int8] = [:]
        for scalar in "×·∗⋆∘∙≀⨿⋄⊗⊙⊺⋉⋊⋋⋌⊠⊡⋇⊛⊚⨁?.".unicodeScalars { others[String(scalar)] = 3 }
        for scalar in "△▽◃▹◯†‡⊲⊳⊴⊵⋗⋖⌽⎱⌝⌟⎰⌜⌞|".unicodeScalars { others[String(scalar)] = 5 }
        for scalar in "⌣⌢∴∵!".unicodeScalars { others[String(scalar)] = 0 }
        return others
    }()
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
            if items[this].kind == .binary, before?.canEndOperand != true { items[this].kind = .ordinary }
            if let last, items[last].kind == .binary, !items[this].kind.canBeginOperand {
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

extension MathClass {
    /// Whether a binary operator can follow.
    fileprivate var canEndOperand: Bool {
        switch self {
        case .ordinary, .closing, .inner: true
        case .large, .binary, .relation, .opening, .punctuation: false
        }
    }

    /// Whether it can follow a binary operator.
    fileprivate var canBeginOperand: Bool {
        switch self {
        case .ordinary, .large, .binary, .opening, .inner: true
        case .relation, .closing, .punctuation: false
        }
    }
}
