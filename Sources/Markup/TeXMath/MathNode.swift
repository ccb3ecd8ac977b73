/// A part of a formula.
indirect enum MathNode: Sendable {
    case row([MathNode])
    case symbol(MathSymbol, MathFont)
    /// One letter, or several that are one name, in a font.
    case letters(String, MathFont)
    case number(String, MathFont)
    /// The name of a function.
    case function(String, hasLimits: Bool)
    case text(String, MathFont)
    /// Space, in mu.
    case space(Int)
    case scripts(MathScripts)
    case fraction(MathFraction)
    case root(MathNode, index: MathNode?)
    /// A mark over or under something.
    case accent(MathNode, mark: String, isBelow: Bool, isStretchy: Bool)
    /// Something with smaller parts above and below it.
    case stack(MathNode, over: MathNode?, under: MathNode?, MathClass)
    /// What stands between delimiters that grow with it; parts are separated by delimiters that grow, too. An empty
    /// delimiter is none.
    case fence(opening: String, parts: [MathNode], middles: [String], closing: String)
    /// A delimiter of a fixed size, in tenths of the usual one.
    case delimiter(String, size: Int, MathClass)
    /// Something above something without a line, or rows and columns.
    case table(MathTable)
    case phantom(MathNode)
    /// As in a displayed formula, or as in a line.
    case styled(MathNode, isDisplay: Bool)
    /// Set as if it were of another class.
    case classed(MathNode, MathClass)
    /// In a box, or struck out.
    case marked(MathNode, MathMark)
    /// What leads to an address.
    case link(String, MathNode)

    /// No node at all.
    static let empty = MathNode.row([])

    /// One node for several.
    init(_ nodes: [MathNode]) {
        if nodes.count == 1, let only = nodes.first { self = only } else { self = .row(nodes) }
    }

    /// Whether there is nothing to see.
    var isEmpty: Bool { if case .row(let nodes) = self { nodes.isEmpty } else { false } }

    /// What its neighbors see of it.
    var mathClass: MathClass {
        switch self {
        case .symbol(let symbol, _): symbol.mathClass
        case .function: .large
        case .scripts(let scripts): scripts.base?.mathClass ?? .ordinary
        case .stack(_, _, _, let kind), .delimiter(_, _, let kind), .classed(_, let kind): kind
        case .styled(let node, _), .marked(let node, _), .phantom(let node), .link(_, let node): node.mathClass
        case .fence: .inner
        case .fraction(let fraction): fraction.delimiters == nil && fraction.style != .slanted ? .inner : .ordinary
        case .accent, .root, .row, .letters, .number, .text, .space, .table: .ordinary
        }
    }

    /// The symbol that makes MathML take all of it for an operator.
    var operatorSymbol: MathSymbol? {
        switch self {
        case .symbol(let symbol, _): symbol.isOperator ? symbol : nil
        case .scripts(let scripts): scripts.base?.operatorSymbol
        case .stack(let base, _, _, _), .classed(let base, _), .styled(let base, _): base.operatorSymbol
        default: nil
        }
    }
}

/// A base with what is written smaller beside it.
struct MathScripts: Sendable {
    var base: MathNode?
    var sub: MathNode?
    var sup: MathNode?
    /// How many primes come before the superscript.
    var primes = 0
    /// Whether `\limits` or `\nolimits` was said.
    var limits: Bool?

    /// Whether the scripts are above and below.
    func areLimits(isDisplay: Bool) -> Bool {
        if let limits { return limits }
        switch base {
        case .accent(_, let mark, _, _)?: return Self.braces.contains(mark)
        case .function(_, let hasLimits)?: return hasLimits && isDisplay
        case .classed(_, .large)?: return isDisplay
        default: return base?.operatorSymbol?.kind == .sum && isDisplay
        }
    }

    /// The marks that take a script as their label.
    private static let braces: Set<String> = ["⏞", "⏟", "⎴", "⎵", "⏜", "⏝"]
}

/// One thing above another.
struct MathFraction: Sendable {
    /// How large it is set.
    enum Style: Sendable { case automatic, display, text, slanted }

    var numerator: MathNode
    var denominator: MathNode
    var style: Style
    var hasLine: Bool
    var delimiters: Delimiters?

    struct Delimiters: Sendable { var opening, closing: String }
}

/// Rows and columns.
struct MathTable: Sendable {
    /// How the columns are set.
    enum Alignment: Character, Sendable { case left = "l", center = "c", right = "r" }

    var rows: [[MathNode]] = []
    /// That of each column; the last is that of all that follow.
    var alignments: [Alignment] = [.center]
    /// Whether pairs of columns are one equation.
    var isAligned = false
    /// Whether cells are set as displayed formulas.
    var isDisplay = false
    /// Whether it is set small.
    var isSmall = false
    var opening = ""
    var closing = ""

    /// How a column is set.
    func alignment(of column: Int) -> Alignment {
        isAligned ? alignments[column % alignments.count] : alignments[min(column, alignments.count - 1)]
    }
}

/// A mark that goes around or through something.
enum MathMark: String, Sendable { case boxed, struck }
