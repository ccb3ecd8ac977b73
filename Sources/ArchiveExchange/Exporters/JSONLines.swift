import ArchiveModel
import Markup

extension Exporter {
    /// JSON Lines: all that an entry says, an object a line under the keys of the front matter, the text as `text`. So
    /// that search servers and other programs can use it as it is, authors are always tables, every value has one type
    /// whatever the entry, and the keys of ``ExportKey`` are added, which imports pass over.
    static let jsonLines = Exporter(
        id: "jsonl", summary: "Everything, for other programs and for another archive.", ending: "jsonl",
        frame: ("", "", ""), wantsAbstract: false
    ) { paper, buffer in
        let draft = EntryDraft(paper)
        buffer.appendJSONObject { object in
            for (key, value) in draft.fields { object.add(named: key.rawValue) { $0.append(json: value) } }
            for (key, text) in [
                (ExportKey.text, draft.text), (ExportKey.key, key(paper.paper.id)), (ExportKey.page, paper.page),
            ] {
                if let text, !text.isEmpty { object.add(named: key) { $0.append(json: text) } }
            }
            object.add(named: ExportKey.year) { $0.append(paper.paper.day.year) }
            object.add(named: ExportKey.timestamp) { $0.append(Int(paper.paper.featured)) }
            object.add(named: ExportKey.has) { has in
                has.appendJSONArray(paper.paper.extras) { item, buffer in buffer.append(json: item) }
            }
        }
        buffer.append("\n")
    }

    /// An id in letters, digits, `-` and `_`; each byte that is none of them is `_` and two hexadecimal digits.
    private static func key(_ id: String) -> String {
        var key = ""
        for byte in id.utf8 {
            switch Unicode.Scalar(byte) {
            case "a"..."z", "A"..."Z", "0"..."9", "-": key.unicodeScalars.append(Unicode.Scalar(byte))
            default: key += "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return key
    }
}

/// Keys of a line that an entry has not.
enum ExportKey {
    /// Its text: Markdown. The only one of them that imports read.
    static let text = "text"
    /// Its id in letters, digits, `-` and `_`, for programs that take no others.
    static let key = "key"
    /// The address of its page.
    static let page = "page"
    /// The year it was featured in, and the moment in seconds since 1970.
    static let year = "year"
    static let timestamp = "timestamp"
    /// What it has beside its text: `code`, `pdf`.
    static let has = "has"
    /// Those that only exports have.
    static let added: Set = [key, page, year, timestamp, has]
}

extension EntryDraft {
    /// All that a paper of an archive says; the files beside it stay where they are, and so does the picture's name.
    fileprivate init(_ exported: ExportedPaper) {
        self.init()
        let (paper, archive) = (exported.paper, exported.archive)
        set(.title, text: paper.title)
        set(.id, text: paper.id)
        self[.date] = .plain(paper.moment.map(Timestamp.rfc3339) ?? paper.day.iso)
        if let date = paper.published { self[.published] = .plain(date.iso) }
        set(.updated, day: paper.updated)
        let authors = (0..<paper.namedAuthors).map { PlainValue(paper.author($0)) }
        if !authors.isEmpty { self[.authors] = .list(authors) }
        set(.authorCount, number: paper.authorCount)
        if let place = paper.organization { self[.organization] = PlainValue(archive.organizations[Int(place)]) }
        if paper.type != .preprint { set(.type, text: paper.type.rawValue) }
        set(.venue, text: paper.venue.map { archive.venues[Int($0)].name })
        set(.volume, text: paper.volume)
        set(.issue, text: paper.issue)
        set(.pages, text: paper.pages)
        set(.publisher, text: paper.publisher)
        set(.arxiv, text: paper.arxiv)
        set(.doi, text: paper.doi)
        set(.openreview, text: paper.openreview)
        set(.isbn, text: paper.isbn)
        set(.pmid, text: paper.pmid)
        set(.url, text: paper.url)
        set(.pdf, text: paper.pdf)
        set(.license, text: paper.license)
        set(.code, text: paper.code)
        set(.project, text: paper.project)
        set(.demo, text: paper.demo)
        set(.video, text: paper.video)
        set(.models, list: paper.models)
        set(.datasets, list: paper.datasets)
        set(.tags, list: paper.tags.map { archive.tags[Int($0)].name })
        set(.summary, text: paper.summary)
        set(.language, text: paper.language)
        set(.upvotes, number: paper.upvotes)
        set(.comments, number: paper.comments)
        set(.stars, number: paper.stars)
        set(.discussion, text: paper.discussion)
        set(.submitter, text: paper.submitter)
        if paper.status != .published { set(.status, text: paper.status.rawValue) }
        set(.notice, text: paper.notice)
        set(.noticeDate, day: paper.noticeDate)
        set(.expires, day: paper.expires)
        set(.aliases, list: paper.aliases.map { "/" + $0.path })
        if let macros = paper.macroTable { self[.macros] = PlainValue(macros) }
        if let extra = paper.extra { self[.extra] = PlainValue(extra) }
        text = exported.text
    }
}

extension PlainValue {
    /// An author, a table also where there is nothing but a name.
    fileprivate init(_ author: AuthorName) {
        self.init(
            table: [
                ("name", author.name), ("given", author.given), ("family", author.family), ("suffix", author.suffix),
                ("orcid", author.orcid), ("affiliation", author.affiliation), ("url", author.url),
            ])
    }

    fileprivate init(_ organization: Term) {
        self.init(
            table: [("name", organization.name), ("handle", organization.handle), ("url", organization.url)])
    }

    private init(table: [(String, String?)]) {
        self = .table(table.compactMap { key, text in text.map { Field(key, .text($0)) } })
    }
}
