/// What the archive knows of a paper, and of what its record says that which is asked of all papers: rows lie side by
/// side, while to look into each of 100,000 records takes 10 ms.
package struct PaperRow: BitwiseCopyable, Sendable {
    /// Where its record is.
    package var record: UInt = 0
    /// Where its text is as it was loaded; 0 where memory has no room for it.
    package var text: UInt = 0
    /// Which fields the record has.
    private var fields: UInt64 = 0
    /// The day the archive features it.
    private(set) var day = Day(number: 0)
    private var votes: Int32 = -1
    private var status: UInt8 = 0
    /// Its authors and its tags among those of all papers.
    package var authors = Stretch(0, 0)
    /// See ``authors``.
    package var tags = Stretch(0, 0)
    private var organizationPlace: TermIndex = -1
    private var venuePlace: TermIndex = -1
    /// Whether its notice is dated later than the build's day.
    package var hidesNotice = false

    /// A row that says nothing.
    package init() {}

    /// The row of a record whose names have no places yet.
    package init(_ record: Record) {
        self.record = UInt(bitPattern: record.bytes.baseAddress)
        fields = record.fields
        day = record.day
        votes = Int32(record.upvotes ?? -1)
        status = UInt8(RecordLayout.statuses.firstIndex(of: record.status) ?? 0)
    }

    /// Whether the record has a field.
    func has(_ field: RecordField) -> Bool { fields & field.bit != 0 }

    /// Votes, where known.
    var upvotes: Int? { votes < 0 ? nil : Int(votes) }

    /// Whether it stands.
    var standing: Paper.Status { hidesNotice ? .published : RecordLayout.statuses[Int(status)] }

    /// Who published it.
    package var organization: TermIndex? {
        get { organizationPlace < 0 ? nil : organizationPlace }
        set { organizationPlace = newValue ?? -1 }
    }

    /// Where it appeared.
    package var venue: TermIndex? {
        get { venuePlace < 0 ? nil : venuePlace }
        set { venuePlace = newValue ?? -1 }
    }

    /// Some of many, in half the memory of a range.
    package struct Stretch: BitwiseCopyable, Sendable {
        private let start: UInt32
        private let size: UInt32

        /// So many from a place on.
        package init(_ start: Int, _ count: Int) {
            self.start = UInt32(start)
            size = UInt32(count)
        }

        /// As many, so much later.
        package func moved(by offset: Int) -> Stretch { Stretch(Int(start) + offset, Int(size)) }

        /// How many they are.
        package var count: Int { Int(size) }
        /// Their places.
        package var range: Range<Int> { Int(start)..<Int(start) + Int(size) }
    }
}

/// Another record for a paper, by the addresses of both, and where its text is; 0 where memory has none.
package struct RecordReplacement: Sendable {
    package var old: UInt
    package var new: UInt
    package var text: UInt

    /// Makes a replacement.
    package init(old: UInt, new: UInt, text: UInt) {
        self.old = old
        self.new = new
        self.text = text
    }
}

/// The records of all papers, and what each is in the archive.
///
/// Two threads that count references to one object take turns at it, which costs more than to read a field. So each takes
/// a store of its own over the same memory (``init(sharing:)``), and nothing in here but the store itself is counted.
package final class PaperStore: Sendable {
    /// How many papers there are.
    let count: Int
    private let rows: UInt
    private let people: UInt
    private let tags: UInt
    /// What keeps the rows, and what keeps all else.
    private let rowOwner: any AnyObject & Sendable
    private let owners: [any AnyObject & Sendable]

    /// A store of papers in the archive's order; `owners` keep the memory that their records are in.
    package init(rows: [PaperRow], people: [PersonIndex], tags: [TermIndex], owners: [any AnyObject & Sendable]) {
        let (rowBlock, peopleBlock, tagBlock) = (MemoryBlock.of(rows), MemoryBlock.of(people), MemoryBlock.of(tags))
        count = rows.count
        self.rows = rowBlock.address
        self.people = peopleBlock.address
        self.tags = tagBlock.address
        rowOwner = rowBlock
        self.owners = owners + [peopleBlock, tagBlock]
    }

    /// Another store of the same papers.
    init(sharing other: PaperStore) {
        (count, rows, people, tags) = (other.count, other.rows, other.people, other.tags)
        (rowOwner, owners) = (other, [])
    }

    /// A store in which some papers have other records, which `owners` keep. All that rows say of names has to be the same.
    package init(_ other: PaperStore, replacing records: [RecordReplacement], owners: [any AnyObject & Sendable]) {
        var rows = (0..<other.count).map(other.row)
        for replacement in records {
            guard let place = rows.firstIndex(where: { $0.record == replacement.old }) else { continue }
            var row = PaperRow(Record(trusting: replacement.new))
            row.text = replacement.text
            (row.authors, row.tags) = (rows[place].authors, rows[place].tags)
            (row.organization, row.venue) = (rows[place].organization, rows[place].venue)
            row.hidesNotice = rows[place].hidesNotice
            rows[place] = row
        }
        let rowBlock = MemoryBlock.of(rows)
        (count, people, tags) = (other.count, other.people, other.tags)
        self.rows = rowBlock.address
        rowOwner = rowBlock
        self.owners = other.owners + owners
    }

    func row(_ index: PaperIndex) -> PaperRow {
        precondition(index >= 0 && index < count, "there is no such paper")
        return load(rows, index)
    }

    /// The person at a place among a paper's authors.
    func person(_ row: PaperRow, _ place: Int) -> PersonIndex { load(people, row.authors.range.lowerBound + place) }
    /// The tag at a place among a paper's.
    func tag(_ row: PaperRow, _ place: Int) -> TermIndex { load(tags, row.tags.range.lowerBound + place) }

    @inline(__always)
    private func load<Element: BitwiseCopyable>(_ address: UInt, _ place: Int) -> Element {
        guard let start = UnsafeRawPointer(bitPattern: address) else { preconditionFailure("a block has an address") }
        return start.load(fromByteOffset: place * MemoryLayout<Element>.stride, as: Element.self)
    }
}

/// All papers, newest day first, within a day in the site's order.
package struct Papers: Sendable, RandomAccessCollection {
    private let store: PaperStore

    /// The papers of a store.
    package init(_ store: PaperStore) { self.store = store }

    /// Zero.
    package var startIndex: PaperIndex { 0 }
    /// How many there are.
    package var endIndex: PaperIndex { store.count }
    /// A paper by its place.
    package subscript(index: PaperIndex) -> Paper { Paper(store: store, index: index) }

    /// The paper that has a record at an address.
    package func withRecord(at address: UInt) -> Paper? {
        indices.first { store.row($0).record == address }.map { self[$0] }
    }

    /// The same papers, some with other records; see ``PaperStore/init(_:replacing:owners:)``.
    package func replacing(_ records: [RecordReplacement], owners: [any AnyObject & Sendable]) -> Papers {
        Papers(PaperStore(store, replacing: records, owners: owners))
    }

    /// The same papers, for a thread of its own.
    package func forWorker() -> Papers { Papers(PaperStore(sharing: store)) }
}
