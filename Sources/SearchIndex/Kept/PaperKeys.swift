import ArchiveModel
import Markup
import Parallelism

/// Of all that the index takes from each paper: two papers with one key come out the same.
struct PaperKeys: Sendable {
    /// By the paper's number.
    private let keys: [Fingerprint]

    init(_ archive: Archive, macros: MathMacros, jobs: Int) {
        var common = Fingerprint()
        macros.add(to: &common)
        let ground = common
        func names(_ terms: [Term]) -> [Fingerprint] {
            terms.map { term in
                var key = Fingerprint.of(term.name)
                key.add(term.slug)
                for synonym in term.details?.synonyms ?? [] { key.add(synonym) }
                return key
            }
        }
        let (tags, organizations, venues) = (names(archive.tags), names(archive.organizations), names(archive.venues))
        let papers = archive.papers
        keys = Parallel.mapStretches(count: papers.count, jobs: jobs, size: 1_000, state: { papers.forWorker() }) {
            papers, numbers in
            numbers.map { number in
                let paper = papers[papers.count - 1 - number]
                var key = paper.fingerprint
                key.add(ground)
                for tag in archive.tagsWithAncestors(of: paper) { key.add(tags[Int(tag)]) }
                if let organization = paper.organization { key.add(organizations[Int(organization)]) }
                if let venue = paper.venue { key.add(venues[Int(venue)]) }
                return key
            }
        }.flatMap { $0 }
    }

    /// Of papers that follow each other, by their numbers.
    subscript(numbers: Range<Int>) -> ArraySlice<Fingerprint> { keys[numbers] }

    /// Of some papers, by their numbers.
    func key(of numbers: some Sequence<Int>) -> Fingerprint {
        var key = Fingerprint()
        for number in numbers {
            key.add(number)
            key.add(keys[number])
        }
        return key
    }
}
