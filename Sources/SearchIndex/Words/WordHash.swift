/// Hashes words, so that the hash of two written together comes from the hashes of both: a polynomial modulo 2⁶⁴.
enum WordHash {
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let powers: [UInt64] = {
        var powers: [UInt64] = [1]
        for _ in 0..<WordScanner.longest { powers.append(powers[powers.count - 1] &* base) }
        return powers
    }()

    /// What the bytes are to ``WordScanner``.
    enum Kind: UInt8 { case gap, lower, upper, mark, other }
    static let kinds: [Kind] = (0..<256).map { value in
        switch UInt8(value) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): .lower
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
        case UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"): .mark
        case 0x80...: .other
        default: .gap
        }
    }

    @inline(__always)
    static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 { hash &* base &+ UInt64(byte) &+ 1 }

    /// The hash of two words written together, of which the second has `length` bytes.
    @inline(__always)
    static func joined(_ first: UInt64, _ second: UInt64, length: Int) -> UInt64 { first &* powers[length] &+ second }

    /// What the hash of the first of two words has to be, where the hash of both and of the second, of `length` bytes, are
    /// known; `nil` for a second one that is no word.
    static func first(of both: UInt64, second: UInt64, length: Int) -> UInt64? {
        length < inverses.count ? (both &- second) &* inverses[length] : nil
    }

    /// What undoes a multiplication by each power: the base is odd, so that there is such a number.
    private static let inverses: [UInt64] = powers.map { power in
        // Newton's method doubles the right bits each time; a number is its own inverse in the last three.
        (0..<5).reduce(power) { inverse, _ in inverse &* (2 &- power &* inverse) }
    }

    static func of(_ word: some Sequence<UInt8>) -> UInt64 { word.reduce(0) { add($1, to: $0) } }
}
