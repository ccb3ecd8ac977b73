/// Puts a text's display formulas where cmark leaves them alone, line by line, so that all lines keep their numbers.
///
/// `$$`, `\[` or `\begin{align}` at the beginning of a line up to the closing one at the end of a later line becomes a
/// fenced code block without content; else cmark would take a line `+ b` for a list. In all other places `\[…\]` becomes `$$…$$`, since
/// cmark gives no way to see an escaped bracket.
struct DisplayMathSource {
    private(set) var text: [UInt8]
    /// The TeX of each block, by the number of its first line.
    private(set) var displays: [Int: [UInt8]] = [:]
    /// The environments that don't end anymore, so that a text full of beginnings takes linear time.
    private var endless: Set<String> = []

    init(_ text: [UInt8]) {
        self.text = text
        // cmark ends a line at a lone carriage return, too; as a newline it is counted the same here.
        for index in text.indices where text[index] == UInt8(ascii: "\r") {
            guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "\n") else {
                self.text[index] = UInt8(ascii: "\n")
                continue
            }
        }
    }

    mutating func replaceBlocks() {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + 64)
        var fence: ArraySlice<UInt8>?
        var backticks: Int?
        var index = 0
        var line = 1
        while index < text.count {
            let end = endOfLine(from: index)
            let content = text[index..<end].drop { $0 == UInt8(ascii: " ") }
            if let open = fence {
                if closes(open, content) { fence = nil }
            } else if let opened = self.fence(content) {
                fence = opened
            } else if content.startIndex - index <= 3, let block = block(at: content.startIndex) {
                displays[line] = Array(text[block.tex])
                let lines = text[index..<block.end].count { $0 == UInt8(ascii: "\n") }
                // Both fences have the indentation of the first: in a list, it keeps them in their item.
                let fence = text[index..<content.startIndex] + Array("~~~".utf8)
                output += fence + [UInt8](repeating: UInt8(ascii: "\n"), count: lines) + fence
                line += lines
                index = block.end
                backticks = nil
                continue
            } else {
                if content.isEmpty { backticks = nil }
                rewriteBrackets(index..<end, backticks: &backticks)
            }
            let after = min(end + 1, text.count)
            output += text[index..<after]
            index = after
            line += 1
        }
        text = output
    }

    private func endOfLine(from start: Int) -> Int {
        text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
    }

    /// The fence of a code block that the line opens.
    private func fence(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let first = line.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { return nil }
        let run = line.prefix { $0 == first }
        guard run.count >= 3, first == UInt8(ascii: "~") || !line[run.endIndex...].contains(first) else { return nil }
        return run
    }

    private func closes(_ fence: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>) -> Bool {
        let run = line.prefix { $0 == fence.first }
        return run.count >= fence.count && line[run.endIndex...].allSatisfy { $0 <= 0x20 }
    }

    /// The formula that begins a line at `start` and ends another one.
    private mutating func block(at start: Int) -> (tex: Range<Int>, end: Int)? {
        guard start + 1 < text.count else { return nil }
        let open = (text[start], text[start + 1])
        let isDollars = open == (UInt8(ascii: "$"), UInt8(ascii: "$"))
        if open == (UInt8(ascii: "\\"), UInt8(ascii: "b")) { return environment(at: start) }
        guard isDollars || open == (UInt8(ascii: "\\"), UInt8(ascii: "[")) else { return nil }
        var isBlank = false
        var isMultiline = false
        var index = start + 2
        while index + 1 < text.count {
            switch (text[index], text[index + 1]) {
            case (UInt8(ascii: "$"), UInt8(ascii: "$")) where isDollars,
                (UInt8(ascii: "\\"), UInt8(ascii: "]")) where !isDollars:
                let end = endOfLine(from: index)
                guard isMultiline, text[(index + 2)..<end].allSatisfy({ $0 <= 0x20 }),
                    !text[(start + 2)..<index].allSatisfy({ $0 <= 0x20 })
                else { return nil }
                return (start + 2..<index, end)
            case (UInt8(ascii: "\\"), UInt8(ascii: "[")) where !isDollars: return nil
            // An empty line ends a paragraph, and TeX's display formulas, too.
            case (UInt8(ascii: "\n"), _):
                if isBlank { return nil }
                isBlank = true
                isMultiline = true
                index += 1
            case (let byte, _):
                if byte > 0x20 { isBlank = false }
                index += byte == UInt8(ascii: "\\") && text[index + 1] != UInt8(ascii: "\n") ? 2 : 1
            }
        }
        return nil
    }

    /// The environment that begins a line at `start` and ends another one.
    private mutating func environment(at start: Int) -> (tex: Range<Int>, end: Int)? {
        let (name, last) = text.withUnsafeBufferPointer { text in
            let name = MathEnvironments.display(in: text, at: start).flatMap { endless.contains($0) ? nil : $0 }
            return (name, name.flatMap { MathEnvironments.end(of: $0, in: text, from: start) })
        }
        guard let name else { return nil }
        guard let last else {
            endless.insert(name)
            return nil
        }
        let end = endOfLine(from: last)
        let isAlone = text[last..<end].allSatisfy { $0 <= 0x20 }
        return isAlone && text[start..<last].contains(UInt8(ascii: "\n")) ? (start..<last, end) : nil
    }

    /// Writes `$$` for `\[` and `\]` outside of code spans; `backticks` is how many opened the span we are in.
    private mutating func rewriteBrackets(_ line: Range<Int>, backticks: inout Int?) {
        var index = line.lowerBound
        while index < line.upperBound {
            switch text[index] {
            case UInt8(ascii: "`"):
                let run = text[index..<line.upperBound].prefix { $0 == UInt8(ascii: "`") }.count
                if backticks == run { backticks = nil } else if backticks == nil { backticks = run }
                index += run
            case UInt8(ascii: "\\") where index + 1 < line.upperBound && backticks == nil:
                if text[index + 1] == UInt8(ascii: "["), let close = closingBracket(from: index + 2) {
                    for position in [index, index + 1, close, close + 1] { text[position] = UInt8(ascii: "$") }
                }
                index += 2
            default: index += 1
            }
        }
    }

    /// Where the `\]` is that closes a formula in a paragraph.
    private func closingBracket(from start: Int) -> Int? {
        var index = start
        while index + 1 < text.count {
            switch (text[index], text[index + 1]) {
            case (UInt8(ascii: "\\"), UInt8(ascii: "]")): return index
            case (UInt8(ascii: "\\"), UInt8(ascii: "[")), (UInt8(ascii: "\n"), UInt8(ascii: "\n")): return nil
            case (UInt8(ascii: "\\"), _): index += 2
            default: index += 1
            }
        }
        return nil
    }
}
