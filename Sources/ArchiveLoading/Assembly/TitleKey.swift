/// Orders titles without regard to case, as lower-case strings are ordered.
///
/// Most titles are ASCII, whose bytes are compared as they stand: to make strings of 100,000 takes as long as all else that
/// is done to order them.
struct TitleKey: Comparable {
    private let bytes: UnsafeRawBufferPointer
    /// Its first eight bytes, lower case, as one number: most titles differ in them.
    private var start: UInt64 = 0
    /// The title as a string, where it is not ASCII.
    private let text: String?

    init(_ title: UnsafeRawBufferPointer) {
        bytes = title
        text = title.allSatisfy { $0 < 0x80 } ? nil : String(decoding: title, as: UTF8.self).lowercased()
        for place in 0..<8 { start = start << 8 | (place < title.count ? UInt64(Self.lower(title[place])) : 0) }
    }

    private var string: String { text ?? String(decoding: bytes, as: UTF8.self).lowercased() }

    static func == (left: TitleKey, right: TitleKey) -> Bool {
        guard left.text == nil, right.text == nil else { return left.string == right.string }
        return left.start == right.start && left.bytes.count == right.bytes.count
            && zip(left.bytes, right.bytes).allSatisfy { lower($0) == lower($1) }
    }

    static func < (left: TitleKey, right: TitleKey) -> Bool {
        guard left.text == nil, right.text == nil else { return left.string < right.string }
        if left.start != right.start { return left.start < right.start }
        for (a, b) in zip(left.bytes, right.bytes) where lower(a) != lower(b) { return lower(a) < lower(b) }
        return left.bytes.count < right.bytes.count
    }

    @inline(__always)
    private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
