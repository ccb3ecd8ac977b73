package import ArchiveModel
package import Markup
import Parallelism

/// For each paper the papers that are most like it: by authors, tags and rare words of the title that they share.
///
/// What is shared counts the more the fewer papers share it, in steps of powers of two: so an archive that grows by a day
/// does not change the lists of all its papers.
package struct RelatedPapers: Sendable {
    /// How many papers a list has at most.
    static let length = 5
    /// Of what many papers share, how many on each side of a paper are looked at: the nearest in time.
    private static let reach = 32

    /// `length` places for each paper, the best first; -1 where there is none.
    private var places: [Int32] = []
    /// Whose lists are made when they are asked for.
    private var archive: Archive?
    private var jobs = 1

    /// No paper is related to another.
    package init() {}

    /// What an earlier build found for so many papers; `nil` where it is something else.
    package init?(_ bytes: UnsafeRawBufferPointer, of count: Int) {
        guard bytes.count == count * Self.length * MemoryLayout<Int32>.stride else { return nil }
        places = (0..<count * Self.length).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self) }
        guard places.allSatisfy({ -1..<Int32(count) ~= $0 }) else { return nil }
    }

    /// What there is to keep for another build.
    package func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { places.withUnsafeBytes(body) }

    /// Of all that the lists are made from: two archives with one fingerprint have the same.
    package static func inputs(_ archive: Archive, jobs: Int) -> Fingerprint {
        let papers = archive.papers
        let stretches = Parallel.mapStretches(
            count: papers.count, jobs: jobs, size: 1_000, state: { papers.forWorker() }
        ) { papers, places in
            var fingerprint = Fingerprint()
            for index in places {
                let paper = papers[index]
                fingerprint.add(paper.title)
                fingerprint.add(paper.status.isVoid ? 1 : 0)
                fingerprint.add(paper.namedAuthors)
                for place in 0..<paper.namedAuthors { fingerprint.add(Int(paper.person(place))) }
                for tag in paper.tags { fingerprint.add(Int(tag)) }
            }
            return fingerprint
        }
        var fingerprint = Fingerprint()
        fingerprint.add(papers.count)
        fingerprint.add(archive.people.count)
        fingerprint.add(archive.tags.count)
        for stretch in stretches { fingerprint.add(stretch) }
        return fingerprint
    }

    /// The papers related to one, the most similar first.
    subscript(paper: PaperIndex) -> [PaperIndex] {
        var own: ArraySlice<Int32> = []
        if let archive {
            var found: [Int32] = []
            let features = PaperFeatures(of: paper, archive, jobs: jobs)
            var search = RelatedSearch(count: archive.papers.count)
            search.append(paper, features.ofPapers.items(0), features, reach: Self.reach, to: &found)
            own = found[...]
        } else if !places.isEmpty {
            own = places[paper * Self.length..<(paper + 1) * Self.length]
        }
        return own.prefix { $0 >= 0 }.map { Int($0) }
    }

    /// Looks at an archive only when it is asked for one of its papers, which takes as long as to read all titles: for who shows
    /// a few papers only.
    package init(onDemand archive: Archive, jobs: Int) {
        self.archive = archive
        self.jobs = jobs
    }

    /// Looks at all papers of an archive.
    package init(_ archive: Archive, jobs: Int) {
        let features = PaperFeatures(archive, jobs: jobs)
        let count = archive.papers.count
        let stretches = Parallel.mapStretches(
            count: count, jobs: jobs, size: 500, state: { RelatedSearch(count: count) }
        ) { search, papers in
            var found: [Int32] = []
            found.reserveCapacity(papers.count * Self.length)
            for paper in papers {
                search.append(paper, features.ofPapers.items(paper), features, reach: Self.reach, to: &found)
            }
            return found
        }
        places.reserveCapacity(count * Self.length)
        for stretch in stretches { places += stretch }
    }
}

