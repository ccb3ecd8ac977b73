/// The terms of all stretches in the order of their bytes, and where the postings of each are.
struct TermMerge: Sendable {
    private let stretches: [TermStretch]
    /// How many papers a stretch has.
    private let size: Int
    private var terms: TermTable
    /// The numbers of the terms in ``terms``, in order.
    private let order: [Int32]
    /// Where the places of each term begin, by its number; one more than there are terms.
    private var starts: [UInt32]
    /// In which stretch a term is and as which of its terms, stretch by stretch.
    private var places: [(stretch: UInt32, term: Int32)]

    /// Merges stretches that have so many papers each, but for the last.
    init(_ stretches: [TermStretch], of size: Int) {
        self.stretches = stretches
        self.size = size
        var merged = TermTable(capacity: (stretches.map(\.terms.count).max() ?? 0) * 2)
        var numbers: [[Int32]] = []
        numbers.reserveCapacity(stretches.count)
        for stretch in stretches {
            let terms = stretch.terms
            let own = terms.bytes.withUnsafeBytes { bytes in
                (0..<terms.count).map { term in
                    Int32(
                        merged.number(
                            UnsafeRawBufferPointer(rebasing: bytes[terms.range(term)]), hash: terms.hashes[term]))
                }
            }
            numbers.append(own)
        }
        starts = Array(repeating: 0, count: merged.count + 1)
        for own in numbers { for number in own { starts[Int(number) + 1] += 1 } }
        for number in 0..<merged.count { starts[number + 1] += starts[number] }
        var next = starts
        places = Array(repeating: (0, 0), count: Int(starts[merged.count]))
        for (stretch, own) in numbers.enumerated() {
            for (term, number) in own.enumerated() {
                places[Int(next[Int(number)])] = (UInt32(stretch), Int32(term))
                next[Int(number)] += 1
            }
        }
        order = merged.sorted()
        terms = merged
    }

    /// How many terms there are.
    var count: Int { order.count }

    /// The UTF-8 of a term, by its place in order.
    func withBytes<Result>(of place: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        terms.bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[terms.range(Int(order[place]))]))
        }
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
    func hash(_ place: Int) -> UInt64 { terms.hashes[Int(order[place])] }

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
        let number = Int(order[place])
        for (stretch, term) in places[Int(starts[number])..<Int(starts[number + 1])] {
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

    /// The terms that are forms of a word, by their places in order: all that have its stem.
    func forms(of word: String) -> [Int] {
        let bytes = Array(word.utf8)
        let stem = Stem.of(bytes)
        // What all of them begin with: a letter before the ending may be another one (`y`, `i`).
        let common = zip(bytes, stem).prefix { $0 == $1 }.count
        let start = bytes.prefix(common == stem.count && common > 3 ? common - 1 : common)
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if withBytes(of: middle, { $0.lexicographicallyPrecedes(start) }) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return (low..<count).lazy.prefix { self.withBytes(of: $0) { $0.starts(with: start) } }
            .filter { place in self.withBytes(of: place) { Stem.of(Array($0)) == stem } }
    }
}
