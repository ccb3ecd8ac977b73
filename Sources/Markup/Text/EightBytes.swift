/// Eight bytes of a text at once. Tests give a number whose high bits, one a byte, are set where a byte passes, and now and then
/// in a byte after one that does.
struct EightBytes {
    private let bytes: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The bytes of a text from a place on, which has to have so many.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, at place: Int) {
        bytes = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: UInt64.self)
    }

    /// Whether a test has passed for any byte.
    @inline(__always)
    static func isAny(_ test: UInt64) -> Bool { test & highs != 0 }

    /// Which bytes are less than 0x20.
    @inline(__always)
    var controls: UInt64 { (bytes &- Self.ones &* 0x20) & ~bytes }

    /// Which bytes are a byte, but for bits that do not count.
    @inline(__always)
    func equal(to byte: UInt8, butFor bits: UInt8 = 0) -> UInt64 {
        // A byte is zero where subtracting one sets its high bit, which it did not have.
        let difference = (bytes ^ Self.ones &* UInt64(byte)) & ~(Self.ones &* UInt64(bits))
        return (difference &- Self.ones) & ~difference
    }
}
