import ArchiveModel
import Parallelism

/// The pairs of words that the archive writes as one, with a hyphen: where the two stand beside each other without it, they
/// are the same word (`speed-up`, `speed up`).
///
/// A pair counts where at least two papers write it so: what one writer joins is a whim.
struct Compounds: Sendable {
    private var hashes: [UInt64] = []
    /// A bit for the first bits of every hash, since nearly all pairs that are asked for are none.
    private var filter: [UInt64] = Array(repeating: 0, count: 1 << (Self.filterBits - 6))
    private static let filterBits = 20

    /// The compounds of an archive's titles, summaries and texts.
    init(_ papers: Papers, texts: PaperTexts, jobs: Int) {
        let stretches = Parallel.mapStretches(
            count: papers.count, jobs: jobs, size: 1_000, state: { CompoundFinder(papers.forWorker(), texts) }
        ) { finder, places in
            var found: [UInt64] = []
            for place in places { finder.append(place, to: &found) }
            return found
        }
        var all: [UInt64] = []
        all.reserveCapacity(stretches.reduce(0) { $0 + $1.count })
        for stretch in stretches { all += stretch }
        all.sort()
        for place in all.indices.dropFirst() where all[place] == all[place - 1] && hashes.last != all[place] {
            hashes.append(all[place])
        }
        for hash in hashes { filter[Self.word(hash)] |= Self.bit(hash) }
    }

    /// Whether two words are one, by the hash of both written together.
    @inline(__always)
    func contains(_ hash: UInt64) -> Bool {
        guard filter[Self.word(hash)] & Self.bit(hash) != 0 else { return false }
        var (low, high) = (0, hashes.count)
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == hash
    }

    private static func word(_ hash: UInt64) -> Int { Int(hash >> (64 - UInt64(filterBits) + 6)) }
    private static func bit(_ hash: UInt64) -> UInt64 { 1 << (hash >> (64 - UInt64(filterBits)) & 63) }
}

/// Finds the words with a hyphen in papers, one after the other.
private struct CompoundFinder: ~Copyable {
    private let papers: Papers
    private let texts: PaperTexts
    private var scanner = WordScanner()
    private var sink = Sink()
    private var bytes: [UInt8] = []

    init(_ papers: Papers, _ texts: PaperTexts) {
        self.papers = papers
        self.texts = texts
    }

    /// Appends the hashes of a paper's compounds, each once.
    mutating func append(_ place: PaperIndex, to found: inout [UInt64]) {
        let paper = papers[place]
        sink.compounds.removeAll(keepingCapacity: true)
        var title = paper.title
        title.withUTF8 { find(in: $0) }
        if var summary = paper.summary { summary.withUTF8 { find(in: $0) } }
        // A text that can't be read is complained of when its words are collected.
        if (try? texts.read(paper, into: &bytes)) != nil { bytes.withUnsafeBufferPointer { find(in: $0) } }
        sink.compounds.sort()
        var last: UInt64?
        for hash in sink.compounds where hash != last {
            found.append(hash)
            last = hash
        }
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
            let before = sink.compounds.count
            scanner.scan(UnsafeBufferPointer(rebasing: text[start..<end]), into: &sink)
            // Two words and what they are together; of more than two it is not said which belong together.
            if sink.words != 3 { sink.compounds.removeSubrange(before...) }
            index = end
        }
    }

    /// Takes the last of what it is told.
    private struct Sink: WordSink {
        var compounds: [UInt64] = []
        var words = 0

        mutating func add(_ word: UnsafeRawBufferPointer, hash: UInt64) {
            words += 1
            if words == 3 { compounds.append(hash) }
        }

        func isCompound(_ hash: UInt64) -> Bool { false }
    }
}
