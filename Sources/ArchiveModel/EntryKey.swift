/// The keys of an entry's front matter, in the order in which new entries have them. `docs/guide/writing-entries.md`
/// explains each.
package enum EntryKey: String, Sendable, CaseIterable {
    case title, id, date, published, updated
    case authors
    case authorCount = "author_count"
    case organization
    case type, venue, volume, issue, pages, publisher
    case arxiv, doi, openreview, isbn, pmid
    case url, pdf, code, project, demo, video, models, datasets
    case tags, summary, language
    case upvotes, comments, stars, discussion, submitter
    case image
    case imageAlt = "image_alt"
    case status, notice
    case noticeDate = "notice_date"
    case draft, expires, aliases, macros, extra
}