extension Paper {
    /// The places of the authors that also wrote another paper, the first of them.
    func authors(sharedWith other: Paper, limit: Int) -> [Int] {
        let people = (0..<other.namedAuthors).map { other.person($0) }
        // Sorted: some papers have thousands of authors.
        let sorted = people.count > 32 ? people.sorted() : people
        func isAuthor(_ person: PersonIndex) -> Bool {
            guard sorted.count > 32 else { return sorted.contains(person) }
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] < person { low = middle + 1 } else { high = middle }
            }
            return low < sorted.count && sorted[low] == person
        }
        var shared: [Int] = []
        for place in 0..<namedAuthors where shared.count < limit && isAuthor(person(place)) { shared.append(place) }
        return shared
    }
}

/// One thread's search; its memory is used for paper after paper.
private struct RelatedSearch {
    private var scores: [Int32]
    private var touched: [Int32] = []

    init(count: Int) { scores = Array(repeating: 0, count: count) }

    mutating func append(
        _ paper: Int, _ own: ArraySlice<Int32>, _ features: PaperFeatures, reach: Int, to found: inout [Int32]
    ) {
        for feature in own {
            let weight = features.weights[Int(feature)]
            let papers = features.papers.items(Int(feature))
            var window = papers
            if papers.count > 2 * reach {
                // Places rise within a list.
                var (low, high) = (papers.startIndex, papers.endIndex)
                while low < high {
                    let middle = (low + high) / 2
                    if papers[middle] < paper { low = middle + 1 } else { high = middle }
                }
                window = papers[max(papers.startIndex, low - reach)..<min(papers.endIndex, low + reach + 1)]
            }
            for other in window {
                if scores[Int(other)] == 0 { touched.append(other) }
                scores[Int(other)] += weight
            }
        }
        var best: [(score: Int32, distance: Int, paper: Int32)] = []
        for other in touched {
            let score = scores[Int(other)]
            scores[Int(other)] = 0
            guard score >= features.least, Int(other) != paper, !features.isVoid(Int(other)) else { continue }
            let candidate = (score: -score, distance: abs(Int(other) - paper), paper: other)
            if best.count == RelatedPapers.length, candidate >= best[best.count - 1] { continue }
            best.insert(candidate, at: best.firstIndex { candidate < $0 } ?? best.count)
            if best.count > RelatedPapers.length { best.removeLast() }
        }
        touched.removeAll(keepingCapacity: true)
        for place in 0..<RelatedPapers.length { found.append(place < best.count ? best[place].paper : -1) }
    }
}

/// What papers can share, each with a number: people, then tags, then rare words of titles.
private struct PaperFeatures: Sendable {
    /// The features of each paper (of one alone: its own only), and the papers of each feature.
    let ofPapers: Lists
    let papers: Lists
    /// What it counts to share a feature.
    let weights: [Int32]
    /// What it takes to be related at all.
    let least: Int32
    let isVoid: @Sendable (PaperIndex) -> Bool

    /// Lists of numbers, one after the other.
    struct Lists: Sendable {
        private var starts: [Int32] = [0]
        private var all: [Int32] = []

        func items(_ list: Int) -> ArraySlice<Int32> { all[Int(starts[list])..<Int(starts[list + 1])] }
        var count: Int { starts.count - 1 }

        mutating func append(_ list: some Sequence<Int32>) {
            all.append(contentsOf: list)
            starts.append(Int32(all.count))
        }

        /// The lists turned round: for each number below `count` the lists that have it, rising.
        func inverted(count: Int) -> Lists {
            var result = Lists()
            result.starts = Array(repeating: 0, count: count + 1)
            for item in all { result.starts[Int(item) + 1] += 1 }
            for place in 0..<count { result.starts[place + 1] += result.starts[place] }
            var next = result.starts
            result.all = Array(repeating: 0, count: all.count)
            for list in 0..<self.count {
                for item in items(list) {
                    result.all[Int(next[Int(item)])] = Int32(list)
                    next[Int(item)] += 1
                }
            }
            return result
        }
    }

