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
