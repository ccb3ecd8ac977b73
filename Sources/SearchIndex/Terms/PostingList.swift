/// The papers that have a term as the index holds them: level by level, the best first.
///
/// A list begins with a byte that has a bit for each level it has, the author's level as bit 0. Then follow the levels from
/// the best to the least, the author's last; each is how many papers it has (a variable-length number, LEB128), the first
/// paper (the same), and where there are more, a byte `k` and the gaps between them less one as Rice codes: the gap shifted
/// by `k` bits in ones and a zero, then `k` bits. A gap with more than `longestRun` ones has so many ones and then 32 bits.
/// Bits fill bytes from the lowest up.
struct PostingList: ~Copyable {
    /// The papers by their numbers, rising within a level; the levels one after the other.
    private var papers: [UInt32] = []
    /// Where each level begins in ``papers``; one more than there are levels.
    private var starts: InlineArray<9, Int> = .init(repeating: 0)
    /// How many papers have the term, each counted once.
    private(set) var count = 0

    private static let longestRun = 24
    /// The levels in the order in which they are written.
    private static let order = [7, 6, 5, 4, 3, 2, 1, Level.author]

    /// How many papers have the term in their title.
    var titles: Int { starts[Level.title.upperBound + 1] - starts[Level.title.lowerBound] }

    /// Takes the papers of a term, by its place in order, instead of those of another.
    mutating func take(_ place: Int, of terms: TermMerge) {
        var next: InlineArray<9, Int> = .init(repeating: 0)
        var (size, count, last) = (0, 0, UInt32.max)
        terms.forEachPosting(of: place) { paper, level in
            next[level] += 1
            size += 1
            if paper != last { count += 1 }
            last = paper
        }
        self.count = count
        var start = 0
        for level in 0..<9 {
            starts[level] = start
            (next[level], start) = (start, start + next[level])
        }
        if papers.count < size { papers = Array(repeating: 0, count: size * 2) }
        papers.withUnsafeMutableBufferPointer { papers in
            terms.forEachPosting(of: place) { paper, level in
                papers[next[level]] = paper
                next[level] += 1
            }
        }
    }

    private func papers(of level: Int) -> ArraySlice<UInt32> { papers[starts[level]..<starts[level + 1]] }

    /// Appends the list. Where it is longer than `limit` bytes, only the best of it, or as much of one level as fits: the
    /// newest of it; the rest is appended to the other bytes.
    func append(to bytes: inout [UInt8], limit: Int, rest: inout [UInt8]) {
        let start = bytes.count
        bytes.append(Self.mask(Self.order.filter { !papers(of: $0).isEmpty }))
        var cuts: [(end: Int, level: Int)] = []
        for level in Self.order where !papers(of: level).isEmpty {
            Self.append(papers(of: level), to: &bytes)
            cuts.append((bytes.count - start - 1, level))
        }
        guard let whole = cuts.last?.end, whole > limit else { return }
        bytes.removeLast(bytes.count - start)
        // The authors' level is always in the first part: nothing else can say that a name is an author's.
        var (first, second): ([(Int, ArraySlice<UInt32>)], [(Int, ArraySlice<UInt32>)]) = ([], [])
        var used = 0
        for (place, cut) in cuts.enumerated() {
            let all = papers(of: cut.level)
            let size = cut.end - (place == 0 ? 0 : cuts[place - 1].end)
            let room = limit - used
            if cut.level == Level.author || size <= room {
                first.append((cut.level, all))
                used += size
            } else {
                let kept = second.isEmpty && room > limit / 8 ? all.count * room / size : 0
                if kept > 0 { first.append((cut.level, all.suffix(kept))) }
                second.append((cut.level, all.dropLast(kept)))
                used = limit
            }
        }
        for (part, isRest) in [(first, false), (second, true)] {
            var out: [UInt8] = [Self.mask(part.map(\.0))]
            for (_, papers) in part { Self.append(papers, to: &out) }
            if isRest { rest += out } else { bytes += out }
        }
    }

    private static func mask(_ levels: [Int]) -> UInt8 { levels.reduce(0) { $0 | 1 << UInt8($1) } }

    private static func append(_ papers: ArraySlice<UInt32>, to bytes: inout [UInt8]) {
        guard let first = papers.first, let last = papers.last else { return }
        bytes.append(varint: papers.count)
        bytes.append(varint: Int(first))
        guard papers.count > 1 else { return }
        // The best `k` for gaps that fall off geometrically is near the logarithm of 0.69 of their mean.
        let mean = (Int(last - first) - (papers.count - 1)) * 69 / (100 * (papers.count - 1))
        let k = mean < 1 ? 0 : Int.bitWidth - 1 - mean.leadingZeroBitCount
        bytes.append(UInt8(k))
        // Bit by bit into memory that is large enough for all gaps: 7 bytes each at most.
        withUnsafeTemporaryAllocation(byteCount: papers.count * 7 + 8, alignment: 1) { memory in
            var bits = BitWriter(memory)
            var before = first
            for paper in papers.dropFirst() {
                let gap = paper - before - 1
                let ones = Int(gap >> UInt32(k))
                if ones < longestRun {
                    bits.append(1 << UInt64(ones) - 1, ones + 1)
                    bits.append(UInt64(gap) & (1 << UInt64(k) - 1), k)
                } else {
                    bits.append(1 << UInt64(longestRun) - 1, longestRun)
                    bits.append(UInt64(gap), 32)
                }
                before = paper
            }
            bytes += bits.finish()
        }
    }
}

/// Writes numbers bit by bit, from the lowest bit of a byte up.
private struct BitWriter: ~Copyable {
    private let memory: UnsafeMutableRawBufferPointer
    private var bits: UInt64 = 0
    private var count = 0
    private var end = 0

    /// Writes into memory that has room for all that is appended, and 8 bytes more.
    init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    /// Appends the lowest bits of a number, at most 32.
    @inline(__always)
    mutating func append(_ number: UInt64, _ size: Int) {
        bits |= number << UInt64(count)
        count += size
        guard count >= 32 else { return }
        memory.storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, toByteOffset: end, as: UInt32.self)
        end += 4
        bits >>= 32
        count -= 32
    }

    /// What was written.
    consuming func finish() -> Slice<UnsafeMutableRawBufferPointer> {
        memory.storeBytes(of: bits.littleEndian, toByteOffset: end, as: UInt64.self)
        return memory[..<(end + (count + 7) / 8)]
    }
}

extension [UInt8] {
    /// Appends a number in seven bits a byte, the lowest first (LEB128).
    mutating func append(varint number: Int) {
        var rest = UInt(number)
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
