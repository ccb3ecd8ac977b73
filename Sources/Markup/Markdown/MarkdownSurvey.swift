/// How much of what a text may hold before it is shown as it is written.
///
/// cmark takes quadratic time for some texts that nobody writes; they are not given to it.
enum MarkdownLimits {
    /// Bytes of a text that can't take long, whatever is in it.
    static let harmlessSize = 4_096
    /// Bytes of a text.
    static let size = 1 << 20
    /// Quotes and lists one within the other.
    static let depth = 64
    /// Cell separators in a line.
    static let columns = 128
    /// Cells of a table, counting those that short rows lack (cmark makes all of them).
    static let cells = 1 << 19
    /// The sum over all paragraphs of the squares of their numbers of opening brackets: 30,000 in one paragraph.
    static let squaredBrackets = 900_000_000
}

/// What one look at a text's bytes tells before it is parsed.
struct MarkdownSurvey {
    let isWithinLimits: Bool
    /// Whether there are delimiters of display formulas.
    let mayHoldDisplayMath: Bool

    init(_ text: UnsafeBufferPointer<UInt8>) {
        mayHoldDisplayMath = text.holds("$$") || text.holds("\\[")
        isWithinLimits = text.count <= MarkdownLimits.harmlessSize || Self.isWithinLimits(text)
    }

    private static func isWithinLimits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= MarkdownLimits.size else { return false }
        var lines = 1
        var widest = 0
        var squaredBrackets = 0
        var brackets = 0
        var start = 0
        while start < text.count {
            let line = Line(text, from: start)
            if line.isEmpty {
                squaredBrackets += brackets * brackets
                brackets = 0
            }
            guard line.depth <= MarkdownLimits.depth else { return false }
            brackets += line.brackets
            widest = max(widest, line.pipes)
            lines += 1
            start = line.end + 1
        }
        squaredBrackets += brackets * brackets
        return widest <= MarkdownLimits.columns && squaredBrackets <= MarkdownLimits.squaredBrackets
            && (widest < 2 || (widest + 1) * lines <= MarkdownLimits.cells)
    }

    /// What a line holds.
    private struct Line {
        var end: Int
        var isEmpty: Bool
        /// Markers of quotes and lists before its content.
        var depth = 0
        var pipes = 0
        var brackets = 0

        init(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
            end = start
            var isLeading = true
            while end < text.count, text[end] != UInt8(ascii: "\n") {
                switch text[end] {
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
                case UInt8(ascii: ">"):
                    if isLeading { depth += 1 }
                case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
                    UInt8(ascii: ")"):
                    // A list's marker has a space behind it; a rule of many hyphens is none.
                    if isLeading, end + 1 < text.count, text[end + 1] <= 0x20 { depth += 1 }
                case UInt8(ascii: "|"):
                    pipes += 1
                    isLeading = false
                case UInt8(ascii: "["):
                    brackets += 1
                    isLeading = false
                default: isLeading = false
                }
                end += 1
            }
            isEmpty = end == start
        }
    }
}
