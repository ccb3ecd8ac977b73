package import Markup

/// What an entry says, apart from how a file writes it: what importers make, files are written from, and exports hold.
package struct EntryDraft: Sendable, Hashable {
    private var values: [EntryKey: PlainValue] = [:]
    /// The abstract or the editor's summary: Markdown, without empty lines around it.
    package var text = ""

    /// A draft that says nothing.
    package init() {}

    /// What it says for a key.
    package subscript(key: EntryKey) -> PlainValue? {
        get { values[key] }
        set { values[key] = newValue }
    }

    /// What it says, in the order of the keys.
    package var fields: [(key: EntryKey, value: PlainValue)] {
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
        if !list.isEmpty { values[key] = .list(list.map(PlainValue.text)) }
    }
}
