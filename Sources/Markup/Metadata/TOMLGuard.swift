/// Looks through a TOML document for what the library would end the program at, where it should complain: values and names
/// too deep in each other, since it recurses, and tables whose name begins with what no name has, which it takes for
/// impossible. What follows a mistake of another kind does not matter, as the library reads no further.
struct TOMLGuard {
    private var rest: ArraySlice<UInt8>
    /// How many brackets are open, and how many dots the key has so far.
    private var (depth, names) = (0, 0)
    private var isLineStart = true

    /// Why a document is not given to the library, and where; `nil` for one that can be.
    static func objection(to bytes: ArraySlice<UInt8>) -> (message: String, offset: Int)? {
        var guarding = TOMLGuard(rest: bytes)
        return guarding.objection()
    }

    private init(rest: ArraySlice<UInt8>) {
        // The library passes over a byte order mark.
        self.rest = rest.starts(with: [0xEF, 0xBB, 0xBF]) ? rest.dropFirst(3) : rest
    }

    private mutating func objection() -> (String, Int)? {
        while let byte = rest.first {
            let offset = rest.startIndex
            rest.removeFirst()
            switch byte {
            case UInt8(ascii: "#"):
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if byte == UInt8(ascii: "["), isLineStart, depth == 0, let wrong = badName() {
                    return ("a table's name begins with a letter, a digit, `_`, `-` or a quote", wrong)
                }
                (depth, names) = (depth + 1, 0)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): (depth, names) = (max(0, depth - 1), 0)
            case UInt8(ascii: "."): names += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "="), UInt8(ascii: ","): names = 0
            default: break
            }
            if max(depth, names) > TOMLReader.deepest {
                return ("values lie more than \(TOMLReader.deepest) deep in each other", offset)
            }
            isLineStart = byte == UInt8(ascii: "\n") || isLineStart && Self.isSpace(byte)
        }
        return nil
    }

    /// Where the name of a table, whose first bracket is read, begins with what it can't; `nil` where it is right, or there
    /// is none, of which the library complains.
    private func badName() -> Int? {
        var name = rest
        if name.first == UInt8(ascii: "[") { name.removeFirst() }
        name = name.drop(while: Self.isSpace)
        guard let first = name.first else { return nil }
        switch first {
        case UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "_"),
            UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            return nil
        default: return name.startIndex
        }
    }

    /// Goes past a string whose first quote is read.
    private mutating func skipString(_ quote: UInt8) {
        let hasLines = rest.starts(with: [quote, quote])
        if hasLines { rest = rest.dropFirst(2) }
        while let byte = rest.first {
            if byte == quote, !hasLines || rest.starts(with: [quote, quote, quote]) {
                rest = rest.dropFirst(hasLines ? 3 : 1)
                return
            }
            if byte == UInt8(ascii: "\n"), !hasLines { return }
            rest = rest.dropFirst(byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
