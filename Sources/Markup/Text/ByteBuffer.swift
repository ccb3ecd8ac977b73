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
        for index in text.indices {
            guard index >= start, let entity = Self.entity(for: text[index]) else { continue }
            var length = 1
            if text[index] == 0xEF {
                guard index + 2 < text.count, text[index + 1] == 0xBF, text[index + 2] >= 0xBE else { continue }
                length = 3
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            append(entity)
            start = index + length
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    @inline(__always)
    private static func entity(for byte: UInt8) -> StaticString? {
        guard byte < 0x40 || byte == 0x7F || byte == 0xEF else { return nil }
        return switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0x09, 0x0A, 0x0D: nil
        case 0x00..<0x20, 0x7F, 0xEF: "\u{FFFD}"
        default: nil
        }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}
