import ArchiveModel
import FileSystem

/// The terms of some papers that follow each other, and which paper has which.
struct TermStretch: Sendable {
    /// The terms in the order of their bytes, so that who goes through all stretches by term finds the postings of the next
    /// behind those of the last: in memory, that is worth a third of the time that it takes to write the lists.
    var terms: TermTable
    /// Where the postings of each term begin, by its number in ``terms``; one more than there are terms.
    var starts: [UInt32] = []
    /// A paper's number within the stretch, times 16, and the level. Within a term they rise by paper.
    var postings: [UInt32] = []
    /// Why it ends early.
    var failure: IOFailure?

    /// Whether a paper has two words that written together have one of some hashes, so that it matters whether these are a
    /// compound.
    func hasParts(ofAny compounds: [UInt64]) -> Bool {
        guard !compounds.isEmpty else { return false }
        let numbers = Dictionary(zip(terms.hashes, terms.hashes.indices)) { first, _ in first }
        return terms.hashes.indices.contains { second in
            compounds.contains { whole in
                let first = WordHash.first(of: whole, second: terms.hashes[second], length: terms.range(second).count)
                return first.flatMap { numbers[$0] }.map { isShared($0, second) } ?? false
            }
        }
    }

    /// The same with some papers' terms collected anew. `isAnew` tells for each paper of the stretch whether it is one of those; it
    /// may have fewer papers than the stretch had, or more.
    func replacing(_ isAnew: [Bool], by anew: TermStretch) -> TermStretch {
        var new = TermStretch(terms: TermTable(bytes: [], ends: [], hashes: []), starts: [0], failure: anew.failure)
        new.postings.reserveCapacity(postings.count + anew.postings.count)
        var (own, other) = (0, 0)
        while own < terms.count || other < anew.terms.count {
            let order = other == anew.terms.count ? -1 : own == terms.count ? 1 : terms.order(own, anew.terms, other)
            let start = new.postings.count
            if order <= 0 {
                for posting in postings[Int(starts[own])..<Int(starts[own + 1])] {
                    let paper = Int(posting >> 4)
                    if paper < isAnew.count, !isAnew[paper] { new.postings.append(posting) }
                }
            }
            if order >= 0 {
                new.postings += anew.postings[Int(anew.starts[other])..<Int(anew.starts[other + 1])]
                new.postings[start...].sort()
            }
            if new.postings.count > start {
                if order <= 0 { new.terms.append(own, of: terms) } else { new.terms.append(other, of: anew.terms) }
                new.starts.append(UInt32(new.postings.count))
            }
            if order <= 0 { own += 1 }
            if order >= 0 { other += 1 }
        }
        return new
    }

    /// Whether a paper has both of two terms.
    private func isShared(_ first: Int, _ second: Int) -> Bool {
        func papers(_ term: Int) -> Set<UInt32> {
            Set(postings[Int(starts[term])..<Int(starts[term + 1])].map { $0 >> 4 })
        }
        return !papers(first).isDisjoint(with: papers(second))
    }

    /// The papers of a stretch: few enough for a number of 28 bits, enough that what each stretch has for itself (the terms)
    /// is little beside its postings.
    static let size = 2_048
}

/// Collects the terms of papers.
struct TermCollector: ~Copyable {
    private let papers: Papers
    private let names: TermNames
    private let texts: PaperTexts
    private var scanner = WordScanner()
    private var found: TermEvidence
    private var bytes: [UInt8] = []

    init(_ archive: Archive, _ names: TermNames, _ texts: PaperTexts, _ compounds: Compounds) {
        papers = archive.papers.forWorker()
        self.names = names
        self.texts = texts
        found = TermEvidence(compounds)
    }

    /// The terms of some papers of a stretch, by their numbers in the index, the oldest of which is 0; `first` is the number of the
    /// stretch's first.
    mutating func collect(_ numbers: some Sequence<Int>, from first: Int) -> TermStretch {
        found.begin()
        var postings: [(term: Int32, posting: UInt32)] = []
        var failure: IOFailure?
        do {
            for number in numbers {
                let lengths = try read(papers[papers.count - 1 - number])
                let local = UInt32(number - first) << 4
                found.take(titleWords: lengths.title, textWords: lengths.text) { term, level in
                    postings.append((term, local | UInt32(level)))
                }
            }
        } catch {
            failure = error
        }
        return Self.stretch(found.table, postings, failure)
    }

