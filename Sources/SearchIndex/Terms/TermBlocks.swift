import Parallelism

/// The term dictionary and its postings, cut into blocks that a reader's browser fetches one at a time.
///
/// A block has terms in the order of their bytes: how many (LEB128, as all numbers here); for each how many bytes it has in
/// common with the one before, how many follow and these bytes, how many papers have it, how long its list is, and where
/// the rest of a long list is: 0, or the place of a block of rests, plus 1. After the last term come all lists.
struct TermBlocks: Sendable {
    /// The blocks, and the first term of each.
    private(set) var blocks: [[UInt8]] = []
    private(set) var firsts: [String] = []
    /// What did not fit into the lists of the commonest terms, a block for each.
    private(set) var rests: [[UInt8]] = []
    /// How many papers each term has, in order.
    private(set) var counts: [UInt32] = []
    /// How many papers have each term in their title, in order.
    private(set) var titles: [UInt32] = []

    /// How large a block is at least and at most, but for the last and for those of words with long lists: small enough that
    /// to fetch a word costs little, large enough that there are not too many.
    private static let sizes = 8_192..<28_672
    /// How much larger a block may get so that words that begin alike, which are forms of each other, stay in one.
    private static let family = (letters: 5, size: 65_536)
    /// How long a list may be in a block.
    private static let longestList = 32_768

    init(_ terms: TermMerge, jobs: Int) {
        let stretches = Parallel.mapStretches(
            count: terms.count, jobs: jobs, size: 1_024, state: { PostingList() }
        ) { list, places in Encoded(terms, places, &list, longestList: Self.longestList) }

        // Where to cut: decided by the terms and sizes nearby, so that a change moves no cut far from it.
        var cuts = BlockCuts(Self.sizes)
        var place = 0
        var rest = 0
        var starts: [Int] = []
        for stretch in stretches {
            for term in stretch.counts.indices {
                let isOfFamily = place > 0 && terms.beginAlike(place - 1, place, letters: Self.family.letters)
                let (size, hash) = (stretch.size(of: term), terms.hash(place))
                let most = isOfFamily ? Self.family.size : Self.sizes.upperBound
                if cuts.beginsBlock(size: size, hash: hash, most: most, isLate: isOfFamily) { starts.append(place) }
                place += 1
            }
            counts += stretch.counts
            titles += stretch.titles
            rest += stretch.rests.count
        }
        rests.reserveCapacity(rest)
        for stretch in stretches { rests += stretch.rests.map(\.bytes) }
        let restsBefore = stretches.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.rests.count) }
        let ends = starts.dropFirst() + [terms.count]
        let ranges = zip(starts, ends).map { $0..<$1 }
        blocks = Parallel.map(count: ranges.count, jobs: jobs, run: 8, state: {}) { _, block in
            Self.block(ranges[block], terms, stretches, restsBefore)
        }
        firsts = starts.map { terms[$0] }
    }

    private static func block(
        _ places: Range<Int>, _ terms: TermMerge, _ stretches: [Encoded], _ restsBefore: [Int]
    ) -> [UInt8] {
        var (head, lists): ([UInt8], [UInt8]) = ([], [])
        head.append(varint: places.count)
        var before: [UInt8] = []
        for place in places {
            let (number, term) = (place / 1_024, place % 1_024)
            let stretch = stretches[number]
            terms.withBytes(of: place) { bytes in
                let common = zip(before, bytes).prefix { $0 == $1 }.count
                head.append(varint: common)
                head.append(varint: bytes.count - common)
                head += bytes.dropFirst(common)
                before = Array(bytes)
            }
            head.append(varint: Int(stretch.counts[term]))
            let list = stretch.list(of: term)
            head.append(varint: list.count)
            let rest = stretch.rests.firstIndex { $0.term == term }
            head.append(varint: rest.map { restsBefore[number] + $0 + 1 } ?? 0)
            lists += list
        }
        return head + lists
    }
}

/// The lists of some terms.
private struct Encoded: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private(set) var counts: [UInt32] = []
    private(set) var titles: [UInt32] = []
    private(set) var rests: [(term: Int, bytes: [UInt8])] = []

    init(_ terms: TermMerge, _ places: Range<Int>, _ list: inout PostingList, longestList: Int) {
        for place in places {
            list.take(place, of: terms)
            var rest: [UInt8] = []
            list.append(to: &bytes, limit: longestList, rest: &rest)
            if !rest.isEmpty { rests.append((place - places.lowerBound, rest)) }
            ends.append(bytes.count)
            counts.append(UInt32(list.count))
            titles.append(UInt32(list.titles))
        }
    }

    func list(of term: Int) -> ArraySlice<UInt8> { bytes[(term == 0 ? 0 : ends[term - 1])..<ends[term]] }

    /// About how many bytes a term takes.
    func size(of term: Int) -> Int { list(of: term).count + 6 }
}

/// Cuts a run of things into blocks of about a size. A block ends, once it is large enough, before the first thing whose hash
/// says so; so after something is added or taken away, the cuts are soon the same again.
struct BlockCuts {
    private let sizes: Range<Int>
    private var size = 0

    init(_ sizes: Range<Int>) { self.sizes = sizes }

    /// Whether the next thing is the first of a block; `most` is how large the block may get with it, and `isLate` whether it
    /// should not be cut off before it gets so large.
    mutating func beginsBlock(size next: Int, hash: UInt64, most: Int? = nil, isLate: Bool = false) -> Bool {
        let isCut = hash &* 0xD6E8_FEB8_6659_FD93 >> 56 < 8
        if size > 0, size + next <= most ?? sizes.upperBound, isLate || !(isCut && size >= sizes.lowerBound) {
            size += next
            return false
        }
        size = next
        return true
    }
}
