import ArchiveModel
import Diagnostics
import Markup

/// Puts entries together: leaves out what is not published yet, orders the rest, gives every name one place.
struct ArchiveAssembler {
    private let options: ArchiveLoader.Options
    private let dayOrder: SiteConfiguration.DayOrder
    private var entries: [Entry] = []
    /// The places of the entries, sorted, from the oldest.
    private var byAge: [Int] = []
    private var archive = Archive()
    private(set) var diagnostics: [Diagnostic] = []

    init(options: ArchiveLoader.Options, dayOrder: SiteConfiguration.DayOrder) {
        self.options = options
        self.dayOrder = dayOrder
    }

    /// Adds entries, which are in the order of their paths.
    mutating func add(_ entries: [Entry]) { self.entries += entries }
    mutating func add(_ page: ContentPage) { archive.pages.append(page) }
    mutating func add(_ note: DayNote) { archive.notes[note.day] = note.source }

    /// The archive; `locate` gives the place of a key's value in an entry's file.
    mutating func assemble(locate: (String, ByteRange) -> SourceLocation) -> Archive {
        diagnostics += DuplicateCheck.diagnostics(entries, locate: locate)
        entries.removeAll(where: isHidden)
        sort()
        archive.papers = entries.map { published($0.paper) }
        numberNames()
        entries = []
        groupDays()
        archive.pages.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        dropFutureNotes()
        return archive
    }

    private func isHidden(_ entry: Entry) -> Bool {
        if entry.isDraft, !options.drafts { return true }
        if entry.paper.day > options.asOf { return true }
        if let expires = entry.expires, expires <= options.asOf { return true }
        return false
    }

    /// A paper as it stands now: a notice dated later waits, like an entry.
    private func published(_ paper: Paper) -> Paper {
        guard let date = paper.details.values.noticeDate, date > options.asOf else { return paper }
        var values = paper.details.values
        values.notice = nil
        values.noticeDate = nil
        var paper = paper
        paper.details = PaperDetails(values)
        paper.status = .published
        paper.fingerprint.add(1)
        return paper
    }

    // MARK: Order

    /// Newest day first; within a day by the site's order, then by path.
    private mutating func sort() {
        // Entries come in the order of their paths, so their places stand for these.
        let keys = entries.indices.map { place in
            let day = Int64(entries[place].paper.day.number)
            let rank: Int64 =
                switch dayOrder {
                case .upvotes: -Int64(entries[place].paper.upvotes ?? 0)
                case .date: -(entries[place].paper.moment ?? -.max)
                case .title, .file: 0
                }
            return (day: day, rank: rank, place: place)
        }
        let titles = dayOrder == .title ? entries.map { $0.paper.title.lowercased() } : []
        let sorted = keys.sorted { a, b in
            if a.day != b.day { return a.day > b.day }
            if a.rank != b.rank { return a.rank < b.rank }
            if !titles.isEmpty, titles[a.place] != titles[b.place] { return titles[a.place] < titles[b.place] }
            return a.place < b.place
        }
        // From the oldest day, in the order of the paths: the order in which names are numbered.
        byAge = sorted.indices.sorted { a, b in
            sorted[a].day != sorted[b].day ? sorted[a].day < sorted[b].day : sorted[a].place < sorted[b].place
        }
        entries = sorted.map { entries[$0.place] }
    }

    private mutating func groupDays() {
        var start = 0
        for index in archive.papers.indices {
            let day = archive.papers[index].day
            let next = index + 1
            guard next == archive.papers.count || archive.papers[next].day != day else { continue }
            archive.days.append(DayGroup(day: day, papers: start..<next))
            start = next
        }
    }

    /// A note for a day to come waits; a note for a past day without papers is probably a slip.
    private mutating func dropFutureNotes() {
        let days = Set(archive.days.map(\.day))
        for (day, source) in archive.notes.sorted(by: { $0.key < $1.key }) where !days.contains(day) {
            archive.notes[day] = nil
            guard day <= options.asOf else { continue }
            diagnostics.append(
                Diagnostic(
                    .strayFile, .warning, "there are no papers on \(day.iso), so this note is not shown",
                    at: .file(source.path)))
        }
    }

