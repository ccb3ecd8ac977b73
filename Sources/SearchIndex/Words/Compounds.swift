import ArchiveModel
import FileSystem
import Parallelism

/// The pairs of words that the archive writes as one, with a hyphen: where the two stand beside each other without it, they
/// are the same word (`speed-up`, `speed up`).
///
/// A pair counts where at least two papers write it so: what one writer joins is a whim.
struct Compounds: Sendable {
    /// The hashes of both words written together, in order.
    let all: [UInt64]
    /// A bit for the first bits of every hash, since nearly all pairs that are asked for are none.
    private var filter: [UInt64] = Array(repeating: 0, count: 1 << (Self.filterBits - 6))
    private static let filterBits = 20

    /// The compounds of an archive, from those that ``CompoundFinder`` found in its stretches.
    init(_ stretches: [[UInt64]]) {
        let sorted = stretches.joined().sorted()
        var all: [UInt64] = []
        for place in sorted.indices.dropFirst() where sorted[place] == sorted[place - 1] && all.last != sorted[place] {
            all.append(sorted[place])
        }
        self.all = all
        for hash in all { filter[Self.word(hash)] |= Self.bit(hash) }
    }

    /// Whether two words are one, by the hash of both written together.
    @inline(__always)
    func contains(_ hash: UInt64) -> Bool {
        guard filter[Self.word(hash)] & Self.bit(hash) != 0 else { return false }
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low] == hash
    }

    /// Those that are among these or among others, but not among both.
    func difference(from others: [UInt64]) -> [UInt64] { Set(all).symmetricDifference(others).sorted() }

    private static func word(_ hash: UInt64) -> Int { Int(hash >> (64 - UInt64(filterBits) + 6)) }
    private static func bit(_ hash: UInt64) -> UInt64 { 1 << (hash >> (64 - UInt64(filterBits)) & 63) }
}

/// Finds the words with a hyphen in papers.
struct CompoundFinder: ~Copyable {
    private let papers: Papers
    private let texts: PaperTexts
    private var scanner = WordScanner()
    private var sink = Sink()
    private var bytes: [UInt8] = []

    init(_ papers: Papers, _ texts: PaperTexts) {
        self.papers = papers.forWorker()
        self.texts = texts
    }

    /// The hashes of the compounds of some papers, by their numbers, in order: once, or twice where more than one paper has it.
    mutating func find(_ numbers: Range<Int>) -> [UInt64] {
        var found: [UInt64] = []
        for number in numbers {
            sink.compounds.removeAll(keepingCapacity: true)
            let paper = papers[papers.count - 1 - number]
            var title = paper.title
            title.withUTF8 { find(in: $0) }
            if var summary = paper.summary { summary.withUTF8 { find(in: $0) } }
            // A text that can't be read is complained of when its words are collected.
            if (try? texts.read(paper, into: &bytes)) != nil { bytes.withUnsafeBufferPointer { find(in: $0) } }
            found += Set(sink.compounds)
        }
        found.sort()
        var kept: [UInt64] = []
        for hash in found where kept.count < 2 || kept[kept.count - 1] != hash || kept[kept.count - 2] != hash {
            kept.append(hash)
        }
        return kept
    }

    private mutating func find(in text: UnsafeBufferPointer<UInt8>) {
        func isInside(_ index: Int) -> Bool {
            let byte = text[index]
            return byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'")
                || WordHash.kinds[Int(byte)] == .lower || WordHash.kinds[Int(byte)] == .upper
        }
        var index = 1
        while index + 1 < text.count {
            guard text[index] == UInt8(ascii: "-"), isInside(index - 1), isInside(index + 1) else {
                index += 1
                continue
            }
            var (start, end) = (index, index)
            while start > 0, isInside(start - 1) { start -= 1 }
            while end < text.count, isInside(end) { end += 1 }
            sink.words = 0
            scanner.scan(UnsafeBufferPointer(rebasing: text[start..<end]), into: &sink)
            // Two words and what they are together; of more than two it is not said which belong together.
            if sink.words == 3 { sink.compounds.append(sink.last) }
            index = end
        }
    }

    private struct Sink: WordSink {
        var compounds: [UInt64] = []
        var words = 0
        var last: UInt64 = 0

        mutating func add(_ word: UnsafeRawBufferPointer, hash: UInt64) { (words, last) = (words + 1, hash) }
        func isCompound(_ hash: UInt64) -> Bool { false }
    }
}
