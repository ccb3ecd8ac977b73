import ArchiveModel
import Markup
import Parallelism

/// The first results of every search for a common word or two, and how many there are.
///
/// In ``CardBlocks`` these lie far apart, each in a block of its own, of which next to nothing is wanted; here they lie
/// together, and none of the words' long lists is needed. Rarer words have no need of it, and of three words there are too
/// many.
struct PairBlocks: Sendable {
    /// The common words, the commonest first.
    let words: [String]
    /// The blocks: JSON, compressed. First an object of papers by the pair, their numbers, the best first; then one of cards by
    /// the papers' numbers. A pair is the place of its commoner word times how many words there are, plus the place of the
    /// other, which is the same for a word alone.
    let blocks: [[UInt8]]
    /// The pair that each block begins with.
    let starts: [Int]
    /// How many papers each pair has, in a block for each word: a number (LEB128) for itself and each rarer one. 0 where nothing
    /// is known but what the best are: where the archive writes both as one, the words alone do not tell.
    let totals: [[UInt8]]

    private static let name = "search-pairs"
    /// How many results of a pair there are: a page.
    private static let length = 10
    /// How many words count as common at most.
    private static let most = 200
    /// A word that so many of a thousand papers have is left out of searches (`groups.mjs`).
    private static let tooCommon = 600
    /// How many cards a block has at least and at most, before those that are there twice are left out.
    private static let sizes = 96..<288

    init(
        _ archive: Archive, _ terms: TermMerge, _ keys: PaperKeys, _ macros: MathMacros, counts: [UInt32],
        titles: [UInt32],
        store: (any IndexStore)?, jobs: Int
    ) {
        let papers = archive.papers.count
        // So many that there is at most one more card for each paper.
        let number = min(Self.most, Int((2 * Double(papers) / Double(Self.length)).squareRoot()))
        let common = titles.indices.filter {
            titles[$0] > 0 && Int(counts[$0]) * 1_000 < Self.tooCommon * papers && terms.isLong($0)
        }
        .sorted { (titles[$1], $0) < (titles[$0], $1) }.prefix(number)
        let words = common.map { terms[$0] }
        let found = PairScores(terms, Array(common), counts: counts, papers: papers)
            .best(length: Self.length, jobs: jobs)
        // By the pair, where the archive writes both words as one: nothing else has so much to look up.
        let beginning = words.map { terms.beginning(with: $0.utf8) }
        let joined = Parallel.map(count: words.count, jobs: jobs, run: 1, state: {}) { _, row in
            (row..<words.count).map { column in
                Self.joined((words[row], beginning[row]), (words[column], beginning[column]), in: terms)
            }
        }
        var totals: [[UInt8]] = Array(repeating: [], count: words.count)
        var cuts = BlockCuts(Self.sizes)
        var starts: [Int] = []
        var pairs: [[(pair: Int, papers: [Int])]] = []
        for row in totals.indices {
            for column in row..<words.count {
                let pair = row * words.count + column
                let joined = joined[row][column - row]
                let best = found[pair].papers + (joined ?? [])
                totals[row].append(varint: joined == nil ? found[pair].total : 0)
                guard !best.isEmpty else { continue }
                if cuts.beginsBlock(size: best.count, hash: UInt64(pair)) {
                    starts.append(pair)
                    pairs.append([])
                }
                pairs[pairs.count - 1].append((pair, best))
            }
        }
        self.words = words
        self.starts = starts
        self.totals = totals
        let all = pairs
        let kept = store?.read(Self.name) { KeptBlocks($0) } ?? KeptBlocks()
        let cardKeys = all.map { Self.key(of: $0, keys) }
        blocks = Parallel.map(count: all.count, jobs: jobs, run: 4, state: { CardWriter(archive, macros) }) {
            writer, block in
            kept[cardKeys[block]] ?? writer.block(of: all[block])
        }
        let now = KeptBlocks(zip(cardKeys, blocks))
        if let store, now != kept { store.write(Self.name, now.bytes) }
    }

    /// The best papers that write two words as one, in one order or the other; `nil` where the archive never does. With each word
    /// come the terms that begin with it.
    private static func joined(
        _ one: (word: String, terms: Range<Int>), _ other: (word: String, terms: Range<Int>), in terms: TermMerge
    ) -> [Int]? {
        guard one.word != other.word else { return nil }
        let forms = [(one, other), (other, one)].flatMap { first, second in
            terms.forms(of: first.word + second.word, known: (first.terms, first.word.utf8.count))
        }
        return forms.isEmpty ? nil : forms.flatMap { terms.best(of: $0, length: length) }
    }

    private static func key(of block: [(pair: Int, papers: [Int])], _ keys: PaperKeys) -> Fingerprint {
        var key = keys.key(of: block.flatMap(\.papers))
        for (pair, papers) in block {
            key.add(pair)
            key.add(papers.count)
        }
        return key
    }
}
