import ArchiveModel
import Markup

/// A list that has feeds.
enum FeedList: Sendable {
    /// All papers.
    case site
    /// All days that have papers, each an item.
    case days
    /// The papers of a tag, author, organization or venue, by its place among those of its kind.
    case term(SiteConfiguration.Taxonomy, Int)
    /// What a search finds that the editors saved, by its place in site.toml.
    case search(Int)

    /// All lists that have feeds, in stretches of one kind: how many there are, and each of them.
    static func all(_ site: Site) -> [(count: Int, list: @Sendable (Int) -> FeedList)] {
        let scopes = site.configuration.feeds.scopes
        // Feeds have to name their items by whole addresses.
        guard site.absoluteLinks != nil else { return [] }
        var all: [(Int, @Sendable (Int) -> FeedList)] = []
        if scopes.contains(.site) { all.append((1, { _ in .site })) }
        if scopes.contains(.days) { all.append((1, { _ in .days })) }
        all.append((site.configuration.feeds.custom.count, { .search($0) }))
        for taxonomy in Taxonomies.visible(in: site.archive, site.configuration)
        where scopes.contains(SiteConfiguration.FeedScope(taxonomy)) {
            all.append((site.archive.count(of: taxonomy), { .term(taxonomy, $0) }))
        }
        return all
    }

    /// The scope by which site.toml asks for it; saved searches are asked for one by one.
    var scope: SiteConfiguration.FeedScope? {
        switch self {
        case .search: nil
        case .site: .site
        case .days: .days
        case .term(let taxonomy, _): SiteConfiguration.FeedScope(taxonomy)
        }
    }

    /// Where its feeds are.
    func folder(_ site: Site) -> Route {
        switch self {
        case .site: .home
        case .days: site.routes.dailyFeeds
        case .search(let place): site.routes.savedSearch(site.configuration.feeds.custom[place].name)
        case .term(let taxonomy, let place): site.routes.term(site.archive.slug(place, in: taxonomy), in: taxonomy)
        }
    }

    /// How many archived feeds it has: each full of papers, so that it stays as it is when others come.
    func archivedFeeds(_ site: Site) -> Int {
        let feeds = site.configuration.feeds
        guard let scope, feeds.archive.contains(scope), feeds.formats.contains(.atom) else { return 0 }
        let count: Int
        switch self {
        case .site: count = site.archive.papers.count
        case .days, .search: return 0
        case .term(let taxonomy, let place): count = site.archive.papers(place, in: taxonomy).count
        }
        return count > feeds.items ? count / feeds.items : 0
    }
}

extension SiteConfiguration.FeedScope {
    /// The scope of a taxonomy's names.
    init(_ taxonomy: SiteConfiguration.Taxonomy) {
        switch taxonomy {
        case .tags: self = .tags
        case .authors: self = .authors
        case .organizations: self = .organizations
        case .venues: self = .venues
        }
    }
}
