import Parallelism

/// Scores papers by each of some words and by every two of them, all in all forms, exactly as the query program does
/// (`engine.mjs`).
struct PairScores: Sendable {
    /// What a pair finds.
    struct Found: Sendable {
        /// How many papers have both words.
        var total = 0
        /// The best of them by their numbers, the best first.
        var papers: [Int] = []
    }

    private let terms: TermMerge
    private let papers: Int
    /// Each word's terms, and whether one is another form than the word itself.
    private let forms: [[(term: Int, isOther: Bool)]]
    /// What a word adds to a score, by the word and the form: its level, and ``other`` where it is not the word itself.
    private let parts: [[Float]]

    private static let other: UInt8 = 8
    /// How much another form of a word counts beside the word itself.
    private static let otherFactor = 0.65

    /// Looks for words, at most 256, by their places among the terms; `counts` is how many papers each term has.
    init(_ terms: TermMerge, _ common: [Int], counts: [UInt32], papers: Int) {
        self.terms = terms
        self.papers = papers
        forms = common.map { word in terms.forms(of: terms[word]).map { (term: $0, isOther: $0 != word) } }
        parts = zip(common, forms).map { word, forms in
            // The word itself counts by how rare it is itself, its other forms by how rare all are together.
            let together = forms.reduce(0) { $0 + Int(counts[$1.term]) }
            let own = Level.rarity(Int(counts[word]), of: papers)
            let others = Self.otherFactor * Level.rarity(min(together, papers), of: papers)
            return Level.weights.map { Float($0 * own) } + Level.weights.map { Float($0 * others) }
        }
    }

    private var words: Int { forms.count }

    /// What every pair finds, by the place of the first word times how many words there are, plus the place of the second; a word
    /// alone is the pair of it and itself.
    func best(length: Int, jobs: Int) -> [Found] {
        let count = terms.allStretches.count
        let lists = Parallel.mapStretches(
            count: count, jobs: jobs, size: max(1, (count + jobs - 1) / jobs), state: {}
        ) { _, stretches in best(WordsOfPapers(self, stretches), length: length) }
        guard var all = lists.last else { return Array(repeating: Found(), count: words * words) }
        // From the newest on, so that of equals the newer come first.
        for older in lists.dropLast().reversed() { all.append(older) }
        return (0..<words * words).map { all[$0] }
    }

    /// Which of the words the papers of some stretches have.
    private struct WordsOfPapers {
        let papers: Range<Int>
        /// Where each paper's words begin, by its place among the papers; one more than there are papers.
        private var starts: [UInt32]
        /// The words of each paper, rising, each in the form that counts most.
        let found: [(word: UInt8, form: UInt8)]

        init(_ scores: PairScores, _ stretches: Range<Int>) {
            let papers = scores.terms.papers(of: stretches).clamped(to: 0..<scores.papers)
            let first = UInt32(papers.lowerBound)
            var best: [UInt8] = Array(repeating: .max, count: papers.count)
            /// What the papers have, word by word.
            var all: [(paper: UInt32, word: UInt8, form: UInt8)] = []
            var starts: [UInt32] = Array(repeating: 0, count: papers.count + 1)
            for (word, forms) in scores.forms.enumerated() {
                let parts = scores.parts[word]
                let begin = all.count
                for (term, isOther) in forms {
                    scores.terms.forEachPosting(of: term, in: stretches) { paper, level in
                        let form = UInt8(level) + (isOther ? PairScores.other : 0)
                        let place = paper - first
                        let known = best[Int(place)]
                        if known == .max { all.append((place, UInt8(word), 0)) }
                        if known == .max || parts[Int(known)] < parts[Int(form)] { best[Int(place)] = form }
                    }
                }
                for place in begin..<all.count {
                    let paper = Int(all[place].paper)
                    all[place].form = best[paper]
                    best[paper] = .max
                    starts[paper + 1] += 1
                }
            }
            for paper in 0..<papers.count { starts[paper + 1] += starts[paper] }
            var next = starts
            var found: [(word: UInt8, form: UInt8)] = Array(repeating: (0, 0), count: all.count)
            for (paper, word, form) in all {
                found[Int(next[Int(paper)])] = (word, form)
                next[Int(paper)] += 1
            }
            self.papers = papers
            self.starts = starts
            self.found = found
        }

