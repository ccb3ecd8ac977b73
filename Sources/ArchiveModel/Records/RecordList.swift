/// The items of a list in a record: how many there are, where each ends, and their bytes.
package struct RecordList: RandomAccessCollection {
    private let bytes: UnsafeRawBufferPointer
    /// How many there are.
    package let endIndex: Int

    /// The list that a field's bytes are; one that says more than it has is empty.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        let count = bytes.count < 4 ? 0 : Int(bytes.loadUnaligned(as: UInt32.self))
        endIndex = 4 + 4 * count <= bytes.count ? count : 0
    }

    /// Zero.
    package var startIndex: Int { 0 }
    /// How many there are.
    package var count: Int { endIndex }

    /// An item's bytes.
    package subscript(place: Int) -> UnsafeRawBufferPointer {
        precondition(place >= 0 && place < endIndex, "a list is not asked for what it has not")
        let start = place == 0 ? 4 + 4 * endIndex : end(place - 1)
        let end = end(place)
        guard start <= end, end <= bytes.count else { return .empty }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    private func end(_ place: Int) -> Int { Int(bytes.loadUnaligned(fromByteOffset: 4 + 4 * place, as: UInt32.self)) }
}

/// Several texts in one item of a list, each of which may be missing; at most eight.
package struct RecordTexts {
    private let bytes: UnsafeRawBufferPointer

    /// The texts that an item is.
    package init(_ item: UnsafeRawBufferPointer) { bytes = item }

    /// Whether it has the first of them and no other.
    package var isFirstAlone: Bool { bytes.first == 1 }

    /// The bytes of one of them; `nil` where it is missing.
    package func utf8(_ place: Int) -> UnsafeRawBufferPointer? {
        var reader = ByteReader(bytes)
        let present = reader.number(UInt8.self)
        guard present & 1 << UInt8(place) != 0 else { return nil }
        for earlier in 0..<place where present & 1 << UInt8(earlier) != 0 {
            _ = reader.bytes(Int(reader.number(UInt32.self)))
        }
        return reader.bytes(Int(reader.number(UInt32.self)))
    }

    /// One of them; `nil` where it is missing.
    package func text(_ place: Int) -> String? { utf8(place).map { String(decoding: $0, as: UTF8.self) } }
}
