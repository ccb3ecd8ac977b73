import ArchiveModel
import Markup
import Parallelism

/// What putting an archive together asks of all entries, side by side: to look into each of 100,000 records takes 10 ms, however
/// little is asked of it, so it is done once and on all threads.
struct EntryLooks: Sendable {
    /// What is asked of one entry.
    struct Look: BitwiseCopyable, Sendable {
        /// Where its record is.
        let address: UInt
        /// Its row; what it has of names is in ``EntryLooks/authors`` and ``EntryLooks/tags``, and not placed yet.
        var row: PaperRow
        let day: Day
        /// What comes first within a day; less is earlier.
        let rank: Int64
        let isWhole: Bool
        let isHidden: Bool
        let hasDiagnostics: Bool
        /// Whether of one of its authors more is known than a name.
        private(set) var hasKnownAuthors = false
        /// Whether of who published it more is known than a name.
        let hasKnownOrganization: Bool
        /// What no two entries may share, by ``UniqueKey``; 0 for none.
        private let uniqueKeys: (UInt64, UInt64, UInt64)
        /// Who published it, and where it appeared.
        let organization: Fingerprint?
        let venue: Fingerprint?

        var record: Record { Record(trusting: address) }

        func fingerprint(of key: UniqueKey) -> Fingerprint? {
            let value =
                switch key {
                case .id: uniqueKeys.0
                case .arxiv: uniqueKeys.1
                case .doi: uniqueKeys.2
                }
            return value == 0 ? nil : Fingerprint(value: value)
        }
    }

    /// One for each entry, in the order of their paths.
    private(set) var looks: [Look] = []
    /// What tells the authors of all entries from others, one entry's after the other's.
    private(set) var authors: [Fingerprint] = []
    /// The same of tags.
    private(set) var tags: [Fingerprint] = []
    /// The titles, where papers are ordered by them.
    private(set) var titles: [TitleKey] = []

    /// Looks at entries.
    init(_ read: EntriesRead, _ options: ArchiveLoader.Options, _ dayOrder: SiteConfiguration.DayOrder) {
        let stretches = Parallel.mapStretches(
            count: read.rows.count, jobs: options.jobs, size: 1_000, state: {}
        ) { _, places in
            var looks = EntryLooks()
            looks.looks.reserveCapacity(places.count)
            for place in places { looks.add(read.rows[place].entry, text: read.texts[place], options, dayOrder) }
            return looks
        }
        looks.reserveCapacity(read.rows.count)
        authors.reserveCapacity(stretches.reduce(0) { $0 + $1.authors.count })
        for stretch in stretches { append(stretch) }
    }

    private init() {}

    private mutating func append(_ more: EntryLooks) {
        for var look in more.looks {
            look.row.authors = look.row.authors.moved(by: authors.count)
            look.row.tags = look.row.tags.moved(by: tags.count)
            looks.append(look)
        }
        authors += more.authors
        tags += more.tags
        titles += more.titles
    }

    private mutating func add(
        _ record: Record, text: UInt, _ options: ArchiveLoader.Options, _ dayOrder: SiteConfiguration.DayOrder
    ) {
        var look = Look(record, options, dayOrder)
        look.row.text = text
        let (ownAuthors, ownTags) = (record.list(.authors), record.list(.tags))
        look.row.authors = PaperRow.Stretch(authors.count, ownAuthors.count)
        for place in 0..<ownAuthors.count {
            let author = RecordTexts(ownAuthors[place])
            let isKnown = !author.isFirstAlone
            if isKnown { look.noteKnownAuthor() }
            authors.append(NameTable.key(author.utf8(0) ?? .empty, identifier: isKnown ? author.utf8(4) : nil))
        }
        look.row.tags = PaperRow.Stretch(tags.count, ownTags.count)
        for place in 0..<ownTags.count { tags.append(NameTable.key(ownTags[place])) }
        if dayOrder == .title { titles.append(TitleKey(record.utf8(.title))) }
        looks.append(look)
    }
}

extension EntryLooks.Look {
    fileprivate init(_ record: Record, _ options: ArchiveLoader.Options, _ dayOrder: SiteConfiguration.DayOrder) {
        address = UInt(bitPattern: record.bytes.baseAddress)
        row = PaperRow(record)
        if let date = record.day(.noticeDate) { row.hidesNotice = date > options.asOf }
        day = record.day
        rank =
            switch dayOrder {
            case .upvotes: -Int64(record.upvotes ?? 0)
            case .date: -(record.moment ?? -.max)
            case .title, .file: 0
            }
        isWhole = record.flags.contains(.isWhole)
        isHidden = options.isHidden(record)
        hasDiagnostics = record.has(.diagnostics)
        uniqueKeys = (
            record.fingerprint(of: .id)?.value ?? 0, record.fingerprint(of: .arxiv)?.value ?? 0,
            record.fingerprint(of: .doi)?.value ?? 0
        )
        hasKnownOrganization = record.organization.map { !$0.isFirstAlone } ?? false
        organization = record.organization.map { NameTable.key($0.utf8(0) ?? .empty, identifier: $0.utf8(1)) }
        venue = record.has(.venue) ? NameTable.key(record.utf8(.venue)) : nil
    }

    fileprivate mutating func noteKnownAuthor() { hasKnownAuthors = true }
}

extension ArchiveLoader.Options {
    /// Whether an entry is not published: a draft, dated later, expired.
    fileprivate func isHidden(_ entry: Record) -> Bool {
        if hasEverything { return false }
        if let days, !days.contains(entry.day) { return true }
        if entry.flags.contains(.isDraft), !drafts { return true }
        if entry.day > asOf { return true }
        if let expires = entry.expires, expires <= asOf { return true }
        return false
    }
}
