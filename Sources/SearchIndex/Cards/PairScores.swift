import Parallelism

/// Scores papers by each of some words and by every two of them, all in all forms, exactly as the query program does
/// (`engine.mjs`).
struct PairScores: Sendable {
    /// What a pair finds.
    struct Found: Sendable {
        /// How many papers have both words.
        var total = 0
        /// The best of them by their numbers, the best first.
        fileprivate(set) var papers: [Int] = []
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
        for older in lists.dropLast().reversed() {
            for pair in all.indices { all[pair].append(older[pair], length: length) }
        }
        return all.map { list in Found(total: list.total, papers: list.best.map { Int($0.paper) }) }
    }

    /// Which of the words the papers of some stretches have.
    private struct WordsOfPapers {
        let papers: Range<Int>
        /// Where each paper's words begin, by its place among the papers; one more than there are papers.
        private var starts: [UInt32]
        /// The words of each paper, rising, each in the form that counts most.
        private var found: [(word: UInt8, form: UInt8)]

        init(_ scores: PairScores, _ stretches: Range<Int>) {
            let papers = scores.terms.papers(of: stretches).clamped(to: 0..<scores.papers)
            let first = UInt32(papers.lowerBound)
            var best: [UInt8] = Array(repeating: .max, count: papers.count)
            var having: [Int] = []
            /// Gives a closure each paper that has a word, by its place, in no order, and the form.
            func forEachPaper(of word: Int, _ body: (_ paper: Int, _ form: UInt8) -> Void) {
                let parts = scores.parts[word]
                having.removeAll(keepingCapacity: true)
                for (term, isOther) in scores.forms[word] {
                    scores.terms.forEachPosting(of: term, in: stretches) { paper, level in
                        let form = UInt8(level) + (isOther ? PairScores.other : 0)
                        let place = Int(paper - first)
                        let known = best[place]
                        if known == .max { having.append(place) }
                        if known == .max || parts[Int(known)] < parts[Int(form)] { best[place] = form }
                    }
                }
                for paper in having {
                    body(paper, best[paper])
                    best[paper] = .max
                }
            }
            var starts: [UInt32] = Array(repeating: 0, count: papers.count + 1)
            for word in scores.forms.indices { forEachPaper(of: word) { paper, _ in starts[paper + 1] += 1 } }
            for paper in 0..<papers.count { starts[paper + 1] += starts[paper] }
            var next = starts
            var found: [(word: UInt8, form: UInt8)] = Array(repeating: (0, 0), count: Int(starts[papers.count]))
            for word in scores.forms.indices {
                forEachPaper(of: word) { paper, form in
                    found[Int(next[paper])] = (UInt8(word), form)
                    next[paper] += 1
                }
            }
            self.papers = papers
            self.starts = starts
            self.found = found
        }

        /// The words of a paper, by its number.
        subscript(paper: Int) -> ArraySlice<(word: UInt8, form: UInt8)> {
            let place = paper - papers.lowerBound
            return found[Int(starts[place])..<Int(starts[place + 1])]
        }
    }

    /// The best papers of a pair, of some of the papers.
    private struct List {
        var total = 0
        var best: [(score: Int32, paper: UInt32)] = []

        /// Adds a paper that is older than all others.
        @inline(__always)
        mutating func add(_ score: Int32, _ paper: UInt32, length: Int) {
            if best.count == length {
                guard best[length - 1].score < score else { return }
                best.removeLast()
            }
            best.insert((score, paper), at: best.firstIndex { $0.score < score } ?? best.count)
        }

        mutating func append(_ older: List, length: Int) {
            total += older.total
            for (score, paper) in older.best { add(score, paper, length: length) }
        }
    }

    /// What most papers of a pair need no more than to be counted: they are no better than those that it has.
    private struct Tally {
        var total = 0
        /// What the words of a paper have to add up to, to be among the best.
        var least = -Float.infinity
    }

    private func best(_ having: WordsOfPapers, length: Int) -> [List] {
        var lists = Array(repeating: List(), count: words * words)
        var tallies = Array(repeating: Tally(), count: words * words)
        var own: [(word: Int, part: Float)] = []
        for paper in having.papers.reversed() {
            own.removeAll(keepingCapacity: true)
            for (word, form) in having[paper] {
                own.append((Int(word), parts[Int(word)][Int(form)]))
            }
            for place in own.indices {
                let (row, part) = own[place]
                for (word, other) in own[place...] {
                    let pair = row * words + word
                    let sum = word == row ? part : part + other
                    tallies[pair].total += 1
                    guard sum >= tallies[pair].least else { continue }
                    lists[pair].add(Int32((Double(sum) / Level.grain).rounded()), UInt32(paper), length: length)
                    // From here on it is rounded to more than the last of them: exact, as grains are parts of two.
                    guard lists[pair].best.count == length, let last = lists[pair].best.last else { continue }
                    tallies[pair].least = Float((Double(last.score) + 0.5) * Level.grain)
                }
            }
        }
        for pair in lists.indices { lists[pair].total = tallies[pair].total }
        return lists
    }
}
