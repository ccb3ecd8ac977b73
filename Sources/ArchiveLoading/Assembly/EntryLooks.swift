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

    /// What the looks depend on besides the entries.
    struct Ground: Equatable, Sendable {
        fileprivate let asOf: Day
        fileprivate let drafts: Bool
        fileprivate let hasEverything: Bool
        fileprivate let days: ClosedRange<Day>?
        fileprivate let dayOrder: SiteConfiguration.DayOrder

        init(_ options: ArchiveLoader.Options, _ dayOrder: SiteConfiguration.DayOrder) {
            (asOf, drafts, hasEverything, days) = (options.asOf, options.drafts, options.hasEverything, options.days)
            self.dayOrder = dayOrder
        }
    }

    private let ground: Ground

    /// Looks at nothing yet.
    init(_ ground: Ground) { self.ground = ground }

    /// Looks at entries: at those between the first and the last that are not what they were. The records of the time before have
    /// to be in memory still, or another might be where one was.
    mutating func update(_ read: EntriesRead, _ ground: Ground, jobs: Int) {
        if ground != self.ground { self = EntryLooks(ground) }
        if looks.isEmpty { return look(at: read, read.rows.indices, jobs: jobs) }
        func isKnown(_ look: Look, _ place: Int) -> Bool {
            look.address == UInt(read.rows[place].record) && look.row.text == read.texts[place]
        }
        let most = min(looks.count, read.rows.count)
        let start = (0..<most).first { !isKnown(looks[$0], $0) } ?? most
        let same = (0..<most - start).first {
            !isKnown(looks[looks.count - 1 - $0], read.rows.count - 1 - $0)
        }
        let after = looks.count - (same ?? most - start)
        var others = EntryLooks(ground)
        others.look(at: read, start..<read.rows.count - (looks.count - after), jobs: jobs)
        replace(start..<after, with: others)
    }

    private mutating func replace(_ places: Range<Int>, with others: EntryLooks) {
        func stretch(_ all: [Fingerprint], _ own: (PaperRow) -> PaperRow.Stretch) -> Range<Int> {
            func start(_ place: Int) -> Int {
                place < looks.count ? own(looks[place].row).range.lowerBound : all.count
            }
            return start(places.lowerBound)..<start(places.upperBound)
        }
        let (ofAuthors, ofTags) = (stretch(authors, \.authors), stretch(tags, \.tags))
        for place in places.upperBound..<looks.count {
            looks[place].row.move(
                authors: others.authors.count - ofAuthors.count, tags: others.tags.count - ofTags.count)
        }
        looks.replaceSubrange(places, with: others.looks)
        for place in places.lowerBound..<places.lowerBound + others.looks.count {
            looks[place].row.move(authors: ofAuthors.lowerBound, tags: ofTags.lowerBound)
        }
        authors.replaceSubrange(ofAuthors, with: others.authors)
        tags.replaceSubrange(ofTags, with: others.tags)
        if ground.dayOrder == .title { titles.replaceSubrange(places, with: others.titles) }
    }

    /// Looks at some more entries.
    private mutating func look(at read: EntriesRead, _ places: Range<Int>, jobs: Int) {
        let ground = ground
        let stretches = Parallel.mapStretches(count: places.count, jobs: jobs, size: 1_000, state: {}) { _, stretch in
            var looks = EntryLooks(ground)
            looks.looks.reserveCapacity(stretch.count)
            for place in stretch {
                let place = places.lowerBound + place
                looks.add(read.rows[place].entry, text: read.texts[place])
            }
            return looks
        }
        looks.reserveCapacity(looks.count + places.count)
        authors.reserveCapacity(authors.count + stretches.reduce(0) { $0 + $1.authors.count })
        for stretch in stretches {
            replace(looks.count..<looks.count, with: stretch)
        }
    }

    private mutating func add(_ record: Record, text: UInt) {
        var look = Look(record, ground)
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
        if ground.dayOrder == .title { titles.append(TitleKey(record.utf8(.title))) }
        looks.append(look)
    }
}

extension PaperRow {
    /// Takes names that are so much further on.
    fileprivate mutating func move(authors: Int, tags: Int) {
        self.authors = self.authors.moved(by: authors)
        self.tags = self.tags.moved(by: tags)
    }
}

extension EntryLooks.Look {
    fileprivate init(_ record: Record, _ ground: EntryLooks.Ground) {
        address = UInt(bitPattern: record.bytes.baseAddress)
        row = PaperRow(record)
        if let date = record.day(.noticeDate) { row.hidesNotice = date > ground.asOf }
        day = record.day
        rank =
            switch ground.dayOrder {
            case .upvotes: -Int64(record.upvotes ?? 0)
            case .date: -(record.moment ?? -.max)
            case .title, .file: 0
            }
        isWhole = record.flags.contains(.isWhole)
        isHidden = ground.isHidden(record)
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

extension EntryLooks.Ground {
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
