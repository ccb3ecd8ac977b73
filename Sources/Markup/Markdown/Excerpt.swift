/// The first characters of a text, on one line, as they are collected.
struct Excerpt {
    private let limit: Int
    /// Whether no more is wanted.
    private(set) var isComplete = false
    private var bytes: [UInt8] = []
    /// How many Unicode scalars the bytes are.
    private var count = 0
    private var needsSpace = false
    /// Where the text can be cut: the end of the last word or formula that leaves room for an ellipsis.
    private var cut = 0

    init(limit: Int) {
        self.limit = max(0, limit)
        bytes.reserveCapacity(limit + 16)
    }

    /// Takes no more.
    mutating func end() { isComplete = true }

    /// Ends a word.
    mutating func appendSpace() { needsSpace = true }

    /// Appends text; runs of white space become one space.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard !isComplete else { return }
        for byte in text {
            if byte <= 0x20 {
                needsSpace = true
            } else {
                if needsSpace { writeSpace() }
                write(byte)
                // One more than fits tells that there is more.
                if count > limit {
                    isComplete = true
                    return
                }
            }
        }
    }

    /// Appends text that won't be cut.
    mutating func append(word text: String) {
        guard !isComplete else { return }
        if needsSpace { writeSpace() }
        for byte in text.utf8 { write(byte) }
        if count > limit { isComplete = true }
    }

    /// Appends a formula with its delimiters; it won't be cut.
    mutating func append(formula tex: UnsafeBufferPointer<UInt8>, _ delimiter: MathDelimiter) {
        guard !isComplete else { return }
        if needsSpace { writeSpace() }
        delimiter.opening.withUTF8Buffer { for byte in $0 { write(byte) } }
        for byte in tex {
            write(byte <= 0x20 ? 0x20 : byte)
            if count > limit {
                isComplete = true
                return
            }
        }
        delimiter.closing.withUTF8Buffer { for byte in $0 { write(byte) } }
        if count > limit { isComplete = true }
    }

    private mutating func writeSpace() {
        needsSpace = false
        guard !bytes.isEmpty else { return }
        if count < limit { cut = bytes.count }
        write(0x20)
    }

    private mutating func write(_ byte: UInt8) {
        bytes.append(byte)
        if byte & 0xC0 != 0x80 { count += 1 }
    }

    /// The text, cut before the word or formula that doesn't fit.
    var text: String {
        guard count > limit else { return String(decoding: bytes, as: UTF8.self) }
        guard limit > 0 else { return "" }
        if cut > 0 { return String(decoding: bytes[..<cut], as: UTF8.self) + "…" }
        // A single long word or formula.
        return String(String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix(limit - 1)) + "…"
    }
}
