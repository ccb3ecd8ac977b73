package import Diagnostics

/// Reads JSON (RFC 8259) into ``MetadataValue``s that know where they stand. Numbers and truth values stay as written.
package enum JSONReader {
    /// How deep arrays and objects may lie in each other.
    static let deepest = 64

    /// Reads one value from a part of a file, with nothing but white space around it.
    package static func read(
        _ file: SourceFile, range: ByteRange? = nil
    ) -> (value: MetadataValue?, diagnostics: [Diagnostic]) {
        let range = range ?? 0..<file.bytes.count
        var parser = JSONParser(bytes: file.bytes, place: range.lowerBound, end: range.upperBound)
        do throws(JSONProblem) {
            let value = try parser.value(depth: 0)
            parser.skipSpace()
            guard parser.place == range.upperBound else {
                throw JSONProblem("this follows after the value's end", parser.place)
            }
            return (value, [])
        } catch {
            return (nil, [Diagnostic(.jsonSyntax, error.message, at: file.location(at: error.place))])
        }
    }
}

/// What is wrong with a text, and where.
private struct JSONProblem: Error {
    let message: String
    let place: Int

    init(_ message: String, _ place: Int) {
        self.message = message
        self.place = place
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var place: Int
    let end: Int

    mutating func value(depth: Int) throws(JSONProblem) -> MetadataValue {
        guard depth < JSONReader.deepest else { throw JSONProblem("this lies too deep in other values", place) }
        skipSpace()
        let start = place
        let content: MetadataValue.Content
        switch peek {
        case nil: throw JSONProblem("the value is missing", place)
        case UInt8(ascii: "{"): content = .table(try table(depth: depth))
        case UInt8(ascii: "["): content = .list(try list(depth: depth))
        case UInt8(ascii: "\""): content = .scalar(try text(), quoted: true)
        default: content = try literal()
        }
        return MetadataValue(content, range: start..<place)
    }

    private mutating func table(depth: Int) throws(JSONProblem) -> [MetadataValue.Entry] {
        var entries: [MetadataValue.Entry] = []
        var keys: Set<String> = []
        place += 1
        skipSpace()
        if take("}") { return [] }
        while true {
            skipSpace()
            let start = place
            guard peek == UInt8(ascii: "\"") else { throw JSONProblem("a key in quotes has to stand here", place) }
            let key = try text()
            let range = start..<place
            guard keys.insert(key).inserted else {
                throw JSONProblem("the key `\(key)` stands here a second time", start)
            }
            skipSpace()
            guard take(":") else { throw JSONProblem("a colon has to stand here", place) }
            entries.append(MetadataValue.Entry(key: key, keyRange: range, value: try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return entries }
            guard take(",") else { throw JSONProblem("a comma or the object's end has to stand here", place) }
        }
    }

    private mutating func list(depth: Int) throws(JSONProblem) -> [MetadataValue] {
        var items: [MetadataValue] = []
        place += 1
        skipSpace()
        if take("]") { return [] }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return items }
            guard take(",") else { throw JSONProblem("a comma or the array's end has to stand here", place) }
        }
    }

    /// A number, `true`, `false` or `null`.
    private mutating func literal() throws(JSONProblem) -> MetadataValue.Content {
        let start = place
        while let byte = peek,
            byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || "+-.".utf8.contains(byte)
        {
            place += 1
        }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        if word == "null" { return .null }
        guard JSONLiteral.isOne(word) else {
            throw JSONProblem("this is no value; texts stand in double quotes", start)
        }
        return .scalar(word, quoted: false)
    }

    private mutating func text() throws(JSONProblem) -> String {
        let opening = place
        place += 1
        var text: [UInt8] = []
        var start = place
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[start..<place]
                place += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += bytes[start..<place]
                text += Array(String(try escape()).utf8)
                start = place
            case 0..<0x20: throw JSONProblem("a line end or another control character stands in a text", place)
            default: place += 1
            }
        }
        throw JSONProblem("the text never ends", opening)
    }

    private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
        let start = place
        place += 1
        let escaped = peek
        place += 1
        switch escaped {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(escaped ?? 0)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let first = try unit(start)
            guard 0xD800..<0xDC00 ~= first else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
            // The second half of a pair has to follow.
            let next = place
            guard next + 1 < end, bytes[next] == UInt8(ascii: "\\"), bytes[next + 1] == UInt8(ascii: "u") else {
                return "\u{FFFD}"
            }
            place += 2
            let second = try unit(next)
            guard 0xDC00..<0xE000 ~= second else {
                place = next
                return "\u{FFFD}"
            }
            return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
        default: throw JSONProblem("there is no such escape in JSON", start)
        }
    }

    /// A unit of UTF-16 as four digits.
    private mutating func unit(_ start: Int) throws(JSONProblem) -> UInt32 {
        guard place + 4 <= end, let unit = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16),
            bytes[place] != UInt8(ascii: "+"), bytes[place] != UInt8(ascii: "-")
        else { throw JSONProblem("four hexadecimal digits have to follow `\\u`", start) }
        place += 4
        return unit
    }

    private var peek: UInt8? { place < end ? bytes[place] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }
}

/// What JSON writes without quotes.
package enum JSONLiteral {
    /// Whether a text is `true`, `false` or a number as JSON writes them. By bytes: a regular expression takes ten times as
    /// long as all else that is done to write a paper.
    package static func isOne(_ text: String) -> Bool {
        if text == "true" || text == "false" { return true }
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        func takeDigits() -> Int {
            let digits = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
            rest = rest[digits.endIndex...]
            return digits.count
        }
        let isZero = rest.first == UInt8(ascii: "0")
        let digits = takeDigits()
        guard digits > 0, !isZero || digits == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard takeDigits() > 0 else { return false }
        }
        if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard takeDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
