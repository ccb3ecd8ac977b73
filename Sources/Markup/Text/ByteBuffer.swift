/// A growing run of bytes: what every writer writes to. Reused from page to page so that its memory is, too.
@usableFromInline
package struct ByteBuffer: Sendable {
    /// Memory, of which `count` bytes have been written. Not an array that grows by appending, which takes 100
    /// instructions a call: pages are made of pieces of some 50 bytes.
    private var memory: [UInt8]
    /// How many bytes have been written.
    package private(set) var count = 0

    /// Makes an empty buffer.
    package init(capacity: Int = 0) { memory = Array(repeating: 0, count: capacity) }

    /// What has been written, copied.
    package var bytes: [UInt8] { Array(memory[..<count]) }

    /// The byte written last.
    package var last: UInt8? { count == 0 ? nil : memory[count - 1] }

    /// Gives a closure what has been written.
    package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try memory.withUnsafeBufferPointer { memory throws(Failure) in
            try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<count]))
        }
    }

    /// What was written, as text.
    package var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

    /// Appends text as UTF-8.
    @usableFromInline
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Appends bytes.
    package mutating func append(_ more: [UInt8]) { more.withUnsafeBufferPointer { append($0) } }

    /// Appends bytes.
    package mutating func append(_ more: ArraySlice<UInt8>) { more.withUnsafeBufferPointer { append($0) } }

    /// Appends bytes.
    package mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
        guard let start = more.baseAddress, !more.isEmpty else { return }
        makeRoom(for: more.count)
        memory.withUnsafeMutableBytes { memory in
            // There is memory, since there is room.
            memory.baseAddress?.advanced(by: count).copyMemory(from: start, byteCount: more.count)
        }
        count += more.count
    }

    /// Appends one byte.
    package mutating func append(byte: UInt8) {
        makeRoom(for: 1)
        memory[count] = byte
        count += 1
    }

    @inline(__always)
    private mutating func makeRoom(for more: Int) {
        if count + more > memory.count { grow(by: more) }
    }

    private mutating func grow(by more: Int) {
        memory.append(contentsOf: repeatElement(0, count: max(more, memory.count, 256)))
    }

    /// Appends a number in decimal digits.
    @usableFromInline
    package mutating func append(_ number: Int) { append(String(number)) }

    /// Appends markup as it is.
    @usableFromInline
    package mutating func append(_ html: HTML) { html.append(to: &self) }

    /// Forgets what was written and keeps the memory.
    package mutating func removeAll() { count = 0 }

    /// Forgets all bytes from the given offset on.
    package mutating func truncate(to count: Int) {
        precondition(count <= self.count, "a buffer can't be cut to more than it has")
        self.count = count
    }

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
                append(UnsafeBufferPointer(rebasing: text[start..<index]))
                append(Self.entity(for: text[index]))
                start = index + (isThree ? 3 : 1)
            }
            index = Self.firstSpecial(in: text, from: max(start, index + 1))
        }
        append(UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// The bytes below 0x40 that are replaced, a bit each: control characters but tab and line ends, and `"&'<>`.
    private static let special: UInt64 =
        0xFFFF_FFFF & ~(1 << 0x09 | 1 << 0x0A | 1 << 0x0D) | 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E

    /// The place of the first byte that may need replacing.
    @inline(__always)
    private static func firstSpecial(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        // Eight at a time: texts are long and special bytes rare. Byte by byte it took 6 % of a build's own time.
        while index &+ 8 <= text.count {
            if mayHaveSpecial(EightBytes(text, at: index)) { break }
            index &+= 8
        }
        while index < text.count {
            let byte = text[index]
            let isSpecial = byte < 0x40 ? special &>> UInt64(byte) & 1 != 0 : byte == 0x7F || byte == 0xEF
            if isSpecial { break }
            index &+= 1
        }
        return index
    }

    /// Whether one of eight bytes may be special; true now and then where none is.
    @inline(__always)
    private static func mayHaveSpecial(_ bytes: EightBytes) -> Bool {
        // In pairs that differ in one bit: `&'` and `<>`.
        let marks = bytes.equal(to: 0x26, butFor: 1) | bytes.equal(to: 0x3C, butFor: 2)
        let rest = bytes.equal(to: 0x22) | bytes.equal(to: 0x7F) | bytes.equal(to: 0xEF)
        return EightBytes.isAny(bytes.controls | marks | rest)
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

    /// Appends text of the program's own.
    @_disfavoredOverload
    package mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append($0) }
    }
}
