import ArchiveModel
import Diagnostics
import Markup
import Parallelism

/// Gives each of the names that papers share one place and one slug.
struct NameTable {
    /// Where an entry has a name: its record, and which of its names of this kind it is.
    private struct Row: BitwiseCopyable, Sendable {
        let key: Fingerprint
        let address: UInt
        let place: Int
        var record: Record { Record(trusting: address) }
    }

    /// The bytes of a name in a record, and its identifier where it has one.
    typealias Texts = @Sendable (Record, Int) -> (name: UnsafeRawBufferPointer, identifier: UnsafeRawBufferPointer?)

    private let kind: String
    private let prefix: String
    private let texts: Texts
    private var rows: [Row] = []
    private var places = FingerprintTable()

    /// An empty table; `kind` is what messages call its names, `prefix` tells their identifiers from names.
    init(kind: String, prefix: String = "", texts: @escaping Texts) {
        self.kind = kind
        self.prefix = prefix
        self.texts = texts
    }

    /// What tells a name from others: its identifier, or where it has none the name itself.
    static func key(_ name: UnsafeRawBufferPointer, identifier: UnsafeRawBufferPointer? = nil) -> Fingerprint {
        var key = Fingerprint.of(identifier ?? name)
        if identifier != nil { key.add(1) }
        return key
    }

    /// The place of a name by its key; made where it is new. It is the name at a place of an entry's.
    mutating func place(_ key: Fingerprint, _ look: EntryLooks.Look, _ place: Int = 0) -> Int32 {
        if let place = places.insert(key, rows.count) { return Int32(place) }
        rows.append(Row(key: key, address: look.address, place: place))
        return Int32(rows.count - 1)
    }

    // MARK: Slugs

    /// The names in the order of their slugs.
    struct Placed {
        /// The names.
        var names: [String] = []
        /// The slug of each.
        var slugs: [String] = []
        /// The place of each in the order in which they came.
        var newPlace: [Int32] = []

        /// The names as terms, with the papers that have each; `own` gives the names of a paper.
        func terms(papers: Int, _ own: (PaperIndex) -> ArraySlice<Int32>) -> [Term] {
            let papers = PapersOfNames(names.count, papers: papers, names: own)
            return names.indices.map { Term(name: names[$0], slug: slugs[$0], papers: papers[$0]) }
        }
    }

    /// Names as an earlier table had them. Most archives are those of a moment ago but for a paper.
    struct Known: Sendable {
        fileprivate var places = FingerprintTable()
        fileprivate var names: [String] = []
        fileprivate var slugs: [String] = []

        /// None.
        init() {}

        /// The place of a name by its key. What has an identifier may be printed in another way now.
        fileprivate func place(_ key: Fingerprint) -> Int? {
            places[key].flatMap { place in
                var name = names[place]
                return name.withUTF8 { NameTable.key(UnsafeRawBufferPointer($0)) } == key ? place : nil
            }
        }
    }

    /// Gives every name its slug; who came first has the plain one. Names of one listed tag become that tag.
    func placed(jobs: Int, vocabulary: TagVocabulary? = nil, _ diagnostics: inout [Diagnostic]) -> Placed {
        var known = Known()
        return placed(jobs: jobs, vocabulary: vocabulary, known: &known, &diagnostics)
    }

