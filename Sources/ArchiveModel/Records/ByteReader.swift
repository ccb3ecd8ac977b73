/// Reads bytes one value after the other. Past the end everything is zero and empty: whatever the bytes are, reading them
/// ends, and never outside of them.
package struct ByteReader {
    private var rest: UnsafeRawBufferPointer

    /// A reader from the first of some bytes on, which have to last as long as it does.
    package init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    /// Whether everything was read.
    package var isAtEnd: Bool { rest.isEmpty }

    /// The next number of a size.
    package mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type = Number.self) -> Number {
        let size = MemoryLayout<Number>.size
        guard rest.count >= size else {
            rest = UnsafeRawBufferPointer(rebasing: rest[rest.count...])
            return 0
        }
        defer { rest = UnsafeRawBufferPointer(rebasing: rest[size...]) }
        return rest.loadUnaligned(as: Number.self)
    }

    /// The next so many bytes.
    package mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer {
        let count = min(count, rest.count)
        defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
        return UnsafeRawBufferPointer(rebasing: rest[..<count])
    }

    /// The next text, which has its length before it.
    package mutating func text() -> String { String(decoding: bytes(Int(number(UInt32.self))), as: UTF8.self) }

    /// The next text, if there is one.
    package mutating func optionalText() -> String? { number(UInt8.self) == 0 ? nil : text() }
}

extension Array where Element: BitwiseCopyable {
    /// The elements whose memory some bytes are a copy of; what is left after the last whole one is left out.
    package init(copying bytes: UnsafeRawBufferPointer) {
        let count = bytes.count / MemoryLayout<Element>.stride
        let whole = UnsafeRawBufferPointer(rebasing: bytes.prefix(count * MemoryLayout<Element>.stride))
        self.init(unsafeUninitializedCapacity: count) { memory, filled in
            UnsafeMutableRawBufferPointer(memory).copyMemory(from: whole)
            filled = count
        }
    }
}
