import Parallelism

/// The terms of all stretches in the order of their bytes, and where the postings of each are.
struct TermMerge: Sendable {
    private let stretches: [TermStretch]
    /// How many papers a stretch has.
    private let size: Int
    /// All terms, in order.
    private var terms = TermTable(bytes: [], ends: [], hashes: [])
    /// Where the places of each term begin; one more than there are terms.
    private var starts: [UInt32] = [0]
    /// In which stretch a term is and as which of its terms, stretch by stretch.
    private var places: [Place] = []

    private typealias Place = (stretch: UInt32, term: Int32)
    /// How many parts the terms are merged in: enough for some cores, each small enough for a processor's cache.
    private static let parts = 16

    /// Merges stretches that have so many papers each, but for the last.
    init(_ stretches: [TermStretch], of size: Int, jobs: Int) {
        self.stretches = stretches
        self.size = size
        // A part is what lies between two terms in all stretches; of the one with most terms, each part has as many.
        let most = stretches.map(\.terms).max { $0.count < $1.count }
        let cuts = (0...Self.parts).map { part -> [Int] in
            guard let most, part < Self.parts else { return stretches.map(\.terms.count) }
            guard part > 0, most.count > 0 else { return stretches.map { _ in 0 } }
            return most.withBytes(of: part * most.count / Self.parts) { bytes in
                stretches.map { $0.terms.firstPlace(from: bytes) }
            }
        }
        let merged = Parallel.map(count: Self.parts, jobs: jobs, run: 1, state: {}) { _, part in
            Part(stretches.map(\.terms), zip(cuts[part], cuts[part + 1]).map { $0..<$1 })
        }
        starts.reserveCapacity(merged.reduce(1) { $0 + $1.terms.count })
        places.reserveCapacity(merged.reduce(0) { $0 + $1.places.count })
        for part in merged {
            terms.append(part.terms)
            starts += part.starts.dropFirst().lazy.map { [before = UInt32(places.count)] in before + $0 }
            places += part.places
        }
    }

    /// The terms between two, merged.
    private struct Part: Sendable {
        let terms: TermTable
        let starts: [UInt32]
        let places: [Place]

        /// Merges what lies in some places of each stretch.
        init(_ stretches: [TermTable], _ ranges: [Range<Int>]) {
            var table = TermTable(capacity: (ranges.map(\.count).max() ?? 0) * 2)
            var numbers: [Int] = []
            numbers.reserveCapacity(ranges.reduce(0) { $0 + $1.count })
            for (terms, range) in zip(stretches, ranges) {
                for term in range {
                    terms.withBytes(of: term) { numbers.append(table.number($0, hash: terms.hashes[term])) }
                }
            }
            let (terms, ranks) = table.inOrder()
            var starts = [UInt32](repeating: 0, count: table.count + 1)
            for number in numbers { starts[ranks[number] + 1] += 1 }
            for rank in 0..<table.count { starts[rank + 1] += starts[rank] }
            var next = starts
            var places: [Place] = Array(repeating: (0, 0), count: numbers.count)
            var at = 0
            for (stretch, range) in ranges.enumerated() {
                for term in range {
                    let rank = ranks[numbers[at]]
                    places[Int(next[rank])] = (UInt32(stretch), Int32(term))
                    next[rank] += 1
                    at += 1
                }
            }
            (self.terms, self.starts, self.places) = (terms, starts, places)
        }
    }

    /// How many terms there are.
    var count: Int { terms.count }

    /// The UTF-8 of a term, by its place in order.
    func withBytes<Result>(of place: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        terms.withBytes(of: place, body)
    }

    /// A term, by its place in order.
    subscript(place: Int) -> String { withBytes(of: place) { String(decoding: $0, as: UTF8.self) } }

    /// Whether two terms begin with the same letters, by their places in order.
    func beginAlike(_ one: Int, _ other: Int, letters: Int) -> Bool {
        withBytes(of: one) { first in
            withBytes(of: other) { second in
                min(first.count, second.count) >= letters && first.prefix(letters).elementsEqual(second.prefix(letters))
            }
        }
    }

    /// Whether a term is a word of more than two letters, by its place in order.
    func isLong(_ place: Int) -> Bool { withBytes(of: place) { $0.count > 2 && $0[0] >= UInt8(ascii: "a") } }

    /// The hash of a term, by its place in order.
    func hash(_ place: Int) -> UInt64 { terms.hashes[place] }

    /// The numbers of the stretches.
    var allStretches: Range<Int> { stretches.indices }

    /// The numbers that papers of some stretches may have.
    func papers(of stretches: Range<Int>) -> Range<Int> { stretches.lowerBound * size..<stretches.upperBound * size }

    /// Gives a closure each paper that has a term, by its number, and the level; in the order of the papers.
    @inline(__always)
    func forEachPosting(of place: Int, _ body: (_ paper: UInt32, _ level: Int) -> Void) {
        forEachPosting(of: place, in: allStretches, body)
    }

    /// The same for the papers of some stretches.
    @inline(__always)
    func forEachPosting(of place: Int, in range: Range<Int>, _ body: (_ paper: UInt32, _ level: Int) -> Void) {
        for (stretch, term) in places[Int(starts[place])..<Int(starts[place + 1])] {
            guard range.contains(Int(stretch)) else { continue }
            let first = stretch * UInt32(size)
            let own = stretches[Int(stretch)]
            for posting in own.postings[Int(own.starts[Int(term)])..<Int(own.starts[Int(term) + 1])] {
                body(first + posting >> 4, Int(posting & 15))
            }
        }
    }

    /// The best papers of a term, by their numbers: of equals the newer.
    func best(of place: Int, length: Int) -> [Int] {
        var postings: [(paper: UInt32, level: Int)] = []
        forEachPosting(of: place) { postings.append(($0, $1)) }
        return postings.sorted { ($1.level, $1.paper) < ($0.level, $0.paper) }.prefix(length).map { Int($0.paper) }
    }

    /// The places of the terms that begin with some bytes.
    func beginning(with start: some Collection<UInt8>, among places: Range<Int>? = nil) -> Range<Int> {
        let all = places ?? 0..<count
        func first(_ belongs: (UnsafeRawBufferPointer) -> Bool) -> Int {
            var (low, high) = (all.lowerBound, all.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if withBytes(of: middle, belongs) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let begin = first { !$0.lexicographicallyPrecedes(start) }
        return begin..<max(begin, first { !$0.lexicographicallyPrecedes(start) && !$0.starts(with: start) })
    }

    /// The terms that are forms of a word, by their places in order: all that have its stem. Where it is known which terms begin
    /// with the word's first letters, so many as `known` says, only these need be looked at.
    func forms(of word: String, known: (places: Range<Int>, letters: Int)? = nil) -> [Int] {
        let bytes = Array(word.utf8)
        let stem = Stem.of(bytes)
        // What all of them begin with: a letter before the ending may be another one (`y`, `i`).
        let common = zip(bytes, stem).prefix { $0 == $1 }.count
        let start = bytes.prefix(common == stem.count && common > 3 ? common - 1 : common)
        let among = known.flatMap { $0.letters <= start.count ? $0.places : nil }
        return beginning(with: start, among: among)
            .filter { place in self.withBytes(of: place) { Stem.of(Array($0)) == stem } }
    }
}
