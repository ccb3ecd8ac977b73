/// A character of a formula and how it is set.
struct MathSymbol: Sendable {
    /// What it is: MathML's element, the space around it and whether it grows follow from that.
    enum Kind: String, CaseIterable, Sendable {
        /// A letter that is italic in formulas.
        case variable
        /// A letter or sign that is upright.
        case constant
        case binary
        case relation
        /// A relation that MathML lets grow with what is above and below it, and TeX does not.
        case arrow
        /// A relation that grows with what is above and below it.
        case longArrow
        case opening
        case closing
        /// A delimiter that opens as well as closes.
        case fence
        case punctuation
        /// A large operator whose limits are below and above it in displayed formulas.
        case sum
        /// A large operator whose limits stand beside it.
        case integral
        /// A sign after what it applies to.
        case postfix
    }

    let text: String
    let kind: Kind
    /// The space that MathML puts around it.
    let space: MathSpacing

    init(text: String, kind: Kind) {
        self.text = text
        self.kind = kind
        space = MathSpacing(text, kind)
    }

    /// What TeX calls the class of the atom.
    var mathClass: MathClass {
        switch kind {
        case .variable, .constant, .fence: .ordinary
        case .binary: .binary
        case .relation, .arrow, .longArrow: .relation
        case .opening: .opening
        case .closing, .postfix: .closing
        case .punctuation: .punctuation
        case .sum, .integral: .large
        }
    }

    /// Whether MathML has it as `<mo>`.
    var isOperator: Bool { kind != .variable && kind != .constant }
}

/// TeX's classes of what stands in a row; the space between two neighbors depends on theirs.
enum MathClass: Int, Sendable {
    case ordinary, large, binary, relation, opening, closing, punctuation, inner

    /// The space between two neighbors in mu, 18 of which are an em (The TeXbook, page 170).
    static func space(_ left: MathClass, _ right: MathClass, isScript: Bool) -> Int {
        let entry = table[left.rawValue][right.rawValue]
        return entry < 0 ? (isScript ? 0 : -entry) : entry
    }

    // Negative is none in scripts. A binary operator beside anything that can't be its operand is an ordinary symbol
    // before this is asked.
    private static let table: [[Int]] = [
        [0, 3, -4, -5, 0, 0, 0, -3],
        [3, 3, 0, -5, 0, 0, 0, -3],
        [-4, -4, 0, 0, -4, 0, 0, -4],
        [-5, -5, 0, 0, -5, 0, 0, -5],
        [0, 0, 0, 0, 0, 0, 0, 0],
        [0, 3, -4, -5, 0, 0, 0, -3],
        [-3, -3, 0, -3, -3, -3, -3, -3],
        [-3, 3, -4, -5, -3, 0, -3, -3],
    ]
}
