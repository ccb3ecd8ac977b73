package import ArchiveModel
package import FileSystem
package import SearchIndex

/// What the searches find whose papers have feeds.
package struct SavedSearches: Sendable {
    /// The papers of each, in the archive's order.
    let papers: [[PaperIndex]]

    /// Nothing, for who makes no feeds.
    package static let none = SavedSearches(papers: [])

    private init(papers: [[PaperIndex]]) { self.papers = papers }

    /// Searches an archive. One that has words reads the texts of all papers that its filters let through.
    package init(
        _ archive: Archive, _ configuration: SiteConfiguration, texts: PaperTexts, jobs: Int
    ) throws(IOFailure) {
        var papers: [[PaperIndex]] = []
        for search in configuration.feeds.custom {
            papers.append(try PaperQuery(search.query).papers(of: archive, texts: texts, jobs: jobs))
        }
        self.papers = papers
    }
}
