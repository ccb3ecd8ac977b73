import ArchiveModel
import Diagnostics
import Markup

/// Gives the tags, organizations and venues of all papers their places.
struct TermNames: Sendable {
    /// The terms, each kind by slug.
    private(set) var tags: [Term] = []
    private(set) var organizations: [Term] = []
    private(set) var venues: [Term] = []
    /// The place of each of ``EntryLooks/tags``.
    private(set) var tagPlaces: [TermIndex]
    /// What each entry has of them.
    private(set) var ofEntries: [Own]
    private(set) var diagnostics: [Diagnostic] = []

    /// The names of one entry.
    struct Own: BitwiseCopyable, Sendable {
        /// Which of all tags are its.
        fileprivate(set) var tags = PaperRow.Stretch(0, 0)
        fileprivate(set) var organization: TermIndex?
        fileprivate(set) var venue: TermIndex?

        /// All of them.
        var all: (tags: PaperRow.Stretch, organization: TermIndex?, venue: TermIndex?) { (tags, organization, venue) }
    }

    /// Names what papers have, whose places among the entries are given twice: in the archive's order, and as they arrive, from
    /// the oldest.
    init(_ papers: [Int], _ arriving: [Int], _ entries: EntryLooks, _ vocabulary: TagVocabulary?, jobs: Int) {
        tagPlaces = Array(repeating: 0, count: entries.tags.count)
        ofEntries = Array(repeating: Own(), count: entries.looks.count)
        var tagNames = NameTable(kind: "tag") { record, place in (record.list(.tags)[place], nil) }
        var organizationNames = OrganizationNames()
        var venueNames = NameTable(kind: "venue") { record, _ in (record.utf8(.venue), nil) }
        for paper in arriving {
            let look = entries.looks[paper]
            var own = Own(tags: look.row.tags)
            for place in own.tags.range {
                tagPlaces[place] = tagNames.place(entries.tags[place], look, place - own.tags.range.lowerBound)
            }
            own.organization = look.organization.map { organizationNames.place($0, look) }
            own.venue = look.venue.map { venueNames.place($0, look) }
            ofEntries[paper] = own
        }
        placeTags(tagNames.placed(jobs: jobs, vocabulary: vocabulary, &diagnostics), vocabulary, papers)
        let organizations = organizationNames.names.placed(jobs: jobs, &diagnostics)
        let venues = venueNames.placed(jobs: jobs, &diagnostics)
        for paper in papers {
            ofEntries[paper].organization = ofEntries[paper].organization.map { organizations.newPlace[Int($0)] }
            ofEntries[paper].venue = ofEntries[paper].venue.map { venues.newPlace[Int($0)] }
        }
        let names = ofEntries
        self.organizations = organizations.terms(papers: papers.count) { paper in
            names[papers[paper]].organization.map { [$0] } ?? []
        }
        organizationNames.fill(&self.organizations, organizations.newPlace)
        self.venues = venues.terms(papers: papers.count) { names[papers[$0]].venue.map { [$0] } ?? [] }
    }

    private mutating func placeTags(_ placed: NameTable.Placed, _ vocabulary: TagVocabulary?, _ papers: [Int]) {
        for paper in papers {
            for place in ofEntries[paper].tags.range { tagPlaces[place] = placed.newPlace[Int(tagPlaces[place])] }
        }
        let details = vocabulary.map { TagHierarchy($0, placed.slugs).details } ?? [:]
        if vocabulary != nil { removeDoubledTags() }
        let (names, places) = (ofEntries, tagPlaces)
        tags = placed.terms(papers: papers.count) { paper in
            let own = places[names[papers[paper]].tags.range]
            guard !details.isEmpty else { return own }
            return own + own.flatMap { details[$0]?.ancestors ?? [] }
        }
        for (place, known) in details { tags[Int(place)].details = known }
    }

    /// Leaves out of each entry's tags those that are another name of one before.
    private mutating func removeDoubledTags() {
        for entry in ofEntries.indices {
            let range = ofEntries[entry].tags.range
            var end = range.lowerBound
            for place in range where !tagPlaces[range.lowerBound..<end].contains(tagPlaces[place]) {
                tagPlaces[end] = tagPlaces[place]
                end += 1
            }
            ofEntries[entry].tags = PaperRow.Stretch(range.lowerBound, end - range.lowerBound)
        }
    }
}

/// The names of organizations, and what the newest entries say of them besides.
private struct OrganizationNames {
    private(set) var names = NameTable(kind: "organization", prefix: "handle:") { record, _ in
        (record.organization?.utf8(0) ?? .empty, record.organization?.utf8(1))
    }
    private var handles: [TermIndex: String] = [:]
    private var addresses: [TermIndex: String] = [:]

    mutating func place(_ key: Fingerprint, _ look: EntryLooks.Look) -> TermIndex {
        let place = names.place(key, look)
        guard look.hasKnownOrganization else { return place }
        let organization = look.record.organization
        if let handle = organization?.text(1) { handles[place] = handle }
        if let url = organization?.text(2) { addresses[place] = url }
        return place
    }

    func fill(_ organizations: inout [Term], _ newPlace: [TermIndex]) {
        for (old, handle) in handles { organizations[Int(newPlace[Int(old)])].handle = handle }
        for (old, url) in addresses { organizations[Int(newPlace[Int(old)])].url = url }
    }
}
