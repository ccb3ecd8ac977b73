/// A value of front matter without its place, wherever it comes from.
package indirect enum PlainValue: Sendable, Hashable {
    /// Text and nothing else.
    case text(String)
    /// What may be more than text, as it is written: a number, a date, `true`.
    case plain(String)
    /// Nothing.
    case null
    /// A list.
    case list([PlainValue])
    /// A table, in its order.
    case table([Field])

    /// A key of a table.
    package struct Field: Sendable, Hashable {
        /// The key.
        package var key: String
        /// Its value.
        package var value: PlainValue

        /// Makes a field.
        package init(_ key: String, _ value: PlainValue) {
            self.key = key
            self.value = value
        }
    }

    /// What a file or a record says, without its places.
    package init(_ value: MetadataValue) {
        switch value.content {
        case .null: self = .null
        case .scalar(let text, quoted: true): self = .text(text)
        case .scalar(let text, quoted: false): self = .plain(text)
        case .list(let items): self = .list(items.map(PlainValue.init))
        case .table(let entries): self = .table(entries.map { Field($0.key, PlainValue($0.value)) })
        }
    }

    /// The text of a scalar.
    package var text: String? {
        switch self {
        case .text(let text), .plain(let text): text
        case .null, .list, .table: nil
        }
    }

    /// The items of a list.
    package var list: [PlainValue]? {
        if case .list(let items) = self { items } else { nil }
    }

    /// The value of a table's key.
    package subscript(key: String) -> PlainValue? {
        guard case .table(let fields) = self else { return nil }
        return fields.first { $0.key == key }?.value
    }

    /// Whether both say the same to who reads them: a text is the same in quotes and without.
    package func saysSame(as other: PlainValue) -> Bool {
        switch (self, other) {
        case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.saysSame(as: $1) }
        case (.table(let a), .table(let b)):
            a.count == b.count
                && a.allSatisfy { field in
                    b.first { $0.key == field.key }?.value.saysSame(as: field.value) ?? false
                }
        case (.null, .null): true
        default: text != nil && text == other.text
        }
    }
}

extension ByteBuffer {
    /// Appends a value as JSON; what may be more than text is a number or a truth value where JSON knows it as one.
    package mutating func append(json value: PlainValue) {
        switch value {
        case .text(let text): append(json: text)
        case .plain(let text): if JSONLiteral.isOne(text) { append(text) } else { append(json: text) }
        case .null: append("null")
        case .list(let items): appendJSONArray(items) { item, buffer in buffer.append(json: item) }
        case .table(let fields):
            appendJSONObject { object in
                for field in fields { object.add(named: field.key) { $0.append(json: field.value) } }
            }
        }
    }
}