    /// The same with the names that are known, and afterwards with these.
    func placed(
        jobs: Int, vocabulary: TagVocabulary? = nil, known: inout Known, _ diagnostics: inout [Diagnostic]
    ) -> Placed {
        var (names, slugs) = written(known, jobs: jobs)
        (known.places, known.names, known.slugs) = (places, names, slugs)
        let standing = vocabulary.map { Self.merge(&names, &slugs, $0) } ?? Array(rows.indices)
        var owners = FingerprintTable(capacity: rows.count)
        for place in rows.indices where standing[place] == place {
            let plain = slugs[place]
            let owner = plain.isEmpty ? nil : owners.insert(.of(plain), place)
            guard plain.isEmpty || owner != nil else { continue }
            let row = rows[place]
            let identifier = texts(row.record, row.place).identifier
            let key = identifier.map { prefix + String(decoding: $0, as: UTF8.self) } ?? names[place]
            slugs[place] = Slug.of(names[place], distinguishedBy: key)
            if let owner { diagnostics.append(complaint(names[place], slugs[place], of: row, owner: names[owner])) }
        }
        let order = Self.order(slugs).filter { $0 >= rows.count || standing[$0] == $0 }
        var new: [Int32] = Array(repeating: 0, count: names.count)
        for (place, old) in order.enumerated() { new[old] = Int32(place) }
        var placed = Placed(newPlace: standing.map { new[$0] })
        placed.names = order.map { names[$0] }
        placed.slugs = order.map { slugs[$0] }
        return placed
    }

    /// The names as texts, and what would be the slug of each.
    private func written(_ known: Known, jobs: Int) -> (names: [String], slugs: [String]) {
        let (rows, texts) = (rows, texts)
        let stretches = Parallel.mapStretches(count: rows.count, jobs: jobs, size: 1_000, state: {}) { _, places in
            var (names, slugs): ([String], [String]) = ([], [])
            for row in rows[places] {
                if let place = known.place(row.key) {
                    names.append(known.names[place])
                    slugs.append(known.slugs[place])
                } else {
                    names.append(String(decoding: texts(row.record, row.place).name, as: UTF8.self))
                    slugs.append(Slug.of(names[names.count - 1]))
                }
            }
            return (names: names, slugs: slugs)
        }
        return (stretches.flatMap(\.names), stretches.flatMap(\.slugs))
    }

    /// Gives all names of a listed tag what the list says, and tells for each name which one stands for it. What listed tags
    /// are a part of comes after them, since no entry may name it.
    private static func merge(
        _ names: inout [String], _ slugs: inout [String], _ vocabulary: TagVocabulary
    ) -> [Int] {
        var first: [Int: Int] = [:]
        var standing = Array(names.indices)
        for place in names.indices {
            guard let listed = vocabulary.place(ofSlug: slugs[place]) else { continue }
            standing[place] = first[listed] ?? place
            first[listed] = standing[place]
            (names[place], slugs[place]) = (vocabulary.tags[listed].name, vocabulary.tags[listed].slug)
        }
        let above = Set(first.keys.flatMap { vocabulary.ancestors(of: $0) }).subtracting(first.keys)
        for listed in above.sorted() {
            names.append(vocabulary.tags[listed].name)
            slugs.append(vocabulary.tags[listed].slug)
        }
        return standing
    }

    private func complaint(_ name: String, _ slug: String, of row: Row, owner: String) -> Diagnostic {
        let place = SourceLocation.file(row.record.text(.path) ?? "")
        guard owner != name else {
            return Diagnostic(
                .sharedSlug, .warning,
                "another \(kind) is called `\(name)` as well, so the pages of this one are at `\(slug)`", at: place,
                notes: [.init("give both the same ORCID iD or handle if they are one")])
        }
        return Diagnostic(
            .sharedSlug, .warning,
            "the \(kind) `\(name)` has the same address as `\(owner)`, so its pages are at `\(slug)`", at: place,
            notes: [.init("write both alike if they are one")])
    }

    /// The places of texts in the order of their bytes.
    private static func order(_ texts: [String]) -> [Int] {
        // Most differ within their first eight bytes, which one comparison of numbers decides.
        let keys = texts.indices.map { place -> (start: UInt64, place: Int) in
            var start: UInt64 = 0
            for byte in texts[place].utf8.prefix(8) { start = start << 8 | UInt64(byte) }
            return (start << UInt64(8 * max(0, 8 - texts[place].utf8.count)), place)
        }
        return keys.sorted { a, b in
            if a.start != b.start { return a.start < b.start }
            return texts[a.place].utf8.lexicographicallyPrecedes(texts[b.place].utf8)
        }.map(\.place)
    }
}
