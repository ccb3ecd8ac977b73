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
    /// The sum over all lines like `|-|-|` of the bytes of the paragraph before each, times its lines: there cmark
    /// looks for a table's head.
    static let tableTrials = 1_000_000_000
    /// The sum over all paragraphs of their bytes times the footnotes they refer to.
    static let footnoteTrials = 1_000_000_000
    /// Beginnings of comments, declarations and processing instructions (`<!`, `<?`).
    static let declarations = 1_000
}

/// What one look at a text's bytes tells before it is parsed.
struct MarkdownSurvey {
    let isWithinLimits: Bool
    /// Whether there are delimiters of display formulas.
    let mayHoldDisplayMath: Bool

    init(_ text: UnsafeBufferPointer<UInt8>) {
        mayHoldDisplayMath = text.holds("$$") || text.holds("\\[") || text.holds("\\begin{")
        isWithinLimits = text.count <= MarkdownLimits.harmlessSize || Self.isWithinLimits(text)
    }

    private static func isWithinLimits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= MarkdownLimits.size else { return false }
        var lines = 1
        var widest = 0
        var squaredBrackets = 0
        var brackets = 0
        var declarations = 0
        var tableTrials = 0
        var footnoteTrials = 0
        var footnotes = 0
        var paragraph = 0
        var linesBefore = 0
        var start = 0
        while start < text.count {
            let line = Line(text, from: start)
            if line.isEmpty {
                squaredBrackets += brackets * brackets
                brackets = 0
                footnoteTrials += footnotes * (start - paragraph)
                footnotes = 0
                paragraph = start
                linesBefore = lines
            }
            guard line.depth <= MarkdownLimits.depth else { return false }
            brackets += line.brackets
            declarations += line.declarations
            footnotes += line.footnotes
            // A look at even one line has a cost of its own.
            if line.isTableRule { tableTrials += (start - paragraph) * (lines - linesBefore + 48) }
            widest = max(widest, line.pipes)
            lines += 1
            start = line.end + 1
            if start < text.count, text[start] == UInt8(ascii: "\n"), text[line.end] == UInt8(ascii: "\r") {
                start += 1
            }
        }
        squaredBrackets += brackets * brackets
        footnoteTrials += footnotes * (text.count - paragraph)
        return tableTrials <= MarkdownLimits.tableTrials && footnoteTrials <= MarkdownLimits.footnoteTrials
            && widest <= MarkdownLimits.columns
            && declarations <= MarkdownLimits.declarations
            && squaredBrackets <= MarkdownLimits.squaredBrackets
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
        var declarations = 0
        var footnotes = 0
        /// Whether it can be the line between a table's head and body, perhaps in a quote.
        var isTableRule = false

        init(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
            end = start
            var isLeading = true
            var hasHyphen = false
            var hasOther = false
            while end < text.count, text[end] != UInt8(ascii: "\n"), text[end] != UInt8(ascii: "\r") {
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
                    if end + 1 < text.count, text[end + 1] == UInt8(ascii: "^") { footnotes += 1 }
                    isLeading = false
                case UInt8(ascii: "<"):
                    if end + 1 < text.count, "!?".utf8.contains(text[end + 1]) { declarations += 1 }
                    isLeading = false
                default: isLeading = false
                }
                switch text[end] {
                case UInt8(ascii: "-"): hasHyphen = true
                case UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ">"), 0...0x20: break
                default: hasOther = true
                }
                end += 1
            }
            isTableRule = hasHyphen && !hasOther
            isEmpty = end == start
        }
    }
}
