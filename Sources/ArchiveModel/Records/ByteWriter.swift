/// Appends values to bytes as ``ByteReader`` reads them.
package struct ByteWriter {
    /// What was written.
    package private(set) var bytes: [UInt8]

    /// A writer that goes on after some bytes.
    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    /// A writer with room for so many bytes.
    package init(capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Appends a number.
    package mutating func append(_ number: some FixedWidthInteger & BitwiseCopyable) {
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }

    /// Appends a text's UTF-8 alone.
    package mutating func append(bytesOf text: String) { bytes.append(contentsOf: text.utf8) }

    /// Appends bytes alone.
    package mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    /// Appends bytes alone.
    package mutating func append(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }

    /// Appends a text with its length before it.
    package mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        append(bytesOf: text)
    }

    /// Appends a text, or that there is none.
    package mutating func append(_ text: String?) {
        append(UInt8(text == nil ? 0 : 1))
        if let text { append(text) }
    }

    /// Forgets what was written and keeps the memory.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
