import ArchiveModel
import Parallelism

/// The words of titles that some papers share, but few.
enum TitleWords {
    /// How many papers of so many share a word at most that tells anything.
    private static func most(_ papers: Int) -> Int { min(512, max(8, papers / 100)) }

    /// For each word of a title that is shared the papers that have it, rising.
    static func papersSharing(_ title: String, of papers: Papers, jobs: Int) -> [[Int32]] {
        var title = title
        let wanted = title.withUTF8 { hashes(UnsafeRawBufferPointer($0)) }
        let stretches = Parallel.mapStretches(
            count: papers.count, jobs: jobs, size: 2_000, state: { papers.forWorker() }
        ) { papers, places in
            var found = wanted.map { _ in [Int32]() }
            for index in places {
                papers[index].withTitle { title in
                    forEachHash(title) { hash in
                        guard let place = wanted.firstIndex(of: hash), found[place].last != Int32(index) else { return }
                        found[place].append(Int32(index))
                    }
                }
            }
            return found
        }
        return wanted.indices.map { place in stretches.flatMap { $0[place] } }.filter {
            2...most(papers.count) ~= $0.count
        }
    }

    /// For each paper its words, by numbers that are dense.
    static func shared(of papers: Papers, jobs: Int) -> PaperFeatures.Lists {
        let most = most(papers.count)
        // A word's hash above, its paper below: sorted, the papers of a word lie side by side.
        let parts = 16
        let stretches = Parallel.mapStretches(
            count: papers.count, jobs: jobs, size: 2_000, state: { papers.forWorker() }
        ) { papers, places in
            var pairs = Array(repeating: [UInt64](), count: parts)
            for index in places {
                for hash in papers[index].withTitle(hashes) {
                    pairs[Int(hash >> 28)].append(UInt64(hash) << 32 | UInt64(index))
                }
            }
            return pairs
        }
        let sorted = Parallel.map(count: parts, jobs: jobs, run: 1, state: {}) { _, part in
            var pairs: [UInt64] = []
            for stretch in stretches { pairs += stretch[part] }
            pairs.sort()
            return pairs
        }
        var ofPapers: [(paper: Int32, word: Int32)] = []
        var words: Int32 = 0
        for pairs in sorted {
            var start = 0
            while start < pairs.count {
                var end = start + 1
                while end < pairs.count, pairs[end] >> 32 == pairs[start] >> 32 { end += 1 }
                if 2...most ~= end - start {
                    for pair in pairs[start..<end] { ofPapers.append((Int32(truncatingIfNeeded: pair), words)) }
                    words += 1
                }
                start = end
            }
        }
        return lists(ofPapers, count: papers.count)
    }

    private static func lists(_ pairs: [(paper: Int32, word: Int32)], count: Int) -> PaperFeatures.Lists {
        var starts = Array(repeating: 0, count: count + 1)
        for pair in pairs { starts[Int(pair.paper) + 1] += 1 }
        for place in 0..<count { starts[place + 1] += starts[place] }
        var next = starts
        var words = Array(repeating: Int32(0), count: pairs.count)
        for pair in pairs {
            words[next[Int(pair.paper)]] = pair.word
            next[Int(pair.paper)] += 1
        }
        var lists = PaperFeatures.Lists()
        for place in 0..<count { lists.append(words[starts[place]..<starts[place + 1]]) }
        return lists
    }

    /// The hashes of a title's words of four letters and more, each once; without case, and without the `s` of a plural.
    private static func hashes(_ title: UnsafeRawBufferPointer) -> [UInt32] {
        var hashes: [UInt32] = []
        forEachHash(title) { if !hashes.contains($0) { hashes.append($0) } }
        return hashes
    }

    /// Calls `body` with the hash of each such word, as often as it is there.
    @inline(__always)
    private static func forEachHash(_ title: UnsafeRawBufferPointer, _ body: (UInt32) -> Void) {
        var (hash, last, length): (UInt32, UInt32, Int) = (2_166_136_261, 0, 0)
        func finish(_ byte: UInt8) {
            let found = byte == UInt8(ascii: "s") && length > 4 ? last : hash
            if length >= 4 { body(found) }
        }
        var previous: UInt8 = 0
        for byte in title {
            let lower = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
            let isWord = lower &- UInt8(ascii: "a") < 26 || lower &- UInt8(ascii: "0") < 10 || lower >= 0x80
            if isWord {
                last = hash
                // FNV-1a: short words, no wish to spread them beyond one build.
                hash = (hash ^ UInt32(lower)) &* 16_777_619
                length += 1
                previous = lower
            } else {
                finish(previous)
                (hash, last, length) = (2_166_136_261, 0, 0)
            }
        }
        finish(previous)
    }
}
