package import Diagnostics

/// A value out of front matter or a TOML file, still as it was written, with the place it was written at.
///
/// Numbers, dates and truth values stay text until somebody who knows the key asks for one: YAML would read `NO` as
/// false, `012` as ten and `1:30` as ninety.
package struct MetadataValue: Sendable, Hashable {
    /// What was written.
    package enum Content: Sendable, Hashable {
        /// Nothing: an empty value, `~` or `null`.
        case null
        /// A scalar. `quoted` is true for what can only be text (quotes, block scalars).
        case scalar(String, quoted: Bool)
        /// A sequence.
        case list([MetadataValue])
        /// A mapping, in the order of the file; no key stands twice.
        case table([Entry])
    }

    /// One key of a table with its value.
    package struct Entry: Sendable, Hashable {
        /// The key.
        package var key: String
        /// Where the key stands, in bytes of the file.
        package var keyRange: ByteRange
        /// Its value.
        package var value: MetadataValue

        /// Makes an entry.
        package init(key: String, keyRange: ByteRange, value: MetadataValue) {
            self.key = key
            self.keyRange = keyRange
            self.value = value
        }
    }

    /// What was written.
    package var content: Content
    /// Where it stands, in bytes of the file.
    package var range: ByteRange

    /// Makes a value.
    package init(_ content: Content, range: ByteRange) {
        self.content = content
        self.range = range
    }

    /// The value of a key, where this is a table that has it.
    package subscript(key: String) -> MetadataValue? {
        guard case .table(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}
