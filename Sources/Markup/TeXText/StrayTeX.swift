/// What is left of TeX in a text where nothing reads it: commands outside of formulas, words that lost their backslash
/// (`10sim100times`), formulas that lost their dollars (`W^star`), dollars that mark nothing.
///
/// It is reported, never guessed: a repair comes only where nothing else can be meant.
package struct StrayTeX: Sendable, Hashable {
    /// What it is.
    package enum Kind: Sendable {
        /// Something that shows as it is written.
        case text
        /// A dollar that marks no formula.
        case dollar
        /// A command in a formula that nobody has defined.
        case unknownCommand
    }

    package var kind: Kind
    /// Where in the text, in bytes.
    package var range: Range<Int>
    /// What to write instead, where that is certain.
    package var repair: String?
    /// What to write instead, where that is likely.
    package var proposal: String?

    /// All of it in a text; `isMarkdown` where code and links are no text.
    package static func find(in text: [UInt8], isMarkdown: Bool, macros: MathMacros) -> [StrayTeX] {
        text.withUnsafeBufferPointer { bytes in
            var finder = StrayTeXFinder(text: bytes, isMarkdown: isMarkdown, macros: macros)
            finder.run()
            return finder.found
        }
    }
}

private struct StrayTeXFinder {
    let text: UnsafeBufferPointer<UInt8>
    let isMarkdown: Bool
    let macros: MathMacros
    private(set) var found: [StrayTeX] = []
    private var scanner = MathScanner()
    private var index = 0

    init(text: UnsafeBufferPointer<UInt8>, isMarkdown: Bool, macros: MathMacros) {
        self.text = text
        self.isMarkdown = isMarkdown
        self.macros = macros
    }

    mutating func run() {
        var isLineStart = true
        while index < text.count {
            let byte = text[index]
            defer { isLineStart = byte == UInt8(ascii: "\n") }
            switch byte {
            case UInt8(ascii: "`") where isMarkdown, UInt8(ascii: "~") where isMarkdown && isLineStart: skipCode(byte)
            case UInt8(ascii: "]") where isMarkdown && at(1) == UInt8(ascii: "("): skip(past: UInt8(ascii: ")"))
            case UInt8(ascii: "<") where isMarkdown && at(1).map(isMarkupStart) == true: skip(past: UInt8(ascii: ">"))
            case UInt8(ascii: ":") where at(1) == UInt8(ascii: "/") && at(2) == UInt8(ascii: "/"):
                while index < text.count, text[index] > 0x20 { index += 1 }
            case UInt8(ascii: "$"), UInt8(ascii: "\\"): mark()
            case UInt8(ascii: "^"): caret()
            case let byte where MathParser.isLetter(byte): word()
            default: index += 1
            }
        }
    }

    private func at(_ offset: Int) -> UInt8? {
        let place = index + offset
        return place >= 0 && place < text.count ? text[place] : nil
    }

    private func isMarkupStart(_ byte: UInt8) -> Bool { MathParser.isLetter(byte) || byte == UInt8(ascii: "/") }

    private func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    // MARK: What is no text

    private mutating func skip(past end: UInt8) {
        let limit = min(text.count, index + 500)
        index = text[index..<limit].firstIndex(of: end).map { $0 + 1 } ?? index + 1
    }

    /// Past a run of backticks, and the code that it opens.
    private mutating func skipCode(_ mark: UInt8) {
        let start = index
        while at(0) == mark { index += 1 }
        let length = index - start
        guard mark == UInt8(ascii: "`") || length >= 3 else { return }
        var place = index
        while place < text.count {
            guard text[place] == mark else {
                place += 1
                continue
            }
            let first = place
            while place < text.count, text[place] == mark { place += 1 }
            if place - first == length {
                index = place
                return
            }
        }
        // Not closed: a fence goes on to the end.
        if length >= 3 { index = text.count }
    }

    // MARK: Dollars and backslashes

    private mutating func mark() {
        if let span = scanner.span(in: text, at: index) {
            let tex = UnsafeBufferPointer(rebasing: text[span.tex])
            if tex.contains(UInt8(ascii: "\\")), let formula = try? macros.formula(tex) {
                for name in formula.unknownCommands {
                    let command = "\\\(name)".utf8
                    let place = tex.firstRange(of: command).map { $0.lowerBound + span.tex.lowerBound }
                    let start = place ?? span.tex.lowerBound
                    found.append(StrayTeX(kind: .unknownCommand, range: start..<start + command.count))
                }
            }
            index = span.end
        } else if text[index] == UInt8(ascii: "$") {
            let count = MathScanner.dollars(in: text, at: index)
            // A price, in dollars of any country.
            let isPrice = at(at(count) == UInt8(ascii: ".") ? count + 1 : count).map(MathParser.isDigit) == true
            if !isPrice { found.append(StrayTeX(kind: .dollar, range: index..<index + count)) }
            index += count
        } else {
            command()
        }
    }

