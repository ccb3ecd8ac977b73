/// The keys of an entry's front matter, in the order in which new entries have them. `docs/guide/writing-entries.md`
/// explains each.
package enum EntryKey: String, Sendable, CaseIterable {
    case title, id, date, published, updated
    case authors
    case authorCount = "author_count"
    case organization
    case type, venue, volume, issue, pages, publisher
    case arxiv, doi, openreview, isbn, pmid
    case url, pdf, license, code, project, demo, video, models, datasets
    case tags, summary, language
    case upvotes, comments, stars, discussion, submitter
    case image
    case imageAlt = "image_alt"
    case status, notice
    case noticeDate = "notice_date"
    case draft, expires, aliases, macros, extra
}

extension EntryKey {
    /// What keys are called elsewhere: by generators that archives come from, by services, in hand-made lists. A key of
    /// Offprint's own that gets another name belongs here as well. `offprint migrate` writes the right ones.
    package static let otherNames: [String: String] = {
        let names: [EntryKey: [String]] = [
            .title: ["name", "paper_title"],
            .date: ["day", "featured", "publishDate", "publish_date"],
            .published: ["published_at", "publishedAt", "submitted", "pub_date"],
            .updated: ["lastmod", "last_modified", "last_modified_at", "modified", "updated_at"],
            .authors: ["author", "creators"], .organization: ["org", "organisation", "affiliation", "institution"],
            .venue: ["journal", "booktitle", "conference", "container-title"], .issue: ["number"], .pages: ["page"],
            .arxiv: ["arxiv_id", "arxivId", "arXiv", "eprint"], .doi: ["DOI"], .isbn: ["ISBN"], .pmid: ["PMID"],
            .openreview: ["openreview_id"],
            .url: ["URL", "link", "paper", "paper_url", "abs_url"], .pdf: ["pdf_url", "pdf_link"],
            .license: ["licence", "license_url", "rights"],
            .code: ["code_url", "github", "githubRepo", "repo", "repository"],
            .project: ["project_page", "project_url", "website", "homepage"], .demo: ["demo_url"],
            .video: ["video_url", "youtube"],
            .tags: ["categories", "keywords", "topics"],
            .summary: ["description", "tldr", "TLDR", "ai_summary", "excerpt"], .language: ["lang", "languageCode"],
            .upvotes: ["votes", "likes"], .comments: ["num_comments", "numComments"],
            .stars: ["github_stars", "githubStars"], .submitter: ["submitted_by", "submittedBy"],
            .image: ["thumbnail", "cover"], .imageAlt: ["imageAlt", "image-alt", "alt"],
            .expires: ["expiryDate", "expiry_date"], .aliases: ["redirect_from", "alias"],
        ]
        var others: [String: String] = [:]
        for (key, names) in names { for name in names { others[name] = key.rawValue } }
        return others
    }()
}