    /// Collects a paper's terms; returns how many words its title and its text have.
    private mutating func read(_ paper: Paper) throws(IOFailure) -> (title: Int, text: Int) {
        let title = scan(paper.title, .title)
        for author in 0..<paper.namedAuthors { scan(paper.printedAuthor(author).name, .author) }
        for name in names.words(of: paper) { scan(name, .names) }
        if let summary = paper.summary { scan(summary, .summary) }
        for key in names.keys(of: paper) { found.add(key: key) }
        try texts.read(paper, into: &bytes)
        found.begin(.text)
        bytes.withUnsafeBufferPointer { scanner.scan($0, into: &found) }
        return (title, found.words)
    }

    @discardableResult
    private mutating func scan(_ text: String, _ place: TermEvidence.Place) -> Int {
        found.begin(place)
        var text = text
        text.withUTF8 { scanner.scan($0, into: &found) }
        return found.words
    }

    /// Sorts terms by their bytes and postings by term; within a term they stay as they are.
    private static func stretch(
        _ table: TermTable, _ postings: [(term: Int32, posting: UInt32)], _ failure: IOFailure?
    ) -> TermStretch {
        let (terms, places) = table.inOrder()
        var starts = [UInt32](repeating: 0, count: table.count + 1)
        for posting in postings { starts[places[Int(posting.term)] + 1] += 1 }
        for place in 0..<table.count { starts[place + 1] += starts[place] }
        var next = starts
        var sorted = [UInt32](repeating: 0, count: postings.count)
        for (term, posting) in postings {
            let place = places[Int(term)]
            sorted[Int(next[place])] = posting
            next[place] += 1
        }
        return TermStretch(terms: terms, starts: starts, postings: sorted, failure: failure)
    }
}

/// What the paper at hand has of each term that was met in its stretch.
private struct TermEvidence: WordSink {
    private(set) var table = TermTable()
    private let compounds: Compounds
    /// By term: how often the paper's text has it, and a bit for each other place.
    private var evidence: [UInt32] = []
    /// The terms that the paper has.
    private var found: [Int32] = []
    private var place = Place.text
    /// How many words the place has so far.
    private(set) var words = 0

    /// Where a term is found.
    enum Place: UInt32 {
        case text = 1
        case title = 0x1_0000
        case summary = 0x2_0000
        case names = 0x4_0000
        case author = 0x8_0000
        case key = 0x10_0000
    }

    /// How many words of a place are taken: a bound to what one entry can ask for.
    private static let mostWords = 20_000

    init(_ compounds: Compounds) { self.compounds = compounds }

    /// Begins another stretch.
    mutating func begin() {
        table = TermTable()
        evidence.removeAll(keepingCapacity: true)
        found.removeAll(keepingCapacity: true)
    }

    /// Begins another place.
    mutating func begin(_ place: Place) { (self.place, words) = (place, 0) }

    mutating func add(_ word: UnsafeRawBufferPointer, hash: UInt64) {
        guard words < Self.mostWords else { return }
        words += 1
        let term = table.number(word, hash: hash)
        if term == evidence.count { evidence.append(0) }
        if evidence[term] == 0 { found.append(Int32(term)) }
        if place == .text {
            if evidence[term] & 0xFFFF < 0xFFFF { evidence[term] += 1 }
        } else {
            evidence[term] |= place.rawValue
        }
    }

    /// Adds a term that is no word.
    mutating func add(key: String) {
        begin(.key)
        var key = key
        key.withUTF8 { add(UnsafeRawBufferPointer($0), hash: WordHash.of($0)) }
    }

    func isCompound(_ hash: UInt64) -> Bool { compounds.contains(hash) }

    /// Gives a closure the levels of the paper's terms, and forgets them.
    mutating func take(titleWords: Int, textWords: Int, _ body: (_ term: Int32, _ level: Int) -> Void) {
        for term in found {
            let all = evidence[Int(term)]
            evidence[Int(term)] = 0
            func isIn(_ place: Place) -> Bool { all & place.rawValue != 0 }
            if isIn(.author) { body(term, Level.author) }
            if isIn(.key) {
                body(term, 1)
            } else if all & ~Place.author.rawValue != 0 {
                let evidence = Level.Evidence(
                    inText: Int(all & 0xFFFF), isInTitle: isIn(.title), isInSummary: isIn(.summary),
                    isInNames: isIn(.names))
                body(term, Level.of(evidence, titleWords: titleWords, textWords: textWords))
            }
        }
        found.removeAll(keepingCapacity: true)
    }
}
