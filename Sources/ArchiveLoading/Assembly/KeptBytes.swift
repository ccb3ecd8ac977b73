/// Bytes that somebody else keeps and nobody changes, so that threads may share them.
struct KeptBytes: BitwiseCopyable, Sendable {
    private let address: UInt
    private let count: Int

    /// Some bytes, which have to stay where they are.
    init(_ bytes: UnsafeRawBufferPointer) { (address, count) = (UInt(bitPattern: bytes.baseAddress), bytes.count) }

    /// The bytes.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
    }
}