    init(_ archive: Archive, jobs: Int) {
        let papers = archive.papers
        let (people, tags) = (Int32(archive.people.count), Int32(archive.tags.count))
        let words = TitleWords.shared(of: papers, jobs: jobs)
        let firstWord = people + tags
        var lists = Lists()
        var isVoid: [Bool] = []
        isVoid.reserveCapacity(papers.count)
        var wordCount: Int32 = 0
        for index in 0..<papers.count {
            let paper = papers[index]
            isVoid.append(paper.status.isVoid)
            var own = Self.people(of: paper)
            own += Self.tags(of: paper).map { people + $0 }
            for word in words.items(index) {
                own.append(firstWord + word)
                wordCount = max(wordCount, word + 1)
            }
            lists.append(own)
        }
        ofPapers = lists
        self.isVoid = { [isVoid] in isVoid[$0] }
        let sharing = lists.inverted(count: Int(firstWord + wordCount))
        self.papers = sharing
        let size = Self.magnitude(papers.count)
        least = Self.least(size)
        weights = (0..<sharing.count).map { feature in
            let bonus = feature < people ? Self.authorBonus : feature < firstWord ? Self.tagBonus : 0
            return Self.weight(sharing.items(feature).count, size, bonus: bonus)
        }
    }

    /// The features of one paper, and the papers that have them.
    init(of paper: PaperIndex, _ archive: Archive, jobs: Int) {
        let papers = archive.papers
        let size = Self.magnitude(papers.count)
        let own = papers[paper]
        var sharing = Lists()
        var weights: [Int32] = []
        func add(_ papers: some Collection<Int32>, bonus: Int32) {
            sharing.append(papers)
            weights.append(Self.weight(papers.count, size, bonus: bonus))
        }
        for person in Self.people(of: own) {
            add(archive.people[Int(person)].papers.map { Int32($0) }, bonus: Self.authorBonus)
        }
        for tag in Self.tags(of: own) {
            // What is listed under a tag has parts of it as well, which papers do not name.
            let listed = archive.tags[Int(tag)].papers.filter { papers[$0].tags.contains(tag) }
            add(listed.map { Int32($0) }, bonus: Self.tagBonus)
        }
        for papers in TitleWords.papersSharing(own.title, of: papers, jobs: jobs) { add(papers, bonus: 0) }
        var features = Lists()
        features.append(0..<Int32(weights.count))
        ofPapers = features
        self.papers = sharing
        self.weights = weights
        least = Self.least(size)
        isVoid = { papers[$0].status.isVoid }
    }

    private static func people(of paper: Paper) -> [PersonIndex] {
        once((0..<paper.namedAuthors).map { paper.person($0) })
    }
    private static func tags(of paper: Paper) -> [TermIndex] { once(paper.tags) }

    /// What an entry says twice counts once.
    private static func once(_ names: [Int32]) -> [Int32] {
        guard names.count > 16 else {
            return names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] }
        }
        var seen: Set<Int32> = []
        return names.filter { seen.insert($0).inserted }
    }

    private static let authorBonus: Int32 = 8
    private static let tagBonus: Int32 = 2

    /// Half of what the rarest thing would count: a rare author or word, or two tags.
    private static func least(_ size: Int32) -> Int32 { size * 3 / 2 }

    /// What it counts to share what so many papers have.
    private static func weight(_ papers: Int, _ size: Int32, bonus: Int32) -> Int32 {
        max(1, 2 * (size - magnitude(papers)) + bonus)
    }

    /// How many binary digits a number has.
    private static func magnitude(_ number: Int) -> Int32 { Int32(Int.bitWidth - number.leadingZeroBitCount) }
}

/// The words of titles that some papers share, but few.
private enum TitleWords {
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
