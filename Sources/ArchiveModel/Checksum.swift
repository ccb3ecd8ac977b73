/// FNV-1a with 64 bits (draft-eastlake-fnv): tells contents apart in file names and slugs. Not for anything that an
/// attacker may gain by a collision.
package struct Checksum: Sendable, Hashable {
    /// The value so far.
    package private(set) var value: UInt64

    /// The checksum of nothing.
    package init() { value = 0xCBF2_9CE4_8422_2325 }

    /// A checksum that was kept as a number.
    package init(value: UInt64) { self.value = value }

    /// Adds bytes.
    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    /// The checksum of a text's UTF-8.
    package static func of(_ text: String) -> Checksum {
        var checksum = Checksum()
        checksum.add(text.utf8)
        return checksum
    }

    /// The checksum of bytes.
    package static func of(_ bytes: [UInt8]) -> Checksum {
        var checksum = Checksum()
        bytes.withUnsafeBufferPointer { checksum.add($0) }
        return checksum
    }

    /// The first so many hexadecimal digits, lower case; at most 16.
    package func hex(_ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String((String(repeating: "0", count: 16 - text.count) + text).prefix(digits))
    }
}
