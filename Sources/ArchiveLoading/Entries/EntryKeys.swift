import ArchiveModel
import Diagnostics
import Markup

/// Reads the keys of an entry's front matter. `docs/guide/writing-entries.md` explains each.
struct EntryKeys {
    private var keys: CheckedKeys
    private let offset: UTCOffset
    private var ranges = KeyRanges()

    init(_ table: MetadataValue, in file: SourceFile, fence: ByteRange, offset: @escaping UTCOffset) {
        keys = CheckedKeys(TableReader(table, in: file, name: "entry", start: fence))
        keys.reader.otherNames = EntryKey.otherNames
        self.offset = offset
    }

    /// All complaints so far.
    var diagnostics: [Diagnostic] { keys.diagnostics }

    /// The last part of the address: what `id` says, else the file's name.
    mutating func id(defaultName: String) -> String? {
        if let text = keys.reader.text("id") {
            ranges.id = text.range
            if let id = Identifier.id(text.value) { return id }
            keys.reader.report(
                .invalidValue, .error, "`id` has to be letters, digits, `-`, `.`, `_` or `~`", at: text.range)
            return nil
        }
        let id = Identifier.id(defaultName) ?? Slug.of(defaultName)
        if !id.isEmpty { return id }
        keys.reader.report(
            .unusableName, .error, "the file's name has neither a letter nor a digit, so it makes no address",
            at: 0..<1,
            notes: [.init("rename the file, or give it an `id`")])
        return nil
    }

    /// Commands for the entry's own formulas.
    mutating func macros() -> MathMacros { keys.macros("macros").map { MathMacros($0) } ?? .none }

    /// The entry; `nil` where it lacks what every entry needs.
    mutating func entry(
        id: String?, assets: [Asset], source: TextSource, excerpt: String, macros: MathMacros
    ) -> EntryValues? {
        let title = keys.line("title", limit: 2_000, isRequired: true)
        keys.checkFormulas("title", title, macros: macros)
        let date = keys.moment("date", offset: offset, isRequired: true)
        let details = details(assets: assets)
        let names = names()
        let numbers = numbers()
        let status = keys.reader.choice("status", as: Paper.Status.self)?.value ?? .published
        let summary = keys.line("summary", limit: 1_000)
        keys.checkFormulas("summary", summary, macros: macros)
        let isDraft = keys.reader.flag("draft")?.value ?? false
        let expires = keys.moment("expires", offset: offset)?.day
        keys.reader.finish()
        guard let id, let title, let date else { return nil }

        var entry = EntryValues(
            id: id, title: title, day: date.day, moment: date.seconds, source: source, excerpt: excerpt)
        (entry.authors, entry.tags, entry.organization, entry.venue) = names
        (entry.authorCount, entry.upvotes, entry.comments, entry.stars) = numbers
        entry.summary = summary
        entry.status = status
        entry.isDraft = isDraft
        entry.expires = expires
        entry.details = details
        entry.keyRanges = ranges
        return entry
    }

    // MARK: Groups of keys

    private mutating func numbers() -> (authors: Int?, upvotes: Int?, comments: Int?, stars: Int?) {
        (
            keys.reader.integer("author_count", in: 1...100_000)?.value,
            keys.reader.integer("upvotes", in: 0...1_000_000_000)?.value,
            keys.reader.integer("comments", in: 0...1_000_000_000)?.value,
            keys.reader.integer("stars", in: 0...1_000_000_000)?.value
        )
    }

    private mutating func names() -> (
        authors: [AuthorName], tags: [String], organization: OrganizationName?, venue: String?
    ) {
        var seen: Set<String> = []
        let tags = keys.lines("tags", limit: 200, most: 100).filter { seen.insert($0).inserted }
        return (keys.authors(), tags, keys.organization(), keys.line("venue", limit: 500))
    }

    private mutating func details(assets: [Asset]) -> EntryDetails {
        var values = EntryDetails()
        values.published = keys.partialDate("published", offset: offset)
        values.updated = keys.moment("updated", offset: offset)?.day

        (values.arxiv, ranges.arxiv) = keys.identifier("arxiv", Identifier.arxiv, form: "2306.07552 or hep-ex/0307015")
        (values.doi, ranges.doi) = keys.identifier("doi", Identifier.doi, form: "10.1038/nature14539")
        values.openreview = keys.identifier("openreview", Identifier.openreview, form: "rJXMpikCZ").value
        values.isbn = keys.identifier("isbn", Identifier.isbn, form: "978-3-16-148410-0, with its check digit").value
        values.pmid = keys.identifier("pmid", Identifier.pmid, form: "23193287").value

        values.url = keys.address("url")
        values.pdf = keys.address("pdf")
        values.license = keys.address("license")
        values.code = keys.address("code")
        values.project = keys.address("project")
        values.demo = keys.address("demo")
        values.video = keys.address("video")
        values.models = keys.addresses("models")
        values.datasets = keys.addresses("datasets")
        values.discussion = keys.address("discussion")

        values.type = keys.reader.choice("type", as: PublicationType.self)?.value ?? .preprint
        values.volume = keys.line("volume", limit: 100)
        values.issue = keys.line("issue", limit: 100)
        values.pages = keys.line("pages", limit: 100)
        values.publisher = keys.line("publisher", limit: 500)
        values.submitter = keys.line("submitter", limit: 200)

        values.image = keys.image("image", among: assets)
        values.imageAlt = keys.line("image_alt", limit: 1_000)
        values.notice = keys.reader.text("notice")?.value
        values.noticeDate = keys.moment("notice_date", offset: offset)?.day
        values.aliases = keys.sitePaths("aliases")
        values.language = keys.identifier("language", ValueChecks.language, form: "en or pt-BR").value
        values.macros = keys.reader.value("macros")
        values.extra = keys.reader.anyTable("extra")
        values.assets = assets
        return values
    }
}
