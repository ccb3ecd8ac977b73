import ArchiveModel
import Markup
import Parallelism

/// The cards of the first results of every search for two common words.
///
/// In ``CardBlocks`` these lie far apart, each in a block of its own, of which next to nothing is wanted; here they lie
/// together. Rarer words have no need of it, and of three words there are too many: their cards are fetched one by one.
struct PairBlocks: Sendable {
    /// The common words, the commonest first.
    let words: [String]
    /// The blocks. Each is a JSON object of cards by the papers' numbers, compressed.
    let blocks: [[UInt8]]
    /// The pair that each block begins with: the place of its commoner word times how many words there are, plus the place
    /// of the other.
    let starts: [Int]

    private static let name = "search-pairs"
    /// How many results of a pair there are: a page, and some more for searches that also find other forms.
    private static let length = 12
    /// How many words count as common at most.
    private static let most = 200
    /// How many cards a block has at least and at most, before those that are there twice are left out.
    private static let sizes = 96..<288

    init(
        _ archive: Archive, _ terms: TermMerge, _ keys: PaperKeys, _ macros: MathMacros, counts: [UInt32],
        titles: [UInt32],
        store: (any IndexStore)?, jobs: Int
    ) {
        let papers = archive.papers.count
        // So many that there is at most one more card for each paper. What most papers have is left out of searches.
        let number = min(Self.most, Int((2 * Double(papers) / Double(Self.length)).squareRoot()))
        let common = titles.indices.filter { titles[$0] > 0 && Int(counts[$0]) <= papers / 2 && terms.isLong($0) }
            .sorted { (titles[$1], $0) < (titles[$0], $1) }.prefix(number)
        words = common.map { terms[$0] }

        let scores = PairScores(terms, Array(common), counts: counts, papers: papers)
        let names = words
        let rows = Parallel.map(count: words.count, jobs: jobs, run: 2, order: .fromBothEnds, state: {}) { _, row in
            var pairs = scores.best(row: row, length: Self.length)
            for (column, other) in names[(row + 1)...].enumerated() {
                // Where the archive writes both as one, papers that do so come first.
                for compound in [names[row] + other, other + names[row]] {
                    pairs[column] += PairScores.best(terms.postings(of: compound), length: Self.length)
                }
            }
            return pairs
        }

        var cuts = BlockCuts(Self.sizes)
        var starts: [Int] = []
        var numbers: [[Int]] = []
        for (row, pairs) in rows.enumerated() {
            for (column, best) in pairs.enumerated() where !best.isEmpty {
                let pair = row * words.count + row + 1 + column
                if cuts.beginsBlock(size: best.count, hash: UInt64(pair)) {
                    starts.append(pair)
                    numbers.append([])
                }
                numbers[numbers.count - 1] += best.map { Int($0) }
            }
        }
        self.starts = starts
        let all = numbers.map { Set($0).sorted() }
        let kept = store?.read(Self.name) { KeptBlocks($0) } ?? KeptBlocks()
        blocks = Parallel.map(count: all.count, jobs: jobs, run: 4, state: { CardWriter(archive, macros) }) {
            writer, block in
            kept[keys.key(of: all[block])] ?? writer.object(of: all[block])
        }
        let now = KeptBlocks(zip(all.map { keys.key(of: $0) }, blocks))
        if let store, now != kept { store.write(Self.name, now.bytes) }
    }
}

/// Scores papers by pairs of words, as the query program does.
private struct PairScores: Sendable {
    private let words: Int
    /// Where each paper's words begin, by its number; one more than there are papers.
    private let starts: [UInt32]
    /// The words of each paper, rising, and the level of each.
    private let found: [(word: UInt8, level: UInt8)]
    /// What a word adds to a score, by the word and the level.
    private let parts: [[Float]]

    init(_ terms: TermMerge, _ common: [Int], counts: [UInt32], papers: Int) {
        var starts: [UInt32] = Array(repeating: 0, count: papers + 1)
        for term in common { terms.forEachPosting(of: term) { paper, _ in starts[Int(paper) + 1] += 1 } }
        for paper in 0..<papers { starts[paper + 1] += starts[paper] }
        var next = starts
        var found: [(word: UInt8, level: UInt8)] = Array(repeating: (0, 0), count: Int(starts[papers]))
        for (word, term) in common.enumerated() {
            terms.forEachPosting(of: term) { paper, level in
                found[Int(next[Int(paper)])] = (UInt8(word), UInt8(level))
                next[Int(paper)] += 1
            }
        }
        words = common.count
        self.starts = starts
        self.found = found
        parts = common.map { term in
            let rarity = Level.rarity(Int(counts[term]), of: papers)
            return Level.weights.map { Float($0 * rarity / Level.grain) }
        }
    }

    /// The best of the papers of a word.
    static func best(_ postings: [(paper: UInt32, level: Int)], length: Int) -> [Int32] {
        let sorted = postings.sorted { ($1.level, $1.paper) < ($0.level, $0.paper) }
        return sorted.prefix(length).map { Int32($0.paper) }
    }

    /// The best papers of the pairs of a word with each rarer one.
    func best(row: Int, length: Int) -> [[Int32]] {
        var lists = Array(repeating: [(score: Int, paper: Int32)](), count: words - row - 1)
        for paper in stride(from: starts.count - 2, through: 0, by: -1) {
            let own = found[Int(starts[paper])..<Int(starts[paper + 1])]
            guard let first = own.firstIndex(where: { $0.word >= row }), Int(own[first].word) == row else { continue }
            let part = parts[row][Int(own[first].level)]
            for (word, level) in own[(first + 1)...] where Int(word) > row {
                let score = Int((part + parts[Int(word)][Int(level)]).rounded())
                let list = Int(word) - row - 1
                if lists[list].count == length {
                    // Papers come from the newest on, so that of equals the first stays.
                    guard lists[list][length - 1].score < score else { continue }
                    lists[list].removeLast()
                }
                let place = lists[list].firstIndex { $0.score < score } ?? lists[list].count
                lists[list].insert((score, Int32(paper)), at: place)
            }
        }
        return lists.map { $0.map(\.paper) }
    }
}
