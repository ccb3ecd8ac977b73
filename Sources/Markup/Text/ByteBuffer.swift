/// A growing run of bytes: what every writer writes to. Reused from page to page so that its memory is, too.
@usableFromInline
package struct ByteBuffer: Sendable {
    /// What has been written.
    package private(set) var bytes: [UInt8] = []

    /// Makes an empty buffer.
    package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// How many bytes have been written.
    package var count: Int { bytes.count }

    /// Appends text as UTF-8.
    @usableFromInline
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Appends bytes.
    package mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    /// Appends bytes.
    package mutating func append(_ more: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: more) }

    /// Appends bytes.
    package mutating func append(_ more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

    /// Appends one byte.
    package mutating func append(byte: UInt8) { bytes.append(byte) }

    /// Appends a number in decimal digits.
    @usableFromInline
    package mutating func append(_ number: Int) { append(String(number)) }

    /// Appends markup as it is.
    @usableFromInline
    package mutating func append(_ html: HTML) { bytes.append(contentsOf: html.bytes) }

    /// Forgets what was written and keeps the memory.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Forgets all bytes from the given offset on.
    package mutating func truncate(to count: Int) { bytes.removeLast(bytes.count - count) }

    /// Appends text with what HTML and XML give a meaning replaced by entities; right in elements and in quoted
    /// attributes of both. Control characters and U+FFFE and U+FFFF, which neither may hold, become U+FFFD.
    @usableFromInline
    package mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { append(escaping: $0) }
    }

    /// Appends UTF-8 with what HTML and XML give a meaning replaced by entities.
    package mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = Self.firstSpecial(in: text, from: 0)
        while index < text.count {
            let isThree = text[index] == 0xEF
            if !isThree || index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                append(Self.entity(for: text[index]))
                start = index + (isThree ? 3 : 1)
            }
            index = Self.firstSpecial(in: text, from: max(start, index + 1))
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// The bytes below 0x40 that are replaced, a bit each: control characters but tab and line ends, and `"&'<>`.
    private static let special: UInt64 =
        0xFFFF_FFFF & ~(1 << 0x09 | 1 << 0x0A | 1 << 0x0D) | 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E

    /// The place of the first byte that may need replacing.
    @inline(__always)
    private static func firstSpecial(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count {
            let byte = text[index]
            let isSpecial = byte < 0x40 ? special &>> UInt64(byte) & 1 != 0 : byte == 0x7F || byte == 0xEF
            if isSpecial { break }
            index &+= 1
        }
        return index
    }

    /// What replaces a byte that is special; for 0xEF only where the two after it make a forbidden character.
    private static func entity(for byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: "\u{FFFD}"
        }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}
