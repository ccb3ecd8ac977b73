/// Writes values as YAML that every reader of YAML 1.1 and 1.2 takes alike: what is text is in quotes where it could be taken
/// for something else.
package enum YAMLText {
    /// How long a line may get before a list or a table is written over several.
    private static let width = 100

    /// A key and its value: one line or several, with a line end.
    package static func lines(_ key: String, _ value: PlainValue, indentation: Int = 0) -> String {
        let margin = String(repeating: " ", count: indentation)
        let start = "\(margin)\(scalar(key, isText: true, inFlow: false)):"
        let short = "\(start) \(flow(value))"
        if isShort(value, short) { return short + "\n" }
        switch value {
        case .list(let items):
            return start + "\n" + items.map { item(of: $0, indentation: indentation + 2) }.joined()
        case .table(let fields):
            return start + "\n" + fields.map { lines($0.key, $0.value, indentation: indentation + 2) }.joined()
        case .text, .plain, .null: return short + "\n"
        }
    }

    /// A value on one line.
    package static func flow(_ value: PlainValue, isWithin: Bool = false) -> String {
        switch value {
        case .text(let text): scalar(text, isText: true, inFlow: isWithin)
        case .plain(let text): scalar(text, isText: false, inFlow: isWithin)
        case .null: "null"
        case .list(let items): "[\(items.map { flow($0, isWithin: true) }.joined(separator: ", "))]"
        case .table(let fields) where fields.isEmpty: "{}"
        case .table(let fields):
            "{ "
                + fields.map { "\(scalar($0.key, isText: true, inFlow: true)): \(flow($0.value, isWithin: true))" }
                .joined(separator: ", ") + " }"
        }
    }

    private static func item(of value: PlainValue, indentation: Int) -> String {
        let start = String(repeating: " ", count: indentation) + "- "
        let short = start + flow(value)
        guard case .table(let fields) = value, !isShort(value, short) else { return short + "\n" }
        // A table's first key stands behind the dash, the others below it.
        let block = fields.map { lines($0.key, $0.value, indentation: indentation + 2) }.joined()
        return start + block.dropFirst(indentation + 2)
    }

    /// Whether a list or a table is written on one line: where it has nothing but scalars and is not long.
    private static func isShort(_ value: PlainValue, _ line: String) -> Bool {
        switch value {
        case .text, .plain, .null: true
        case .list(let items): line.count <= width && items.allSatisfy { $0.text != nil } || items.isEmpty
        case .table(let fields): line.count <= width && fields.allSatisfy { $0.value.text != nil } || fields.isEmpty
        }
    }

    // MARK: Scalars

    private static func scalar(_ text: String, isText: Bool, inFlow: Bool) -> String {
        if isPlain(text, inFlow: inFlow), !isText || !hasMeaning(text) { return text }
        if text.unicodeScalars.contains(where: needsEscape) { return text.doubleQuoted(needsEscape) }
        let needsSingle = text.unicodeScalars.contains { $0 == "\\" || $0 == "\"" }
        return needsSingle ? "'\(text.replacing(scalar: "'", with: "''"))'" : "\"\(text)\""
    }

    /// Whether a text can stand without quotes.
    private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        guard !"-?:,[]{}#&*!|>'\"%@`=~ ".unicodeScalars.contains(first), last != " ", last != ":" else { return false }
        var before: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if needsEscape(scalar) || before == ":" && scalar == " " || before == " " && scalar == "#" { return false }
            if inFlow, ",[]{}:".unicodeScalars.contains(scalar) { return false }
            before = scalar
        }
        return true
    }

    /// Whether readers of YAML may take a text for a number, a date, a truth value or nothing.
    private static func hasMeaning(_ text: String) -> Bool {
        switch text.lowercased() {
        case "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf", "+.inf": return true
        default: break
        }
        guard let first = text.utf8.first,
            first &- UInt8(ascii: "0") < 10 || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
        else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "."),
                UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "T"),
                UInt8(ascii: "t"), UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: " "):
                true
            default: false
            }
        }
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}

extension String {
    /// The text between double quotes, as YAML and TOML both read it; what `needsEscape` says is written by its number.
    func doubleQuoted(_ needsEscape: (Unicode.Scalar) -> Bool) -> String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where needsEscape(scalar):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
