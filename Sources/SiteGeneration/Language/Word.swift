import Markup

/// What the program itself says on pages and in feeds: titles, descriptions, the names of things. All else is said by
/// templates, with messages of the theme's.
///
/// A language file has them under `[words]`, by these names in lower case: `not_found`.
enum Word: Int, CaseIterable, Sendable {
    case tags, authors, organizations, venues
    case archive, trending, stats
    case readingList, search
    case notFound
    case moved

    case dayDescription
    case periodDescription
    case yearDescription
    case termDescription
    case indexDescription
    case archiveDescription
    case trendingDescription
    case statsDescription
    case numberedPage

    case paper, pdf, code, project, demo, video, model, dataset, discussion
    case numberedLink

    case type, volume, issue, pages, publisher, license
    case article, inproceedings, preprint, thesis, report
    case data, software

    case corrected, withdrawn, retracted, removed
    case feedStatus, dailyFeed, feeds, feedsDescription
    case footnoteReturn

    /// What language files call it.
    var key: String {
        "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }

    /// What it is in English, by plurals where it counts.
    var english: [PluralCategory: String] {
        if self == .dayDescription {
            return [.one: "{count} paper featured on {date}.", .other: "{count} papers featured on {date}."]
        }
        return [.other: englishText]
    }

    private var englishText: String {
        switch self {
        case .tags: "Tags"
        case .authors: "Authors"
        case .organizations: "Organizations"
        case .venues: "Venues"
        case .archive: "Archive"
        case .trending: "Trending"
        case .stats: "Statistics"
        case .readingList: "Reading list"
        case .search: "Search"
        case .notFound: "Not found"
        case .moved: "Moved"
        case .dayDescription: ""
        case .periodDescription: "Papers of {period}."
        case .yearDescription: "Papers of {year}, by day."
        case .termDescription: "Papers of {site}: {name}."
        case .indexDescription: "{index} of {site}."
        case .archiveDescription: "Every day of {site}."
        case .trendingDescription: "Papers ranked by votes that fade with age."
        case .statsDescription: "{site} in numbers."
        case .numberedPage: "{title}, page {number}"
        case .paper: "Paper"
        case .pdf: "PDF"
        case .code: "Code"
        case .project: "Project"
        case .demo: "Demo"
        case .video: "Video"
        case .model: "Model"
        case .dataset: "Dataset"
        case .discussion: "Discussion"
        case .numberedLink: "{title} {number}"
        case .type: "Type"
        case .volume: "Volume"
        case .issue: "Issue"
        case .pages: "Pages"
        case .publisher: "Publisher"
        case .license: "License"
        case .article: "Article"
        case .inproceedings: "Conference paper"
        case .preprint: "Preprint"
        case .thesis: "Thesis"
        case .report: "Report"
        case .data: "Dataset"
        case .software: "Software"
        case .corrected: "corrected"
        case .withdrawn: "withdrawn"
        case .retracted: "retracted"
        case .removed: "removed"
        case .feedStatus: "{status}: {title}"
        case .dailyFeed: "A day at a time"
        case .feeds: "Feeds"
        case .feedsDescription: "Every feed of {site}, to read it in a program of your own."
        case .footnoteReturn: "Back to reference"
        }
    }
}

/// What there is for authors of languages to know.
package enum LanguageReference {
    /// The program's words, as language files call them and as English says them.
    package static var words: [(key: String, english: String)] {
        Word.allCases.map { ($0.key, $0.english[.other] ?? "") }
    }
}
