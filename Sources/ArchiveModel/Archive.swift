package import Markup

/// Everything the site shows: an immutable value whose indexes hold positions, not objects.
///
/// Only what is published as of the build's day is in it: drafts, future and expired entries never get here.
package struct Archive: Sendable {
    /// All papers, newest day first, within a day in the site's order.
    package var papers: Papers
    /// The days that have papers, newest first.
    package var days: [DayGroup]
    /// The people, by slug.
    package var people: [Person]
    /// The tags, by slug.
    package var tags: [Term]
    /// What the editors say of tags; `nil` where they say nothing.
    package var vocabulary: TagVocabulary?
    /// The organizations, by slug.
    package var organizations: [Term]
    /// The venues, by slug.
    package var venues: [Term]
    /// Pages that are not papers, by path.
    package var pages: [ContentPage]
    /// Editors' notes, by day.
    package var notes: [Day: TextSource]

    /// An archive with nothing in it.
    package init() {
        papers = Papers(PaperStore(rows: [], people: [], tags: [], owners: []))
        days = []
        people = []
        tags = []
        vocabulary = nil
        organizations = []
        venues = []
        pages = []
        notes = [:]
    }

    /// A paper's tags, and those that these are a part of.
    package func tagsWithAncestors(of paper: Paper) -> [TermIndex] {
        guard vocabulary != nil else { return paper.tags }
        var all = paper.tags
        for tag in paper.tags {
            for ancestor in tags[Int(tag)].details?.ancestors ?? [] where !all.contains(ancestor) {
                all.append(ancestor)
            }
        }
        return all
    }
}

/// The papers of one day: a run of `Archive.papers`.
package struct DayGroup: Sendable {
    /// The day.
    package var day: Day
    /// Its papers' places.
    package var papers: Range<PaperIndex>

    /// Makes a group.
    package init(day: Day, papers: Range<PaperIndex>) {
        self.day = day
        self.papers = papers
    }
}

/// A page that is not a paper: `content/pages/about.md`.
package struct ContentPage: Sendable {
    /// Its path below `content/pages` without the ending: `about`, `help/citing`.
    package var path: String
    /// The title.
    package var title: String
    /// One sentence for descriptions.
    package var summary: String?
    /// The beginning of the text without markup.
    package var excerpt: String
    /// Where its text is.
    package var source: TextSource
    /// Whether the navigation shows it, and where: lower first; `nil` for not at all.
    package var menu: Int?
    /// Old addresses.
    package var aliases: [Route]
    /// Files beside it.
    package var assets: [Asset]

    /// Makes a page.
    package init(
        path: String, title: String, summary: String?, excerpt: String, source: TextSource, menu: Int?,
        aliases: [Route], assets: [Asset]
    ) {
        self.path = path
        self.title = title
        self.summary = summary
        self.excerpt = excerpt
        self.source = source
        self.menu = menu
        self.aliases = aliases
        self.assets = assets
    }
}
