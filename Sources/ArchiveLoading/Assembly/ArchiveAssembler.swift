import ArchiveModel
import Diagnostics
import Markup
import Parallelism

/// Puts entries together: leaves out what is not published yet, orders the rest, gives every name one place.
struct ArchiveAssembler {
    private let options: ArchiveLoader.Options
    private let dayOrder: SiteConfiguration.DayOrder
    private var archive = Archive()
    private(set) var diagnostics: [Diagnostic] = []

    init(options: ArchiveLoader.Options, dayOrder: SiteConfiguration.DayOrder) {
        self.options = options
        self.dayOrder = dayOrder
    }

    mutating func add(_ page: ContentPage) { archive.pages.append(page) }
    mutating func add(_ vocabulary: TagVocabulary) { archive.vocabulary = vocabulary }
    mutating func add(_ note: DayNote) { archive.notes[note.day] = note.source }

    /// The archive of entries, which are in the order of their paths; `locate` gives the place of a key's value in an
    /// entry's file.
    mutating func assemble(_ read: EntriesRead, locate: (String, ByteRange) -> SourceLocation) -> Archive {
        let entries = read.rows.map(\.entry)
        for entry in entries where entry.has(.diagnostics) { diagnostics += entry.diagnostics }
        let whole = entries.indices.filter { entries[$0].flags.contains(.isWhole) }
        diagnostics += DuplicateCheck.diagnostics(whole.map { entries[$0] }, locate: locate)

        let papers = sorted(whole.filter { !isHidden(entries[$0]) }, of: read.rows)
        groupDays(papers)
        name(papers, read)
        archive.pages.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        dropFutureNotes()
        return archive
    }

    private func isHidden(_ entry: Record) -> Bool {
        if options.hasEverything { return false }
        if let days = options.days, !days.contains(entry.day) { return true }
        if entry.flags.contains(.isDraft), !options.drafts { return true }
        if entry.day > options.asOf { return true }
        if let expires = entry.expires, expires <= options.asOf { return true }
        return false
    }

    // MARK: Order

    /// A paper on its way to its place.
    private struct Candidate: Sendable {
        /// Where its record is.
        let address: UInt
        let day: Day
        /// What comes first within a day; less is earlier.
        let rank: Int64
        /// Its place among the paths.
        let place: Int

        var record: Record { Record(trusting: address) }
    }

    /// Newest day first; within a day by the site's order, then by path.
    private func sorted(_ places: [Int], of rows: [EntryRow]) -> [Candidate] {
        // Days and places in one number each: to sort those takes 6 ms for 100,000 papers, all of them at once 70 ms.
        let keys = places.map { place in
            UInt64(Int64(Int32.max) - Int64(rows[place].entry.day.number)) << 32 | UInt64(place)
        }.sorted()
        let starts = keys.indices.filter { $0 == 0 || keys[$0] >> 32 != keys[$0 - 1] >> 32 }
        let days = zip(starts, starts.dropFirst() + [keys.count]).map { $0..<$1 }
        let sorted = Parallel.map(count: days.count, jobs: options.jobs, state: {}) { _, day in
            ordered(keys[days[day]].map { candidate(Int($0 & 0xFFFF_FFFF), rows) })
        }
        return Array(sorted.joined())
    }

    private func candidate(_ place: Int, _ rows: [EntryRow]) -> Candidate {
        let entry = rows[place].entry
        return Candidate(address: UInt(rows[place].record), day: entry.day, rank: rank(entry), place: place)
    }

    /// The papers of one day in its order.
    private func ordered(_ papers: [Candidate]) -> [Candidate] {
        guard dayOrder == .title else {
            return papers.sorted { a, b in a.rank != b.rank ? a.rank < b.rank : a.place < b.place }
        }
        let titled = papers.map { (title: TitleKey($0.record.utf8(.title)), paper: $0) }
        return titled.sorted { a, b in
            a.title != b.title ? a.title < b.title : a.paper.place < b.paper.place
        }.map(\.paper)
    }

    private func rank(_ entry: Record) -> Int64 {
        switch dayOrder {
        case .upvotes: -Int64(entry.upvotes ?? 0)
        case .date: -(entry.moment ?? -.max)
        case .title, .file: 0
        }
    }

    private mutating func groupDays(_ papers: [Candidate]) {
        var start = 0
        for index in papers.indices {
            let day = papers[index].day
            let next = index + 1
            guard next == papers.count || papers[next].day != day else { continue }
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

    /// Gives every name one place in the archive, and the archive its papers.
    private mutating func name(_ papers: [Candidate], _ read: EntriesRead) {
        var names = ArchiveNames(papers.count)
        // From the oldest, so that a name keeps its slug when newer papers bring another with the same one; within a
        // day by path, since votes come and go.
        for day in archive.days.reversed() {
            for index in day.papers.sorted(by: { papers[$0].place < papers[$1].place }) {
                let record = papers[index].record
                names.add(record, index)
                names.rows[index].text = read.texts[papers[index].place]
                if let date = record.day(.noticeDate) { names.rows[index].hidesNotice = date > options.asOf }
            }
        }
        names.finish(&archive, jobs: options.jobs, owners: read.owners, diagnostics: &diagnostics)
    }
}
