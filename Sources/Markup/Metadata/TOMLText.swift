/// Writes values as TOML 1.0, each on one line.
package enum TOMLText {
    /// A key and its value, with a line end.
    package static func line(_ key: String, _ value: PlainValue) -> String { "\(self.key(key)) = \(inline(value))\n" }

    /// A value on one line. TOML has no nothing, so that is an empty text.
    package static func inline(_ value: PlainValue) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .plain(let text): JSONLiteral.isOne(text) || isDate(text) ? text : quoted(text)
        case .null: "\"\""
        case .list(let items): "[\(items.map(inline).joined(separator: ", "))]"
        case .table(let fields):
            fields.isEmpty
                ? "{}" : "{ \(fields.map { "\(key($0.key)) = \(inline($0.value))" }.joined(separator: ", ")) }"
        }
    }

    private static func key(_ key: String) -> String {
        let isBare =
            !key.isEmpty
            && key.utf8.allSatisfy { byte in
                byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
                    || byte == UInt8(ascii: "-")
            }
        return isBare ? key : quoted(key)
    }

    private static func isDate(_ text: String) -> Bool {
        text.wholeMatch(of: #/\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2}))?/#) != nil
    }

    private static func quoted(_ text: String) -> String {
        text.doubleQuoted { $0.value < 0x20 || $0.value == 0x7F }
    }
}
