extension MathParser {
    // MARK: Characters

    /// Digits with a decimal point, and with the commas that part thousands.
    mutating func parseNumber() -> MathNode {
        let start = index
        func digits(from place: Int) -> Int {
            var end = place
            while end < text.count, Self.isDigit(text[end]) { end += 1 }
            return end
        }
        index = digits(from: start)
        let hasGroups = index - start <= 3 && index > start && text[start] != UInt8(ascii: "0")
        while hasGroups, index < text.count, text[index] == UInt8(ascii: ","), digits(from: index + 1) == index + 4 {
            index += 4
        }
        if index < text.count, text[index] == UInt8(ascii: "."), digits(from: index + 1) > index + 1 {
            index = digits(from: index + 1)
        }
        return .number(string(start..<index), font)
    }

    /// A letter; in fonts for names all letters that follow, and hyphens between them.
    mutating func parseLetters() -> MathNode {
        let start = index
        index += 1
        if font != .normal, font != .boldItalic {
            while index < text.count {
                let isInside = Self.isLetter(text[index])
                let isHyphen =
                    text[index] == UInt8(ascii: "-") && index + 1 < text.count && Self.isLetter(text[index + 1])
                guard isInside || isHyphen else { break }
                index += 1
            }
        }
        return .letters(string(start..<index), font)
    }

    /// A character that is neither a letter nor a digit of ASCII.
    mutating func parseScalar() -> MathNode {
        let start = index
        let scalar = nextScalar()
        if let symbol = MathSymbols.scalars[scalar] { return .symbol(symbol, font) }
        // Marks belong to the letter before them.
        while index < text.count, text[index] >= 0x80 {
            let place = index
            guard nextScalar().properties.generalCategory == .nonspacingMark else {
                index = place
                break
            }
        }
        let character = string(start..<index)
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter:
            return .letters(character, font == .normal ? .roman : font)
        case .decimalNumber: return .number(character, font)
        case .mathSymbol: return .symbol(MathSymbol(text: character, kind: .relation), font)
        case .spaceSeparator: return .space(scalar == "\u{2009}" || scalar == "\u{202F}" ? 3 : 6)
        case .format, .control: return .empty
        default: return .text(character, font)
        }
    }

    /// Reads a character; what is no UTF-8 is taken for what stands for that.
    mutating func nextScalar() -> Unicode.Scalar {
        var decoder = UTF8()
        var bytes = text[index...].makeIterator()
        switch decoder.decode(&bytes) {
        case .scalarValue(let scalar):
            index += UTF8.width(scalar)
            return scalar
        case .error, .emptyInput:
            index += 1
            return "\u{FFFD}"
        }
    }

    // MARK: Tokens

    /// A command that was looked at.
    struct Command {
        /// What it does, where it is one of those that are known.
        let meaning: MathCommand?
        /// Its name without the backslash and a star.
        let name: String
        /// Where it ends.
        let end: Int
        let hasStar: Bool
    }

    var peek: UInt8? { index < text.count ? text[index] : nil }

    /// The command that begins here, if one does.
    mutating func peekCommand() -> Command? {
        guard index + 1 < text.count, text[index] == UInt8(ascii: "\\") else { return nil }
        if let peeked, peeked.index == index { return peeked.command }
        let command = command(at: index)
        peeked = (index, command)
        return command
    }

    private func command(at index: Int) -> Command {
        let start = index + 1
        var end = start
        while end < text.count, Self.isLetter(text[end]) { end += 1 }
        if end == start {
            end += 1
            // The rest of a character that is more than one byte.
            while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
            let name = text[start] <= 0x20 ? " " : string(start..<end)
            return Command(meaning: MathCommands.all[name], name: name, end: end, hasStar: false)
        }
        let name = string(start..<end)
        let hasStar = end < text.count && text[end] == UInt8(ascii: "*") && MathCommands.starred.contains(name)
        return Command(
            meaning: MathCommands.all[name], name: name, end: hasStar ? end + 1 : end, hasStar: hasStar)
    }

    mutating func skipSpace() { while index < text.count, Self.isSpace(text[index]) { index += 1 } }

    mutating func skip(_ byte: UInt8) { if peek == byte { index += 1 } }

    func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    /// A problem here, or elsewhere.
    func problem(_ message: String, at offset: Int? = nil, help: String? = nil) -> MathProblem {
        MathProblem(message: message, offset: offset ?? index, help: help)
    }

    /// What stands between brackets, which is skipped as it is; the bracket is the next byte.
    mutating func rawOptional() -> Range<Int>? {
        guard let close = text[index...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        defer { index = close + 1 }
        return index + 1..<close
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D) ~= byte }
}
