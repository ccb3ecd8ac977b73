package import Markup

/// What an entry says, apart from how a file writes it: what importers make, files are written from, and exports hold.
package struct EntryDraft: Sendable, Hashable {
    private var values: [EntryKey: EntryValue] = [:]
    /// The abstract or the editor's summary: Markdown, without empty lines around it.
    package var text = ""

    /// A draft that says nothing.
    package init() {}

    /// What it says for a key.
    package subscript(key: EntryKey) -> EntryValue? {
        get { values[key] }
        set { values[key] = newValue }
    }

    /// What it says, in the order of the keys.
    package var fields: [(key: EntryKey, value: EntryValue)] {
        EntryKey.allCases.compactMap { key in values[key].map { (key, $0) } }
    }

    /// The text of a key, where it is one.
    package func text(_ key: EntryKey) -> String? { values[key]?.text }

    /// Says a text for a key, where there is one.
    package mutating func set(_ key: EntryKey, text: String?) {
        if let text, !text.isEmpty { values[key] = .text(text) }
    }

    /// Says a number for a key, where there is one.
    package mutating func set(_ key: EntryKey, number: Int?) {
        if let number { values[key] = .plain(String(number)) }
    }

    /// Says a day for a key, where there is one.
    package mutating func set(_ key: EntryKey, day: Day?) {
        if let day { values[key] = .plain(day.iso) }
    }

    /// Says a list of texts for a key, where it is not empty.
    package mutating func set(_ key: EntryKey, list: [String]) {
        if !list.isEmpty { values[key] = .list(list.map(EntryValue.text)) }
    }
}

/// A value of an entry's front matter, wherever it comes from.
package indirect enum EntryValue: Sendable, Hashable {
    /// Text and nothing else.
    case text(String)
    /// What may be more than text, as it is written: a number, a date, `true`.
    case plain(String)
    /// Nothing.
    case null
    /// A list.
    case list([EntryValue])
    /// A table, in its order.
    case table([Field])

    /// A key of a table.
    package struct Field: Sendable, Hashable {
        /// The key.
        package var key: String
        /// Its value.
        package var value: EntryValue

        /// Makes a field.
        package init(_ key: String, _ value: EntryValue) {
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
        case .list(let items): self = .list(items.map(EntryValue.init))
        case .table(let entries): self = .table(entries.map { Field($0.key, EntryValue($0.value)) })
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
    package var list: [EntryValue]? {
        if case .list(let items) = self { items } else { nil }
    }

    /// The value of a table's key.
    package subscript(key: String) -> EntryValue? {
        guard case .table(let fields) = self else { return nil }
        return fields.first { $0.key == key }?.value
    }

    /// Whether both say the same to who reads an entry: a text is the same in quotes and without.
    package func saysSame(as other: EntryValue) -> Bool {
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