    /// A command outside of formulas.
    private mutating func command() {
        let start = index
        index += 1
        while at(0).map(MathParser.isLetter) == true { index += 1 }
        guard index > start + 1 else {
            index = min(index + 1, text.count)
            return
        }
        // `C:\temp`, `a\b`: paths and regular expressions.
        if start > 0, MathParser.isLetter(text[start - 1]) || ":\\".utf8.contains(text[start - 1]) { return }
        var range = start..<index
        let sign = TeXSymbols.sign(string(start + 1..<index))
        if sign != nil {
            if start > 0, text[start - 1] == UInt8(ascii: "{"), at(0) == UInt8(ascii: "}") {
                index += 1
                range = start - 1..<index
            } else if at(0) == UInt8(ascii: " "), at(1).map(MathParser.isDigit) == true {
                index += 1
                range = start..<index
            }
        }
        found.append(StrayTeX(kind: .text, range: range, repair: sign))
    }

    // MARK: What lost its marks

    /// A `^` between a letter and what would be its exponent.
    private mutating func caret() {
        defer { index += 1 }
        guard let before = at(-1), let after = at(1), isBase(before), isExponent(after) else { return }
        var start = index
        // Far enough for what people write, so that a text full of carets takes linear time.
        while start > max(0, index - 20), text[start - 1] > 0x20, !"([{,".utf8.contains(text[start - 1]) { start -= 1 }
        var end = index + 1
        if after == UInt8(ascii: "{") {
            while end < min(text.count, index + 40), text[end] != UInt8(ascii: "}") { end += 1 }
            if end < text.count, text[end] == UInt8(ascii: "}") { end += 1 }
        } else {
            while end < min(text.count, index + 20), MathParser.isLetter(text[end]) || MathParser.isDigit(text[end]) {
                end += 1
            }
        }
        let (base, exponent) = (string(start..<index), string(index + 1..<end))
        let isCommand = MathSymbols.commands[exponent] != nil
        found.append(
            StrayTeX(kind: .text, range: start..<end, proposal: "$\(base)^\(isCommand ? "\\" : "")\(exponent)$"))
        index = end - 1
    }

    private func isBase(_ byte: UInt8) -> Bool {
        MathParser.isLetter(byte) || MathParser.isDigit(byte) || byte == UInt8(ascii: ")")
    }

    private func isExponent(_ byte: UInt8) -> Bool {
        MathParser.isLetter(byte) || MathParser.isDigit(byte) || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "*")
    }

    /// A word that may have been a command.
    private mutating func word() {
        let start = index
        while at(0).map(MathParser.isLetter) == true { index += 1 }
        let range = start..<index
        guard range.count < 8 else { return }
        let before = start > 0 ? text[start - 1] : 0x20
        let after = at(0) ?? 0x20
        let isAfterDigit = MathParser.isDigit(before)
        switch string(range) {
        case "times" where isAfterDigit: found.append(StrayTeX(kind: .text, range: range, repair: "×"))
        case "sim" where isAfterDigit && MathParser.isDigit(after):
            found.append(StrayTeX(kind: .text, range: range, repair: "∼"))
        case "pm" where isAfterDigit && MathParser.isDigit(after) && hasPoint(before: start):
            found.append(StrayTeX(kind: .text, range: range, repair: "±"))
        case "approx" where MathParser.isDigit(after):
            found.append(StrayTeX(kind: .text, range: range, repair: "≈"))
        case let name where Self.greek.contains(name) && after == 0x20:
            // `alpha B`: a name for a letter beside a letter for a number.
            guard let letter = at(1), (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter), before <= 0x20,
                at(2).map({ !MathParser.isLetter($0) && $0 != UInt8(ascii: "'") }) ?? true
            else { return }
            found.append(
                StrayTeX(kind: .text, range: start..<index + 2, proposal: "$\\\(name) \(UnicodeScalar(letter))$"))
        default: break
        }
    }

    /// Whether the number before a place has a decimal point, which times of the day have not.
    private func hasPoint(before place: Int) -> Bool {
        var index = place - 1
        while index >= 0, MathParser.isDigit(text[index]) { index -= 1 }
        return index > 0 && text[index] == UInt8(ascii: ".")
    }

    private static let greek: Set<String> = [
        "alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "sigma", "omega", "kappa",
    ]
}

extension TeXSymbols {
    /// The character that a command without arguments stands for.
    fileprivate static func sign(_ name: String) -> String? {
        guard let sign = texts[name] ?? symbols[name], sign.unicodeScalars.count == 1, sign != " " else { return nil }
        // What Markdown would read is no repair.
        return sign.unicodeScalars.allSatisfy { $0.value > 0x7F } ? sign : nil
    }
}
