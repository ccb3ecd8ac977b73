import Markup

/// What the program itself says on pages and in feeds: titles, descriptions, the names of things. All else is said by
/// templates, with messages of the theme's.
///
/// A language file has them under `[words]`, by these names.
enum Word: String, CaseIterable, Sendable {
    case tags, authors, organizations, venues
    case archive, trending, stats
    case readingList = "reading_list"
    case notFound = "not_found"
    case moved

    case dayDescription = "day_description"
    case periodDescription = "period_description"
    case yearDescription = "year_description"
    case termDescription = "term_description"
    case indexDescription = "index_description"
    case archiveDescription = "archive_description"
    case trendingDescription = "trending_description"
    case statsDescription = "stats_description"
    case numberedPage = "numbered_page"

    case paper, pdf, code, project, demo, video, model, dataset, discussion
    case numberedLink = "numbered_link"

    case type, volume, issue, pages, publisher
    case article, inproceedings, preprint, thesis, report
    case data, software

    case corrected, withdrawn, retracted, removed
    case feedStatus = "feed_status"

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
        }
    }
}
