/// A block of memory that is filled once and then only read, by all threads.
///
/// It keeps an address and no pointer: of memory that nobody changes any more a thread needs nothing but the place, and
/// whoever reads keeps the block alive by a reference to it.
package final class MemoryBlock: Sendable {
    /// Where it begins; a multiple of 16.
    package let address: UInt
    /// How many bytes it has.
    package let count: Int

    /// A block with a copy of some bytes.
    package init(copying bytes: UnsafeRawBufferPointer) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
        if let start = bytes.baseAddress { memory.copyMemory(from: start, byteCount: bytes.count) }
        address = UInt(bitPattern: memory)
        count = bytes.count
    }

    /// A block with a copy of some values that hold no references.
    package static func of(_ elements: [some BitwiseCopyable]) -> MemoryBlock {
        elements.withUnsafeBytes { MemoryBlock(copying: $0) }
    }

    deinit { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
}
