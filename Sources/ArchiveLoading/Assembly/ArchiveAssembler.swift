import ArchiveModel
import Diagnostics
import Markup

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
    mutating func add(_ note: DayNote) { archive.notes[note.day] = note.source }

    /// The archive of entries, which are in the order of their paths; `locate` gives the place of a key's value in an
    /// entry's file.
    mutating func assemble(_ read: EntriesRead, locate: (String, ByteRange) -> SourceLocation) -> Archive {
        let entries = read.rows.map { Record(trusting: UInt($0.record)) }
        for entry in entries where entry.has(.diagnostics) { diagnostics += entry.diagnostics }
        let whole = entries.filter { $0.flags.contains(.isWhole) }
        diagnostics += DuplicateCheck.diagnostics(whole, locate: locate)

        let papers = sorted(whole.filter { !isHidden($0) })
        groupDays(papers)
        name(papers, owners: read.owners)
        archive.pages.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        dropFutureNotes()
        return archive
    }

    private func isHidden(_ entry: Record) -> Bool {
        if entry.flags.contains(.isDraft), !options.drafts { return true }
        if entry.day > options.asOf { return true }
        if let expires = entry.expires, expires <= options.asOf { return true }
        return false
    }

    // MARK: Order

    /// A paper on its way to its place.
    struct Candidate {
        let record: Record
        let day: Day
        /// What comes first within a day; less is earlier.
        let rank: Int64
        /// Its place among the paths.
        let place: Int
    }

    /// Newest day first; within a day by the site's order, then by path.
    private func sorted(_ entries: [Record]) -> [Candidate] {
        let titles = dayOrder == .title ? entries.map { $0.text(.title)?.lowercased() ?? "" } : []
        return entries.enumerated().map { place, entry in
            Candidate(record: entry, day: entry.day, rank: rank(entry), place: place)
        }.sorted { a, b in
            if a.day != b.day { return a.day > b.day }
            if a.rank != b.rank { return a.rank < b.rank }
            if !titles.isEmpty, titles[a.place] != titles[b.place] { return titles[a.place] < titles[b.place] }
            return a.place < b.place
        }
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
            guard day <= options.asOf else { continue }
            diagnostics.append(
                Diagnostic(
                    .strayFile, .warning, "there are no papers on \(day.iso), so this note is not shown",
                    at: .file(source.path)))
        }
    }

    // MARK: Names

    /// Gives every name one place in the archive, and the archive its papers.
    private mutating func name(_ papers: [Candidate], owners: [any AnyObject & Sendable]) {
        var names = ArchiveNames(papers.count)
        // From the oldest, so that a name keeps its slug when newer papers bring another with the same one; within a
        // day by path, since votes come and go.
        for day in archive.days.reversed() {
            for index in day.papers.sorted(by: { papers[$0].place < papers[$1].place }) {
                let record = papers[index].record
                names.add(record, index)
                if let date = record.day(.noticeDate) { names.rows[index].hidesNotice = date > options.asOf }
            }
        }
        names.finish(&archive, jobs: options.jobs, owners: owners, diagnostics: &diagnostics)
    }
}
