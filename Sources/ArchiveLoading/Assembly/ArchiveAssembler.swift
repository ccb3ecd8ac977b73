import ArchiveModel
import Diagnostics
import Markup
import Parallelism

/// Puts entries together: leaves out what is not published yet, orders the rest, gives every name one place.
struct ArchiveAssembler {
    private let options: ArchiveLoader.Options
    private let dayOrder: SiteConfiguration.DayOrder
    private var archive = Archive()
    /// What is known of an archive of nearly the same entries, and afterwards of this.
    private(set) var known: Known
    private(set) var diagnostics: [Diagnostic] = []

    /// What one archive leaves to the next.
    struct Known: Sendable {
        fileprivate var looks: EntryLooks?
        fileprivate var people = NameTable.Known()

        /// Nothing.
        init() {}
    }

    init(options: ArchiveLoader.Options, dayOrder: SiteConfiguration.DayOrder, known: consuming Known) {
        self.options = options
        self.dayOrder = dayOrder
        self.known = known
    }

    mutating func add(_ page: ContentPage) { archive.pages.append(page) }
    mutating func add(_ vocabulary: TagVocabulary) { archive.vocabulary = vocabulary }
    mutating func add(_ note: DayNote) { archive.notes[note.day] = note.source }

    /// The archive of entries, which are in the order of their paths; `locate` gives the place of a key's value in an
    /// entry's file.
    mutating func assemble(
        _ read: EntriesRead, locate: @escaping @Sendable (String, ByteRange) -> SourceLocation
    ) -> Archive {
        let entries = look(at: read)
        for look in entries.looks where look.hasDiagnostics { diagnostics += look.record.diagnostics }
        let duplicates = Deferred(jobs: options.jobs) {
            DuplicateCheck.diagnostics(entries.looks.filter(\.isWhole), locate: locate)
        }
        let papers = sorted(entries)
        groupDays(papers, entries)
        name(papers, entries, read.owners)
        diagnostics += duplicates.value()
        archive.pages.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        dropFutureNotes()
        return archive
    }

    private mutating func look(at read: EntriesRead) -> EntryLooks {
        let ground = EntryLooks.Ground(options, dayOrder)
        var looks = known.looks ?? EntryLooks(ground)
        known.looks = nil
        looks.update(read, ground, jobs: options.jobs)
        known.looks = looks
        return looks
    }

    // MARK: Order

    /// The places of entries that are published: newest day first; within a day by the site's order, then by path.
    private func sorted(_ entries: EntryLooks) -> [Int] {
        // Days and places in one number each: to sort those takes 6 ms for 100,000 papers, all of them at once 70 ms.
        var keys: [UInt64] = []
        for (place, look) in entries.looks.enumerated() where look.isWhole && !look.isHidden {
            keys.append(UInt64(Int64(Int32.max) - Int64(look.day.number)) << 32 | UInt64(place))
        }
        keys.sort()
        let starts = keys.indices.filter { $0 == 0 || keys[$0] >> 32 != keys[$0 - 1] >> 32 }
        let days = zip(starts, starts.dropFirst() + [keys.count]).map { $0..<$1 }
        let sorted = Parallel.map(count: days.count, jobs: options.jobs, state: {}) { [keys] _, day in
            ordered(keys[days[day]].map { Int($0 & 0xFFFF_FFFF) }, entries)
        }
        return Array(sorted.joined())
    }

    /// The papers of one day in its order.
    private func ordered(_ places: [Int], _ entries: EntryLooks) -> [Int] {
        guard dayOrder == .title else {
            let ranked = places.map { (rank: entries.looks[$0].rank, place: $0) }
            return ranked.sorted { $0 < $1 }.map(\.place)
        }
        let titled = places.map { (title: entries.titles[$0], place: $0) }
        return titled.sorted { a, b in
            let order = TitleKey.order(a.title, b.title)
            return order != 0 ? order < 0 : a.place < b.place
        }.map(\.place)
    }

    private mutating func groupDays(_ papers: [Int], _ entries: EntryLooks) {
        var start = 0
        for index in papers.indices {
            let day = entries.looks[papers[index]].day
            let next = index + 1
            guard next == papers.count || entries.looks[papers[next]].day != day else { continue }
            archive.days.append(DayGroup(day: day, papers: start..<next))
            start = next
        }
    }

    /// A note for a day to come waits; a note for a past day without papers is probably a slip.
    private mutating func dropFutureNotes() {
        let days = Set(archive.days.map(\.day))
        for (day, source) in archive.notes.sorted(by: { $0.key < $1.key }) where !days.contains(day) {
            archive.notes[day] = nil
            guard day <= options.asOf, options.days?.contains(day) ?? true else { continue }
            diagnostics.append(
                Diagnostic(
                    .strayFile, .warning, "there are no papers on \(day.iso), so this note is not shown",
                    at: .file(source.path)))
        }
    }

    // MARK: Names

    /// Gives every name one place in the archive, and the archive its papers, which are at these places among the entries.
    private mutating func name(_ papers: [Int], _ entries: EntryLooks, _ owners: [any AnyObject & Sendable]) {
        // From the oldest, so that a name keeps its slug when newer papers bring another with the same one; within a
        // day by path, since votes come and go.
        let arriving = archive.days.reversed().flatMap { papers[$0.papers].sorted() }
        let jobs = options.jobs
        let knownPeople = known.people
        let naming = Deferred(jobs: jobs) { PeopleNames(papers, arriving, entries, known: knownPeople, jobs: jobs) }
        let terms = TermNames(papers, arriving, entries, archive.vocabulary, jobs: jobs)
        let people = naming.value()
        known.people = people.known
        diagnostics += people.diagnostics + terms.diagnostics
        archive.people = people.people
        (archive.tags, archive.organizations, archive.venues) = (terms.tags, terms.organizations, terms.venues)
        let rows = papers.map { place in
            var row = entries.looks[place].row
            (row.tags, row.organization, row.venue) = terms.ofEntries[place].all
            return row
        }
        archive.papers = Papers(PaperStore(rows: rows, people: people.places, tags: terms.tagPlaces, owners: owners))
    }
}
