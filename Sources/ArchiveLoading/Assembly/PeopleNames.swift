import ArchiveModel
import Diagnostics
import Markup

/// Gives the authors of all papers their places among the archive's people.
struct PeopleNames: Sendable {
    /// The people, by slug.
    private(set) var people: [Person] = []
    /// The place of each of ``EntryLooks/authors``.
    private(set) var places: [PersonIndex]
    private(set) var diagnostics: [Diagnostic] = []
    /// The names, for the next time.
    private(set) var known: NameTable.Known

    /// What is known of somebody besides a name.
    private struct Details {
        var orcid: String?
        var url: String?
        /// All names that the papers print, the newest last.
        var names: [String] = []

        mutating func note(_ name: String, orcid: String?, url: String?) {
            if names.last != name {
                names.removeAll { $0 == name }
                names.append(name)
            }
            self.orcid = orcid ?? self.orcid
            self.url = url ?? self.url
        }

        func fill(_ person: inout Person) {
            (person.orcid, person.url) = (orcid, url)
            person.name = names.last ?? person.name
            person.otherNames = names.dropLast().sorted()
        }
    }

    /// Names the authors of papers, whose places among the entries are given twice: in the archive's order, and as they arrive,
    /// from the oldest.
    init(_ papers: [Int], _ arriving: [Int], _ entries: EntryLooks, known: NameTable.Known, jobs: Int) {
        var places = Array(repeating: PersonIndex(0), count: entries.authors.count)
        var names = NameTable(kind: "author", prefix: "orcid:") { record, place in
            let author = RecordTexts(record.list(.authors)[place])
            return (author.utf8(0) ?? .empty, author.isFirstAlone ? nil : author.utf8(4))
        }
        // Of few people more is known than a name.
        var details: [PersonIndex: Details] = [:]
        for paper in arriving {
            let look = entries.looks[paper]
            let own = look.row.authors.range
            for place in own {
                places[place] = names.place(entries.authors[place], look, place - own.lowerBound)
            }
            if look.hasKnownAuthors { Self.note(look.record.list(.authors), places[own], in: &details) }
        }
        self.known = known
        let placed = names.placed(jobs: jobs, known: &self.known, &diagnostics)
        let ofPapers = papers.map { entries.looks[$0].row.authors }
        for own in ofPapers {
            for place in own.range { places[place] = placed.newPlace[Int(places[place])] }
        }
        let all = places
        self.places = all
        people = placed.terms(papers: papers.count) { all[ofPapers[$0].range] }.map(Person.init)
        for (old, known) in details { known.fill(&people[Int(placed.newPlace[Int(old)])]) }
    }

    /// Notes what a paper says of its authors besides their names.
    private static func note(
        _ authors: RecordList, _ places: ArraySlice<PersonIndex>, in details: inout [PersonIndex: Details]
    ) {
        for (author, place) in zip(authors.map { RecordTexts($0) }, places) where !author.isFirstAlone {
            let (orcid, url) = (author.text(4), author.text(6))
            guard orcid != nil || url != nil else { continue }
            details[place, default: Details()].note(author.text(0) ?? "", orcid: orcid, url: url)
        }
    }
}
