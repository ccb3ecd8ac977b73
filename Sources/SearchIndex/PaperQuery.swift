package import ArchiveModel
package import FileSystem
import Markup
import Parallelism

/// A search in the language of the search page, asked by the build: words, "phrases" of titles, -excluded words, and filters
/// (`tag:vision`, `year:2023`, `author:"Ada Lovelace"`). A paper has to have all of it. What was typed wrong is not mended.
package struct PaperQuery: Sendable {
    private enum Filter: Sendable {
        /// A key that papers have in the index: of a tag, an organization, a venue, or of what they come with.
        case key(String)
        /// Words of authors' names.
        case author([[UInt8]])
        /// Days that feature papers; `nil` for a date that is none, which no paper has.
        case days(ClosedRange<Int32>?)
    }

    private var filters: [(filter: Filter, isExcluded: Bool)] = []
    private var words: [WantedWord] = []
    private var excluded: [WantedWord] = []
    private var phrases: [[[UInt8]]] = []

    /// Reads a query.
    package init(_ text: String) {
        for part in text.matches(of: /(-?)(?:([A-Za-z]+):)?(?:["“„]([^"”“]*)["”“]?|([^\s"“„]+))/) {
            let value = String(part.output.3 ?? part.output.4 ?? "")
            let isExcluded = !part.output.1.isEmpty
            if let name = part.output.2, let filter = Self.filter(name.lowercased(), value) {
                filters.append((filter, isExcluded))
                continue
            }
            let plain = part.output.2.map { "\($0) \(value)" } ?? value
            if isExcluded {
                excluded += WantedWord.all(in: plain)
            } else {
                words += WantedWord.all(in: plain)
                if part.output.3 != nil { phrases.append(Self.words(plain)) }
            }
        }
    }

    private static func filter(_ name: String, _ value: String) -> Filter? {
        switch name {
        case "tag", "tags": return .key(TermKey.tag(Slug.of(value)))
        case "org", "organization": return .key(TermKey.organization(Slug.of(value)))
        case "venue": return .key(TermKey.venue(Slug.of(value)))
        case "has": return .key(TermKey.has(Slug.of(value)))
        case "author", "authors": return .author(words(value))
        case "year": return .days(days(value))
        case "after", "since": return .days(days(value).map { $0.lowerBound...Int32.max })
        case "before", "until": return .days(days(value).map { Int32.min...$0.lowerBound - 1 })
        default: return nil
        }
    }

    /// The days of a date that may lack its day or month.
    private static func days(_ text: String) -> ClosedRange<Int32>? {
        if let day = Day(text.replacing("/", with: "-")) { return day.number...day.number }
        guard let date = PartialDate(incomplete: text.replacing("/", with: "-")) else { return nil }
        let (year, month, _) = date.components
        let next = month.map {
            $0 == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: $0 + 1, day: 1)
        }
        guard let end = next ?? Day(year: year + 1, month: 1, day: 1) else { return nil }
        return date.first.number...end.number - 1
    }

    /// The folded words of a text, without regard to hyphens.
    static func words(_ text: String) -> [[UInt8]] {
        text.unicodeScalars.split { !Folding.isWord($0) && $0 != "'" && $0 != "\u{2019}" }.map { part in
            Array(Folding.folded(String(part.filter(Folding.isWord).map(Character.init))).utf8)
        }.filter { !$0.isEmpty }
    }

    // MARK: Asking

    /// The papers that it finds, in the archive's order.
    package func papers(
        of archive: Archive, texts: PaperTexts, jobs: Int
    ) throws(IOFailure) -> [PaperIndex] {
        let names = TermNames(archive)
        let papers = archive.papers
        let stretches = Parallel.mapStretches(
            count: papers.count, jobs: jobs, size: 256, state: { QuerySearcher(self, names, papers.forWorker(), texts) }
        ) { searcher, places in
            Result { () throws(IOFailure) in try searcher.found(in: places) }
        }
        var found: [PaperIndex] = []
        for stretch in stretches { found += try stretch.get() }
        return found
    }

    fileprivate func passes(_ paper: Paper, _ names: TermNames) -> Bool {
        guard !filters.isEmpty else { return true }
        let keys = Set(names.keys(of: paper))
        return filters.allSatisfy { filter, isExcluded in
            switch filter {
            case .key(let key): keys.contains(key) != isExcluded
            case .days(let days): (days?.contains(paper.day.number) ?? false) != isExcluded
            case .author(let words):
                Self.isWritten(paper, by: words) != isExcluded
            }
        }
    }

    private static func isWritten(_ paper: Paper, by words: [[UInt8]]) -> Bool {
        guard !words.isEmpty else { return false }
        let names = Set((0..<paper.namedAuthors).flatMap { Self.words(paper.printedAuthor($0).name) })
        return words.allSatisfy(names.contains)
    }

    fileprivate func hasPhrases(_ paper: Paper) -> Bool {
        guard !phrases.isEmpty else { return true }
        let title = Self.words(paper.title)
        return phrases.allSatisfy { phrase in
            title.indices.contains { title[$0...].starts(with: phrase) }
        }
    }

    fileprivate var wanted: [WantedWord] { words + excluded }
    fileprivate var wantedCount: Int { words.count }
    fileprivate var hasExcluded: Bool { !excluded.isEmpty }
}

