import Markup

/// Orders titles without regard to case, as lower-case strings are ordered.
///
/// Most titles are told apart by their first bytes in one number, as they stand: to make strings of 100,000 takes as long as all
/// else that is done to order them.
struct TitleKey: BitwiseCopyable, Sendable, Comparable {
    private let title: KeptBytes
    /// Its first bytes, lower case, as one number, from the top.
    private let start: UInt64
    /// How many bits of `start` count: what comes before a character that is not ASCII may become a part of it.
    private let known: Int
    private let isASCII: Bool

    /// The key of a title, which has to stay where it is.
    init(_ title: UnsafeRawBufferPointer) {
        self.title = KeptBytes(title)
        let ascii = title.firstIndex { $0 >= 0x80 }
        isASCII = ascii == nil
        known = 8 * (ascii.map { max(0, min(8, $0 - 1)) } ?? 8)
        var start: UInt64 = 0
        for place in 0..<8 { start = start << 8 | (place < title.count ? UInt64(Self.lower(title[place])) : 0) }
        self.start = start
    }

    static func == (left: TitleKey, right: TitleKey) -> Bool { order(left, right) == 0 }
    static func < (left: TitleKey, right: TitleKey) -> Bool { order(left, right) < 0 }

    /// Less than 0 where `left` comes first, more where `right` does.
    static func order(_ left: TitleKey, _ right: TitleKey) -> Int {
        let unknown = UInt64(64 - min(left.known, right.known))
        let (a, b) = (left.start >> unknown, right.start >> unknown)
        if a != b { return a < b ? -1 : 1 }
        guard left.isASCII, right.isASCII else {
            let (a, b) = (left.string, right.string)
            return a == b ? 0 : a < b ? -1 : 1
        }
        for (a, b) in zip(left.bytes, right.bytes) where lower(a) != lower(b) { return lower(a) < lower(b) ? -1 : 1 }
        return left.bytes.count - right.bytes.count
    }

    private var bytes: UnsafeRawBufferPointer { title.bytes }

    private var string: String { String(decoding: bytes, as: UTF8.self).lowercased() }

    @inline(__always)
    private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
