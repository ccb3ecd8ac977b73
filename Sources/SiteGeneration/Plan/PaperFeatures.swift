import ArchiveModel

/// What papers can share, each with a number: people, then tags, then rare words of titles.
struct PaperFeatures: Sendable {
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