        /// Where a paper's words are in ``found``, by its number.
        func words(of paper: Int) -> Range<Int> {
            let place = paper - papers.lowerBound
            return Int(starts[place])..<Int(starts[place + 1])
        }
    }

    /// What each pair finds among some of the papers.
    private struct Lists {
        /// What most papers of a pair need no more than to be counted: they are no better than those that it has.
        private struct Tally {
            var total: UInt32 = 0
            /// What the words of a paper have to add up to, to be among the best.
            var least = -Float.infinity
        }

        private let length: Int
        private var tallies: [Tally]
        /// How many of the best are known, by the pair.
        private var sizes: [Int]
        /// The best papers of each pair, the best first, and room for as many as there may be.
        private var best: [(score: Int32, paper: UInt32)]
        /// The pairs of the paper at hand that it may be among the best of.
        private var good: [(pair: Int, sum: Float)] = []

        init(pairs: Int, length: Int) {
            self.length = length
            tallies = Array(repeating: Tally(), count: pairs)
            sizes = Array(repeating: 0, count: pairs)
            best = Array(repeating: (0, 0), count: pairs * length)
        }

        subscript(pair: Int) -> Found {
            let own = best[pair * length..<pair * length + sizes[pair]]
            return Found(total: Int(tallies[pair].total), papers: own.map { Int($0.paper) })
        }

        /// Adds a paper that is older than all others, by the words that it has and what each adds to a score; `words` is how many
        /// there are in all.
        mutating func add(_ own: [(word: Int, part: Float)], _ paper: Int, words: Int) {
            // A loop over plain memory and nothing else: of the pairs of a paper few find it among their best.
            tallies.withUnsafeMutableBufferPointer { tallies in
                own.withUnsafeBufferPointer { own in
                    for place in own.indices {
                        let (row, part) = own[place]
                        for other in place..<own.count {
                            let sum = other == place ? part : part + own[other].part
                            let pair = row * words + own[other].word
                            tallies[pair].total += 1
                            if sum >= tallies[pair].least { good.append((pair, sum)) }
                        }
                    }
                }
            }
            for (pair, sum) in good {
                insert(Int32((Double(sum) / Level.grain).rounded()), UInt32(paper), to: pair)
                guard sizes[pair] == length else { continue }
                // From here on it is rounded to more than the last of them: exact, as grains are parts of two.
                tallies[pair].least = Float((Double(best[(pair + 1) * length - 1].score) + 0.5) * Level.grain)
            }
            good.removeAll(keepingCapacity: true)
        }

        private mutating func insert(_ score: Int32, _ paper: UInt32, to pair: Int) {
            let start = pair * length
            var place = start + sizes[pair]
            if sizes[pair] < length {
                sizes[pair] += 1
            } else {
                place -= 1
                guard best[place].score < score else { return }
            }
            while place > start, best[place - 1].score < score {
                best[place] = best[place - 1]
                place -= 1
            }
            best[place] = (score, paper)
        }

        /// Adds what all pairs find among papers that are older.
        mutating func append(_ older: Lists) {
            for pair in tallies.indices {
                tallies[pair].total += older.tallies[pair].total
                for (score, paper) in older.best[pair * length..<pair * length + older.sizes[pair]] {
                    insert(score, paper, to: pair)
                }
            }
        }
    }

    private func best(_ having: WordsOfPapers, length: Int) -> Lists {
        var lists = Lists(pairs: words * words, length: length)
        let (words, found) = (words, having.found.span)
        var own: [(word: Int, part: Float)] = []
        for paper in having.papers.reversed() {
            own.removeAll(keepingCapacity: true)
            for place in having.words(of: paper) {
                let (word, form) = (Int(found[place].word), Int(found[place].form))
                own.append((word, parts[word][form]))
            }
            lists.add(own, paper, words: words)
        }
        return lists
    }
}
