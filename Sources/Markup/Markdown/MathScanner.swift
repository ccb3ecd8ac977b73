/// How a formula was marked in the text.
enum MathDelimiter: Int {
    case dollar = 1
    case parentheses, doubleDollar, brackets
    /// `\begin{equation}` and its kind: an environment that is a formula by itself, and part of the TeX.
    case environment

    /// Whether it stands on a line of its own.
    var isDisplay: Bool { self == .doubleDollar || self == .brackets || self == .environment }

    var opening: StaticString {
        switch self {
        case .dollar: "$"
        case .parentheses: "\\("
        case .doubleDollar: "$$"
        case .brackets: "\\["
        case .environment: ""
        }
    }

    var closing: StaticString {
        switch self {
        case .dollar: "$"
        case .parentheses: "\\)"
        case .doubleDollar: "$$"
        case .brackets: "\\]"
        case .environment: ""
        }
    }
}

/// A formula found in text: the offsets of its TeX, and where its closing delimiter ends.
struct MathSpan {
    let delimiter: MathDelimiter
    let tex: Range<Int>
    let end: Int
}

/// Finds where formulas end, in one text from its beginning to its end.
///
/// It remembers which closing delimiters don't occur anymore, so that a text full of opening ones takes linear time.
struct MathScanner {
    private var lacksDoubleDollar = false
    private var lacksParenthesis = false
    private var lacksBracket = false
    /// The environments that don't end anymore.
    private var endless: Set<String> = []

    /// The formula that begins at the `$` or backslash at `start`, if one does.
    mutating func span(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> MathSpan? {
        guard start + 1 < text.count else { return nil }
        switch (text[start], text[start + 1]) {
        case (UInt8(ascii: "$"), UInt8(ascii: "$")):
            guard !lacksDoubleDollar, Self.dollars(in: text, at: start) == 2 else { return nil }
            let close = Self.find(UInt8(ascii: "$"), UInt8(ascii: "$"), in: text, from: start + 2)
            lacksDoubleDollar = close == nil
            return Self.span(.doubleDollar, in: text, from: start + 2, to: close, closing: 2)
        case (UInt8(ascii: "$"), _):
            return Self.dollarSpan(in: text, at: start)
        case (UInt8(ascii: "\\"), UInt8(ascii: "(")):
            guard !lacksParenthesis else { return nil }
            let close = Self.find(UInt8(ascii: "\\"), UInt8(ascii: ")"), in: text, from: start + 2)
            lacksParenthesis = close == nil
            return Self.span(.parentheses, in: text, from: start + 2, to: close, closing: 2)
        case (UInt8(ascii: "\\"), UInt8(ascii: "[")):
            guard !lacksBracket else { return nil }
            let close = Self.find(UInt8(ascii: "\\"), UInt8(ascii: "]"), in: text, from: start + 2)
            lacksBracket = close == nil
            return Self.span(.brackets, in: text, from: start + 2, to: close, closing: 2)
        case (UInt8(ascii: "\\"), UInt8(ascii: "b")):
            guard let name = MathEnvironments.display(in: text, at: start), !endless.contains(name) else { return nil }
            guard let end = MathEnvironments.end(of: name, in: text, from: start) else {
                endless.insert(name)
                return nil
            }
            return MathSpan(delimiter: .environment, tex: start..<end, end: end)
        default:
            return nil
        }
    }

    /// How many dollars stand at the offset.
    static func dollars(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        var end = start
        while end < text.count, text[end] == UInt8(ascii: "$") { end += 1 }
        return end - start
    }

    /// Pandoc's rule: the next dollar that isn't escaped closes, if no space is inside of either and no digit follows;
    /// so that "$5 and $6" stays money.
    private static func dollarSpan(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> MathSpan? {
        guard !isSpace(text[start + 1]) else { return nil }
        guard let index = closingDollar(in: text, from: start + 1), !isSpace(text[index - 1]) else { return nil }
        if index + 1 < text.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[index + 1] { return nil }
        guard !isProse(text, start + 1..<index) else { return nil }
        return MathSpan(delimiter: .dollar, tex: start + 1..<index, end: index + 1)
    }

    /// The next dollar that isn't escaped; where it stands in a group, as in `$\text{if $x$}$`, the first behind that.
    private static func closingDollar(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var first: Int?
        var braces = 0
        var index = start
        // Groups that don't end would have to be looked for again and again.
        while index < first.map({ min($0 + 200, text.count) }) ?? text.count {
            switch text[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "{"): braces += 1
            case UInt8(ascii: "}"): braces -= 1
            case UInt8(ascii: "$"):
                if braces <= 0 { return index }
                first = first ?? index
            default: break
            }
            index += 1
        }
        return first
    }

    /// Whether what stands between two dollars is a piece of a sentence: no formula has so many words in a row.
    private static func isProse(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var words = 0
        var letters = 0
        var braces = 0
        for index in range {
            switch text[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                // Text in a formula is in braces, as what `\text` applies to.
                if braces == 0 { letters += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "."):
                if letters > 1 { words += 1 }
                if words == 4 { return true }
                letters = 0
            case let byte:
                if byte == UInt8(ascii: "{") { braces += 1 }
                if byte == UInt8(ascii: "}") { braces -= 1 }
                (words, letters) = (0, 0)
            }
        }
        return letters > 1 && words == 3
    }

    private static func find(
        _ first: UInt8, _ second: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        var index = start
        while index + 1 < text.count {
            if text[index] == first, text[index + 1] == second { return index }
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private static func span(
        _ delimiter: MathDelimiter, in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int?, closing: Int
    ) -> MathSpan? {
        // Nothing but space is no formula: `\(\)` is an empty pair of parentheses.
        guard let end, !text[start..<end].allSatisfy(isSpace) else { return nil }
        return MathSpan(delimiter: delimiter, tex: start..<end, end: end + closing)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D) ~= byte }
}
