import ArchiveModel
import Diagnostics
import Markup

/// Gives the names that papers share their places: authors, tags, organizations, venues.
struct ArchiveNames {
    /// What the archive knows of each paper, in its order.
    var rows: [PaperRow]
    private var people = NameTable(kind: "author", prefix: "orcid:")
    private var tags = NameTable(kind: "tag")
    private var organizations = NameTable(kind: "organization", prefix: "handle:")
    private var venues = NameTable(kind: "venue")
    /// The places of all papers' authors and tags, one paper's after the other's.
    private var authorPlaces: [Int32] = []
    private var tagPlaces: [Int32] = []
    /// What is known of the few people of whom more is known than a name, by their place.
    private var details: [Int32: PersonDetails] = [:]
    /// What the newest entries say of organizations, by their place.
    private var handles: [Int32: String] = [:]
    private var addresses: [Int32: String] = [:]

    fileprivate struct PersonDetails {
        var orcid: String?
        var url: String?
        /// All names that the papers print, the newest last.
        var names: [String] = []
    }

    /// Names of an archive of so many papers.
    init(_ count: Int) { rows = Array(repeating: PaperRow(), count: count) }

    // MARK: Noting

    /// Notes the names of a paper; papers come from the oldest, and the paper's place in the archive is `index`.
    mutating func add(_ record: Record, _ index: PaperIndex) {
        let (authors, tags) = (record.list(.authors), record.list(.tags))
        rows[index] = PaperRow(record)
        rows[index].authors = PaperRow.Stretch(authorPlaces.count, authors.count)
        rows[index].tags = PaperRow.Stretch(tagPlaces.count, tags.count)
        for place in 0..<authors.count {
            authorPlaces.append(self.place(ofAuthor: RecordTexts(authors[place]), record))
        }
        for place in 0..<tags.count { tagPlaces.append(self.tags.place(tags[place], record)) }
        if let organization = record.organization {
            rows[index].organization = place(ofOrganization: organization, record)
        }
        if record.has(.venue) { rows[index].venue = venues.place(record.utf8(.venue), record) }
    }

    /// The ORCID iD tells a person from others, else the name itself.
    private mutating func place(ofAuthor author: RecordTexts, _ record: Record) -> Int32 {
        let name = author.utf8(0) ?? .empty
        guard !author.isFirstAlone else { return people.place(name, record) }
        let place = people.place(name, identifier: author.utf8(4), record)
        let (orcid, url) = (author.text(4), author.text(6))
        guard orcid != nil || url != nil else { return place }
        let printed = String(decoding: name, as: UTF8.self)
        details[place, default: PersonDetails()].note(printed, orcid: orcid, url: url)
        return place
    }

    /// The handle tells an organization from others, else its name.
    private mutating func place(ofOrganization organization: RecordTexts, _ record: Record) -> Int32 {
        let place = organizations.place(organization.utf8(0) ?? .empty, identifier: organization.utf8(1), record)
        if let handle = organization.text(1) { handles[place] = handle }
        if let url = organization.text(2) { addresses[place] = url }
        return place
    }

    // MARK: Placing

    /// Leaves out of each paper's tags those that are another name of one before.
    private mutating func removeDoubledTags() {
        for index in rows.indices {
            let range = rows[index].tags.range
            var end = range.lowerBound
            for place in range where !tagPlaces[range.lowerBound..<end].contains(tagPlaces[place]) {
                tagPlaces[end] = tagPlaces[place]
                end += 1
            }
            rows[index].tags = PaperRow.Stretch(range.lowerBound, end - range.lowerBound)
        }
    }

    /// Fills an archive's tables.
    consuming func finish(
        _ archive: inout Archive, jobs: Int, owners: [any AnyObject & Sendable], diagnostics: inout [Diagnostic]
    ) {
        let people = people.placed(jobs: jobs, &diagnostics)
        let tags = tags.placed(jobs: jobs, vocabulary: archive.vocabulary, &diagnostics)
        let organizations = organizations.placed(jobs: jobs, &diagnostics)
        let venues = venues.placed(jobs: jobs, &diagnostics)
        for place in authorPlaces.indices { authorPlaces[place] = people.newPlace[Int(authorPlaces[place])] }
        for place in tagPlaces.indices { tagPlaces[place] = tags.newPlace[Int(tagPlaces[place])] }
        let details = archive.vocabulary.map { TagHierarchy($0, tags.slugs).details } ?? [:]
        if archive.vocabulary != nil { removeDoubledTags() }
        for index in rows.indices {
            if let old = rows[index].organization { rows[index].organization = organizations.newPlace[Int(old)] }
            if let old = rows[index].venue { rows[index].venue = venues.newPlace[Int(old)] }
        }
        let rows = rows
        func terms(_ placed: NameTable.Placed, _ names: (PaperIndex) -> ArraySlice<Int32>) -> [Term] {
            let papers = PapersOfNames(placed.count, papers: rows.count, names: names)
            return placed.names.indices.map {
                Term(name: placed.names[$0], slug: placed.slugs[$0], papers: papers[$0])
            }
        }
        archive.people = terms(people) { authorPlaces[rows[$0].authors.range] }.map(Person.init)
        archive.tags = terms(tags) { paper in
            let own = tagPlaces[rows[paper].tags.range]
            guard !details.isEmpty else { return own }
            return own + own.flatMap { details[$0]?.ancestors ?? [] }
        }
        for (place, known) in details { archive.tags[Int(place)].details = known }
        archive.organizations = terms(organizations) { rows[$0].organization.map { [$0] } ?? [] }
        archive.venues = terms(venues) { rows[$0].venue.map { [$0] } ?? [] }
        for (old, known) in self.details { known.fill(&archive.people[Int(people.newPlace[Int(old)])]) }
        for (old, handle) in handles { archive.organizations[Int(organizations.newPlace[Int(old)])].handle = handle }
        for (old, url) in addresses { archive.organizations[Int(organizations.newPlace[Int(old)])].url = url }
        archive.papers = Papers(PaperStore(rows: rows, people: authorPlaces, tags: tagPlaces, owners: owners))
    }
}

extension ArchiveNames.PersonDetails {
    fileprivate mutating func note(_ name: String, orcid: String?, url: String?) {
        if names.last != name {
            names.removeAll { $0 == name }
            names.append(name)
        }
        self.orcid = orcid ?? self.orcid
        self.url = url ?? self.url
    }

    fileprivate func fill(_ person: inout Person) {
        (person.orcid, person.url) = (orcid, url)
        person.name = names.last ?? person.name
        person.otherNames = names.dropLast().sorted()
    }
}