/// A word that is looked for: in any of its forms, or with its parts apart.
private struct WantedWord: Sendable {
    let stem: [UInt8]
    let hash: UInt64

    init(_ word: [UInt8]) {
        stem = Stem.of(word)
        hash = word.reduce(0) { WordHash.add($1, to: $0) }
    }

    /// The words of a text; what is joined by hyphens is one.
    static func all(in text: String) -> [WantedWord] {
        text.split(separator: " ").flatMap { part in
            PaperQuery.words(part.filter { $0 != "-" && $0 != "\u{2010}" }).map(WantedWord.init)
        }
    }
}

/// Looks for a query's words in papers, one after the other.
private struct QuerySearcher: ~Copyable {
    private let query: PaperQuery
    private let names: TermNames
    private let papers: Papers
    private let texts: PaperTexts
    private var scanner = WordScanner()
    private var seeker: WordSeeker
    private var bytes: [UInt8] = []

    init(_ query: PaperQuery, _ names: TermNames, _ papers: Papers, _ texts: PaperTexts) {
        self.query = query
        self.names = names
        self.papers = papers
        self.texts = texts
        seeker = WordSeeker(query.wanted)
    }

    mutating func found(in places: Range<PaperIndex>) throws(IOFailure) -> [PaperIndex] {
        var found: [PaperIndex] = []
        for place in places {
            let paper = papers[place]
            guard query.passes(paper, names), query.hasPhrases(paper) else { continue }
            if try hasWords(paper) { found.append(place) }
        }
        return found
    }

    private mutating func hasWords(_ paper: Paper) throws(IOFailure) -> Bool {
        guard !seeker.isIdle else { return true }
        seeker.begin()
        var parts = [paper.title, paper.summary ?? ""] + names.words(of: paper)
        for place in 0..<paper.namedAuthors { parts.append(paper.printedAuthor(place).name) }
        // A period between, so that no word stands beside one of another part.
        scan(Array(parts.joined(separator: " . ").utf8))
        if query.hasExcluded || !seeker.hasAll(query.wantedCount) {
            try texts.read(paper, into: &bytes)
            scan(bytes)
        }
        return seeker.hasAll(query.wantedCount) && seeker.hasNone(after: query.wantedCount)
    }

    private mutating func scan(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { scanner.scan($0, into: &seeker) }
    }
}

/// Notes which words a text has.
private struct WordSeeker: WordSink {
    private let wanted: [WantedWord]
    private let hashes: Set<UInt64>
    private var found: [Bool]

    init(_ wanted: [WantedWord]) {
        self.wanted = wanted
        hashes = Set(wanted.map(\.hash))
        found = Array(repeating: false, count: wanted.count)
    }

    var isIdle: Bool { wanted.isEmpty }
    mutating func begin() { for place in found.indices { found[place] = false } }
    func hasAll(_ count: Int) -> Bool { found.prefix(count).allSatisfy(\.self) }
    func hasNone(after count: Int) -> Bool { !found.dropFirst(count).contains(true) }

    mutating func add(_ word: UnsafeRawBufferPointer, hash: UInt64) {
        for place in wanted.indices where !found[place] {
            if hash == wanted[place].hash {
                found[place] = true
            } else if word.prefix(2).elementsEqual(wanted[place].stem.prefix(2)) {
                // Only a word that begins alike is worth stripping.
                found[place] = Stem.of(Array(word)) == wanted[place].stem
            }
        }
    }

    func isCompound(_ hash: UInt64) -> Bool { hashes.contains(hash) }
}