    // MARK: Names

    private mutating func numberNames() {
        var people = NameTable(kind: "author")
        var tags = NameTable(kind: "tag")
        var organizations = NameTable(kind: "organization")
        var venues = NameTable(kind: "venue")
        var names: [AuthorName: NameIndex] = [:]

        // From the oldest, so that a name keeps its slug when newer papers bring another with the same one; within a
        // day by path, since votes come and go.
        for index in byAge {
            let path = entries[index].paper.source.path
            for author in entries[index].authors {
                let next = NameIndex(archive.names.count)
                let name = names[author] ?? next
                if name == next {
                    names[author] = next
                    archive.names.append(author)
                    archive.personOfName.append(people.place(author.personKey, name: author.name, path: path))
                }
                archive.papers[index].authors.append(name)
                people.note(index, at: archive.personOfName[Int(name)])
            }
            for tag in entries[index].tags {
                archive.papers[index].tags.append(tags.place(tag, name: tag, path: path, paper: index))
            }
            if let name = entries[index].organization {
                archive.papers[index].organization = organizations.place(
                    name.key, name: name.name, path: path, paper: index)
            }
            if let venue = entries[index].venue {
                archive.papers[index].venue = venues.place(venue, name: venue, path: path, paper: index)
            }
        }
        fillPeople(people)
        fillTerms(tags: tags, organizations: organizations, venues: venues)
        diagnostics += people.diagnostics + tags.diagnostics + organizations.diagnostics + venues.diagnostics
    }

    private mutating func fillPeople(_ table: NameTable) {
        let order = table.sortedBySlug()
        archive.people = order.places.map { place in
            let row = table.rows[place]
            return Person(name: row.name, orcid: nil, url: nil, otherNames: [], slug: row.slug, papers: row.newestFirst)
        }
        for (index, name) in archive.names.enumerated() {
            let person = order.newPlace[Int(archive.personOfName[index])]
            archive.personOfName[index] = person
            // Names come oldest first: what the newest paper says stays.
            let position = Int(person)
            if archive.people[position].name != name.name {
                archive.people[position].otherNames.append(archive.people[position].name)
                archive.people[position].name = name.name
            }
            if let orcid = name.orcid { archive.people[position].orcid = orcid }
            if let url = name.url { archive.people[position].url = url }
        }
        for index in archive.people.indices where !archive.people[index].otherNames.isEmpty {
            let name = archive.people[index].name
            archive.people[index].otherNames = Set(archive.people[index].otherNames).filter { $0 != name }.sorted()
        }
    }

    private mutating func fillTerms(tags: NameTable, organizations: NameTable, venues: NameTable) {
        let tagOrder = tags.sortedBySlug()
        let organizationOrder = organizations.sortedBySlug()
        let venueOrder = venues.sortedBySlug()
        archive.tags = tags.terms(in: tagOrder)
        archive.organizations = organizations.terms(in: organizationOrder)
        archive.venues = venues.terms(in: venueOrder)
        for index in entries.indices {
            for tag in archive.papers[index].tags.indices {
                archive.papers[index].tags[tag] = tagOrder.newPlace[Int(archive.papers[index].tags[tag])]
            }
            if let old = archive.papers[index].organization {
                archive.papers[index].organization = organizationOrder.newPlace[Int(old)]
            }
            if let old = archive.papers[index].venue { archive.papers[index].venue = venueOrder.newPlace[Int(old)] }
            guard let place = archive.papers[index].organization, let name = entries[index].organization else {
                continue
            }
            // Entries come newest first: the newest that says it counts.
            let term = archive.organizations[Int(place)]
            archive.organizations[Int(place)].handle = term.handle ?? name.handle
            archive.organizations[Int(place)].url = term.url ?? name.url
        }
    }
}
