package import Markup

/// One paper of the archive: a look at its record, whose fields are read when they are asked for.
///
/// Names that papers share are indices into the archive's tables. `docs/guide/writing-entries.md` explains each key.
package struct Paper: Sendable {
    let store: PaperStore
    /// Its place in the archive.
    package let index: PaperIndex

    /// Whether the record stands, after the words of publishers.
    package enum Status: String, Sendable, CaseIterable {
        case published, corrected, withdrawn, retracted, removed

        /// Whether the paper should no longer be read as valid: struck out in lists, left out of exports.
        package var isVoid: Bool { self == .withdrawn || self == .retracted || self == .removed }
    }

    // MARK: What every paper has

    /// The last part of its address; never used again for another paper.
    package var id: String { text(.id) ?? "" }
    /// The fingerprint of ``id``, which is at hand where the id itself is not.
    package var idFingerprint: Fingerprint { read { record, _ in record().fingerprint(of: .id) ?? Fingerprint() } }
    /// The title, with `$…$` math.
    package var title: String { text(.title) ?? "" }
    /// The bytes of the title, for who looks at those of all papers.
    package func withTitle<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        read { record, _ in body(record().utf8(.title)) }
    }
    /// The day the archive features it.
    package var day: Day { store.row(index).day }
    /// The moment within that day, in seconds since 1970, where the entry gives one.
    package var moment: Int64? { read { record, _ in record().moment } }
    /// Whether it stands. A notice dated later than the build's day waits, and so does what it says of the status.
    package var status: Status { store.row(index).standing }
    /// The beginning of the text without markup; empty where there is none.
    package var excerpt: String { text(.excerpt) ?? "" }
    /// Where its text is.
    package var source: TextSource { read { record, _ in record().source } }
    /// Replaces some bytes by its text as it was loaded; false where memory has no room for it, so that it has to be read
    /// from its source again.
    package func copyText(into bytes: inout [UInt8]) -> Bool {
        read { record, row in
            guard let text = UnsafeRawPointer(bitPattern: row.text) else { return false }
            bytes.removeAll(keepingCapacity: true)
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: record().textRange.count))
            return true
        }
    }
    /// The content file it comes from, relative to the site's folder.
    package var path: String { text(.path) ?? "" }
    /// Of all that the entry says, its file's name and the files beside it among that, and of how it stands now.
    package var fingerprint: Fingerprint {
        read { record, row in
            var fingerprint = record().fingerprint
            if row.hidesNotice { fingerprint.add(1) }
            return fingerprint
        }
    }

    // MARK: Names

    /// How many authors it prints.
    package var namedAuthors: Int { store.row(index).authors.count }
    /// An author as the paper prints them.
    package func author(_ place: Int) -> AuthorName {
        read { record, _ in AuthorName(RecordTexts(record().list(.authors)[place])) }
    }
    /// Of an author as the paper prints them, what lists show.
    package func printedAuthor(_ place: Int) -> (name: String, affiliation: String?) {
        read { record, _ in
            let texts = RecordTexts(record().list(.authors)[place])
            return (texts.text(0) ?? "", texts.isFirstAlone ? nil : texts.text(5))
        }
    }
    /// Who an author is.
    package func person(_ place: Int) -> PersonIndex { store.person(store.row(index), place) }
    /// How many authors there are, where their names are not known.
    package var authorCount: Int? { number(.authorCount) }
    /// Its tags, in the entry's order.
    package var tags: [TermIndex] {
        let row = store.row(index)
        return (0..<row.tags.count).map { store.tag(row, $0) }
    }
    /// Who published it.
    package var organization: TermIndex? { store.row(index).organization }
    /// Where it appeared.
    package var venue: TermIndex? { store.row(index).venue }

    // MARK: What some have

    /// One sentence for cards, feeds and descriptions, with `$…$` math.
    package var summary: String? { text(.summary) }
    /// Votes, comments and stars, where known.
    package var upvotes: Int? { store.row(index).upvotes }
    /// How many comments.
    package var comments: Int? { number(.comments) }
    /// How many stars its code has.
    package var stars: Int? { number(.stars) }
    /// When the paper itself came out.
    package var published: PartialDate? { number(.published).flatMap { PartialDate(number: $0) } }
    /// The day of the paper's newest version.
    package var updated: Day? { find(.updated) { $0.day(.updated) } }
    /// Identifiers, in the form their registries print.
    package var arxiv: String? { text(.arxiv) }
    package var doi: String? { text(.doi) }
    package var openreview: String? { text(.openreview) }
    package var isbn: String? { text(.isbn) }
    package var pmid: String? { text(.pmid) }
    /// Addresses, `http:` or `https:`.
    package var url: String? { text(.url) }
    package var pdf: String? { text(.pdf) }
    package var license: String? { text(.license) }
    package var code: String? { text(.code) }
    package var project: String? { text(.project) }
    package var demo: String? { text(.demo) }
    package var video: String? { text(.video) }
    package var models: [String] { find(.models) { $0.texts(.models) } ?? [] }
    package var datasets: [String] { find(.datasets) { $0.texts(.datasets) } ?? [] }
    package var discussion: String? { text(.discussion) }
    /// What kind of publication it is, and where in it the paper is.
    package var type: PublicationType { read { record, _ in record().type } }
    package var volume: String? { text(.volume) }
    package var issue: String? { text(.issue) }
    package var pages: String? { text(.pages) }
    package var publisher: String? { text(.publisher) }
    /// Who proposed it.
    package var submitter: String? { text(.submitter) }
    /// The picture for cards: a file beside the entry, by its name in the site.
    package var image: Route? { text(.image).map { Route($0) } }
    /// What the picture shows.
    package var imageAlt: String? { text(.imageAlt) }
    /// What happened to a corrected or void paper, Markdown.
    package var notice: String? { hidesNotice ? nil : text(.notice) }
    /// The day that happened.
    package var noticeDate: Day? { hidesNotice ? nil : find(.noticeDate) { $0.day(.noticeDate) } }
    /// From when on it is no longer listed.
    package var expires: Day? { find(.expires) { $0.day(.expires) } }
    /// Old addresses.
    package var aliases: [Route] { find(.aliases) { $0.texts(.aliases).map { Route($0) } } ?? [] }
    /// BCP 47, where it is not the site's.
    package var language: String? { text(.language) }
    /// Commands for its formulas beside those of the site, as the entry says them.
    package var macroTable: MetadataValue? { find(.macros) { $0.tree(.macros) } }
    /// The commands that its formulas may use: those of the site, and its own, which come first.
    package func macros(beside site: MathMacros) -> MathMacros {
        macroTable.map { site.adding(MathMacros($0)) } ?? site
    }
    /// For the theme, as it is.
    package var extra: MetadataValue? { find(.extra) { $0.tree(.extra) } }
    /// Files beside the entry.
    package var assets: [Asset] { find(.assets) { $0.assets } ?? [] }

    /// What it has beside its text, by the keys that say so; what `has:` finds in a search.
    package var extras: [String] {
        let has: [(String, Bool)] = [
            ("pdf", pdf != nil), ("code", code != nil), ("project", project != nil), ("demo", demo != nil),
            ("video", video != nil), ("models", !models.isEmpty), ("datasets", !datasets.isEmpty),
            ("discussion", discussion != nil), ("image", image != nil), ("notice", notice != nil),
        ]
        return has.filter(\.1).map(\.0)
    }

    // MARK: Reading

    @inline(__always)
    private func read<Result>(_ body: (() -> Record, PaperRow) -> Result) -> Result {
        // The record's bytes are the store's: it has to last until they are read.
        withExtendedLifetime(store) {
            let row = store.row(index)
            return body({ Record(trusting: row.record) }, row)
        }
    }

    /// What a record says in a field; `nil`, and the record not looked at, where it has none.
    @inline(__always)
    private func find<Result>(_ field: RecordField, _ body: (Record) -> Result?) -> Result? {
        read { record, row in row.has(field) ? body(record()) : nil }
    }

    private var hidesNotice: Bool { store.row(index).hidesNotice }
    private func text(_ field: RecordField) -> String? { find(field) { $0.text(field) } }
    private func number(_ field: RecordField) -> Int? { find(field) { $0.number(field) } }
}

/// What kind of publication a paper is; CSL's types under the names people use.
package enum PublicationType: String, Sendable, CaseIterable {
    case article, inproceedings, preprint, thesis, report, dataset, software
}
