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

    /// Terms that a table had, of which no more will be found.
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

    /// The UTF-8 of a term.
    @inline(__always)
    func withBytes<Result>(of term: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(term)])) }
    }

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

    /// The terms in the order of their bytes, of which no more will be found, and by the number of each its place there.
    func inOrder() -> (terms: TermTable, places: [Int]) {
        let order = sorted()
        var terms = TermTable(bytes: [], ends: [], hashes: [])
        terms.bytes.reserveCapacity(bytes.count)
        terms.ends.reserveCapacity(count)
        terms.hashes.reserveCapacity(count)
        var places = [Int](repeating: 0, count: count)
        for (place, number) in order.enumerated() {
            terms.append(Int(number), of: self)
            places[Int(number)] = place
        }
        return (terms, places)
    }

    /// The numbers of the terms in the order of their bytes.
    private func sorted() -> [Int32] {
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

    /// Appends a term of another, which comes after all of these; no more will be found.
    mutating func append(_ term: Int, of other: TermTable) {
        bytes += other.bytes[other.range(term)]
        ends.append(UInt32(bytes.count))
        hashes.append(other.hashes[term])
    }

    /// Appends the terms of another, which come after all of these; no more will be found.
    mutating func append(_ later: TermTable) {
        let start = UInt32(bytes.count)
        bytes += later.bytes
        ends += later.ends.lazy.map { start + $0 }
        hashes += later.hashes
    }

    /// Whether a term comes before one of another table (-1), is the same (0) or comes after it (1).
    func order(_ term: Int, _ other: TermTable, _ otherTerm: Int) -> Int {
        withBytes(of: term) { one in
            other.withBytes(of: otherTerm) { two in
                one.lexicographicallyPrecedes(two) ? -1 : one.elementsEqual(two) ? 0 : 1
            }
        }
    }

    /// The first of terms in order that is not before some bytes.
    func firstPlace(from start: UnsafeRawBufferPointer) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if withBytes(of: middle, { $0.lexicographicallyPrecedes(start) }) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
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
