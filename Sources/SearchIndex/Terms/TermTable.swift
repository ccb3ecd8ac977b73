/// Terms and the numbers they get in the order in which they come.
struct TermTable: Sendable {
    /// The UTF-8 of all terms, one after the other.
    private(set) var bytes: [UInt8] = []
    /// Where each ends in ``bytes``.
    private(set) var ends: [UInt32] = []
    private(set) var hashes: [UInt64] = []
    /// The numbers of terms by their hashes, -1 where there is none; open addressing.
    private var slots: [Int32]

    init(capacity: Int = 1 << 12) {
        slots = Array(repeating: -1, count: max(16, (capacity * 2).nextPowerOfTwo))
    }

    /// Terms that a table had, of which no more will be found or added.
    init(bytes: [UInt8], ends: [UInt32], hashes: [UInt64]) {
        self.bytes = bytes
        self.ends = ends
        self.hashes = hashes
        slots = []
    }

    /// How many terms there are.
    var count: Int { ends.count }

    /// The place of a term in ``bytes``.
    @inline(__always)
    func range(_ term: Int) -> Range<Int> { (term == 0 ? 0 : Int(ends[term - 1]))..<Int(ends[term]) }

    /// The number of a term, a new one where it is new.
    mutating func number(_ term: UnsafeRawBufferPointer, hash: UInt64) -> Int {
        let slot = slot(of: term, hash: hash)
        guard slots[slot] < 0 else { return Int(slots[slot]) }
        let number = count
        bytes.append(contentsOf: term)
        ends.append(UInt32(bytes.count))
        hashes.append(hash)
        slots[slot] = Int32(number)
        if count * 2 > slots.count { grow() }
        return number
    }

    /// The numbers of the terms in the order of their bytes.
    func sorted() -> [Int32] {
        bytes.withUnsafeBytes { bytes in
            // Most differ in their first eight bytes.
            let keys = (0..<count).map { term -> (start: UInt64, term: Int32) in
                let range = range(term)
                var start: UInt64 = 0
                for byte in bytes[range.prefix(8)] { start = start << 8 | UInt64(byte) }
                return (start << UInt64(8 * (8 - min(8, range.count))), Int32(term))
            }
            return keys.sorted { left, right in
                if left.start != right.start { return left.start < right.start }
                return UnsafeRawBufferPointer(rebasing: bytes[range(Int(left.term))])
                    .lexicographicallyPrecedes(UnsafeRawBufferPointer(rebasing: bytes[range(Int(right.term))]))
            }.map(\.term)
        }
    }

    @inline(__always)
    private func place(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash &* 0xD6E8_FEB8_6659_FD93) >> 32) & (slots.count - 1)
    }

    /// The slot that has a term, or else the free one where it belongs.
    @inline(__always)
    private func slot(of term: UnsafeRawBufferPointer, hash: UInt64) -> Int {
        var slot = place(hash)
        while slots[slot] >= 0 {
            let known = Int(slots[slot])
            if hashes[known] == hash, isSame(known, term) { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private func isSame(_ number: Int, _ term: UnsafeRawBufferPointer) -> Bool {
        let range = range(number)
        return range.count == term.count
            && bytes.withUnsafeBytes { $0[range].elementsEqual(term) }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for number in 0..<count {
            var slot = place(hashes[number])
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}

extension Int {
    /// The smallest power of two that is not less.
    fileprivate var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (bitWidth - (self - 1).leadingZeroBitCount) }
}
