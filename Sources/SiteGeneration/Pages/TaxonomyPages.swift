import ArchiveModel
import FileSystem
import Markup

/// The ways in which papers share names.
enum Taxonomies {
    /// How many names a page of an index lists.
    static let indexPageSize = 500

    /// All of them, in the order of menus.
    static let all: [SiteConfiguration.Taxonomy] = [.tags, .authors, .organizations, .venues]

    /// The place of a kind in ``all``.
    static func place(of taxonomy: SiteConfiguration.Taxonomy) -> Int {
        guard let place = all.firstIndex(of: taxonomy) else { preconditionFailure("every kind of name is in menus") }
        return place
    }

    /// Those that the configuration wants and that have names.
    static func visible(
        in archive: Archive, _ configuration: SiteConfiguration
    ) -> [SiteConfiguration.Taxonomy] {
        all.filter { configuration.taxonomies.contains($0) && archive.count(of: $0) > 0 }
    }
}

// Not a collection of its own: it would hold the archive, whose copies count the references of all its lists.
extension Archive {
    /// How many names of a kind there are; their places are in the order of their slugs.
    func count(of taxonomy: SiteConfiguration.Taxonomy) -> Int {
        switch taxonomy {
        case .tags: tags.count
        case .authors: people.count
        case .organizations: organizations.count
        case .venues: venues.count
        }
    }

    /// A name itself.
    func name(_ place: Int, in taxonomy: SiteConfiguration.Taxonomy) -> String {
        switch taxonomy {
        case .tags: tags[place].name
        case .authors: people[place].name
        case .organizations: organizations[place].name
        case .venues: venues[place].name
        }
    }

    /// The slug of a name.
    func slug(_ place: Int, in taxonomy: SiteConfiguration.Taxonomy) -> String {
        switch taxonomy {
        case .tags: tags[place].slug
        case .authors: people[place].slug
        case .organizations: organizations[place].slug
        case .venues: venues[place].slug
        }
    }

    /// The papers that have a name, newest first.
    func papers(_ place: Int, in taxonomy: SiteConfiguration.Taxonomy) -> ArraySlice<PaperIndex> {
        switch taxonomy {
        case .tags: tags[place].papers
        case .authors: people[place].papers
        case .organizations: organizations[place].papers
        case .venues: venues[place].papers
        }
    }

    /// A tag, author, organization or venue by its place. Inlined, so that nothing but its list is touched.
    @inline(__always)
    func entry(_ place: Int, in taxonomy: SiteConfiguration.Taxonomy) -> TaxonomyEntry {
        switch taxonomy {
        case .tags: TaxonomyEntry(tags[place])
        case .authors: TaxonomyEntry(people[place])
        case .organizations: TaxonomyEntry(organizations[place])
        case .venues: TaxonomyEntry(venues[place])
        }
    }
}

/// A tag, author, organization or venue with what its page shows.
struct TaxonomyEntry: Sendable {
    let name: String
    let slug: String
    let papers: ArraySlice<PaperIndex>
    var url: String?
    var handle: String?
    var orcid: String?
    var otherNames: [String] = []
    var details: TagDetails?

    init(_ term: Term) {
        name = term.name
        slug = term.slug
        papers = term.papers
        url = term.url
        handle = term.handle
        details = term.details
    }

    init(_ person: Person) {
        name = person.name
        slug = person.slug
        papers = person.papers
        url = person.url
        orcid = person.orcid
        otherNames = person.otherNames
    }
}

/// The index of all tags, authors, organizations or venues.
struct TaxonomyIndexPage: PageView {
    static let summary = "The index of all tags, authors, organizations or venues."

    /// One page of an index, from 1.
    struct Item {
        let taxonomy: SiteConfiguration.Taxonomy
        let number: Int
    }

    let page: PageFrame
    let taxonomy: SiteConfiguration.Taxonomy
    let entries: [TermView]
    let count: Int
    let pagination: PaginationView

    init(_ item: Item, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        taxonomy = item.taxonomy
        (entries, count) = site.index(
            taxonomy, from: (item.number - 1) * Taxonomies.indexPageSize, limit: Taxonomies.indexPageSize)
        let index = site.routes.index(taxonomy)
        pagination = PaginationView(
            number: item.number, count: PaginationView.pages(count, of: Taxonomies.indexPageSize), list: index,
            routes: site.routes)
        let title = site.language[taxonomy.word]
        page = PageFrame(
            site, kind: "index", title: site.language.title(title, page: item.number),
            description: site.language.text(.indexDescription) {
                $0 == "index" ? title : site.configuration.site.title
            },
            route: site.routes.page(item.number, of: index))
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<TaxonomyIndexPage>] {
        [
            .text("taxonomy", "`tags`, `authors`, `organizations` or `venues`.") { $0.taxonomy.rawValue },
            .number("count", "How many entries the whole index has.") { $0.count },
            .list("entries", "The entries of this page, by name.") { $0.entries },
            .view("pagination", "The page's place in the index; none where it is the only one.") {
                $0.pagination.count > 1 ? $0.pagination : nil
            },
        ]
    }
}

/// A tag, author, organization or venue with its papers.
struct TermPage: PageView {
    static let summary = "A tag, author, organization or venue with its papers."

    /// One page of a list of papers, from 1; the list by its place among those of its kind. Small, since there may be a
    /// million.
    struct Item {
        let taxonomy: SiteConfiguration.Taxonomy
        let list: Int32
        let number: Int32
    }

    let site: SiteReader
    let page: PageFrame
    let taxonomy: SiteConfiguration.Taxonomy
    let entry: TaxonomyEntry
    let feeds: [FeedLink]
    let pagination: PaginationView

    init(_ item: Item, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        self.site = site
        taxonomy = item.taxonomy
        entry = site.term(Int(item.list), in: taxonomy)
        feeds = FeedLink.all(of: entry, in: taxonomy, on: site)
        let (number, list) = (Int(item.number), site.routes.term(entry.slug, in: taxonomy))
        let count = PaginationView.pages(entry.papers.count, of: site.configuration.listing.pageSize)
        pagination = PaginationView(number: number, count: count, list: list, routes: site.routes)
        let description = entry.details?.description.map { MathText.plain($0, macros: site.configuration.macros) }
        let about =
            description
            ?? site.language.text(.termDescription) { [entry] in
                $0 == "site" ? site.configuration.site.title : entry.name
            }
        let route = site.routes.page(number, of: list)
        page = PageFrame(
            site, kind: "term", title: site.language.title(entry.name, page: number),
            description: about, route: route, feeds: feeds,
            metadata: { [entry, taxonomy] in
                ListMetadata.html(
                    site, title: entry.name, description: about, page: route,
                    above: [(site.language[taxonomy.word], site.routes.index(taxonomy))],
                    papers: Self.papers(of: entry, page: number, on: site),
                    files: taxonomy == .tags && number == 1 ? DataFile.ofTags(site.configuration) : [])
            })
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<TermPage>] {
        [
            .text("name", "Its name.") { $0.entry.name },
            .text("taxonomy", "`tags`, `authors`, `organizations` or `venues`.") { $0.taxonomy.rawValue },
            .link("index", "The index it is listed in.") { .route($0.site.routes.index($0.taxonomy)) },
            .text("index_title", "`Tags`, `Authors`, `Organizations` or `Venues`.") {
                $0.site.language[$0.taxonomy.word]
            },
            .number("count", "How many papers it has.") { $0.entry.papers.count },
            .html("description", "What a tag is about, where `content/tags.toml` says so.") { term in
                term.entry.details?.description.map {
                    MathText.html($0, macros: term.site.configuration.macros)
                }
            },
            .list("parents", "The tags that a tag is a part of.") { term in
                term.site.tags(term.entry.details?.parents)
            },
            .flag("has_children", "Whether there are tags that are a part of a tag.") {
                $0.entry.details?.children.isEmpty == false
            },
            .list("children", "The tags that are a part of a tag; their papers are in its list.") { term in
                term.site.tags(term.entry.details?.children)
            },
            .list("papers", "The papers of this page, newest first.", schema: schemas.card, identity: \.identity) {
                term in
                let site = term.site
                return term.papers.lazy.map { site.card($0) }
            },
            .list("volumes", "The same papers, in runs of one volume.", schema: schemas.volumeSection) {
                VolumeSection.sections($0.papers, on: $0.site)
            },
            .list("feeds", "Its own feeds.") { $0.feeds },
            .link("url", "Its own page elsewhere.") { $0.entry.url.map(Link.address) },
            .text("handle", "An organization's handle.") { $0.entry.handle },
            .text("orcid", "An author's ORCID iD.") { $0.entry.orcid },
            .link("orcid_link", "The ORCID record.") { $0.entry.orcid.map { .address("https://orcid.org/\($0)") } },
            .texts("other_names", "Other names the author published under.") { $0.entry.otherNames },
            .view("pagination", "The page's place in the list; none where it is the only one.") {
                $0.pagination.count > 1 ? $0.pagination : nil
            },
        ]
    }

    /// The papers of this page.
    private var papers: ArraySlice<PaperIndex> { Self.papers(of: entry, page: pagination.number, on: site) }

    private static func papers(of entry: TaxonomyEntry, page: Int, on site: SiteReader) -> ArraySlice<PaperIndex> {
        let size = site.configuration.listing.pageSize
        return entry.papers.dropFirst((page - 1) * size).prefix(size)
    }
}

extension FeedLink {
    /// The feeds of a tag, author, organization or venue, where the configuration wants some.
    static func all(
        of entry: TaxonomyEntry, in taxonomy: SiteConfiguration.Taxonomy, on site: SiteReader
    ) -> [FeedLink] {
        // Most are authors, who have none: the configuration, a large value, is not even handed on for them.
        let scope = SiteConfiguration.FeedScope(taxonomy)
        guard site.configuration.feeds.scopes.contains(scope) else { return [] }
        return all(
            title: "\(site.configuration.site.title): \(entry.name)",
            folder: site.routes.term(entry.slug, in: taxonomy), scope: scope, site.configuration)
    }
}

extension OutputKind {
    /// The indexes of tags, authors, organizations and venues, and the pages of what they list.
    static let taxonomies = OutputKind("taxonomy") { theme in
        let indexTemplate = theme.template("index", for: TaxonomyIndexPage.self)
        let termTemplate = theme.template("term", for: TermPage.self)
        return { site, _ in
            Taxonomies.visible(in: site.archive, site.configuration).flatMap {
                [indexPages($0, indexTemplate, site), termPages($0, termTemplate, site)]
            }
        }
    }

    private static func indexPages(
        _ taxonomy: SiteConfiguration.Taxonomy, _ template: PageTemplate<TaxonomyIndexPage>, _ site: Site
    ) -> OutputGroup {
        let index = site.routes.index(taxonomy)
        let pages = PaginationView.pages(site.archive.count(of: taxonomy), of: Taxonomies.indexPageSize)
        let newest = site.newestDay
        return template.outputs(
            1..<pages + 1, as: { TaxonomyIndexPage.Item(taxonomy: taxonomy, number: $0) }, on: site,
            route: { site.routes.page($0, of: index) }, listed: { _ in newest })
    }

    private static func termPages(
        _ taxonomy: SiteConfiguration.Taxonomy, _ template: PageTemplate<TermPage>, _ site: Site
    ) -> OutputGroup {
        let size = site.configuration.listing.pageSize
        let pages = (0..<site.archive.count(of: taxonomy)).flatMap { list in
            (1...PaginationView.pages(site.archive.papers(list, in: taxonomy).count, of: size)).map {
                TermPage.Item(taxonomy: taxonomy, list: Int32(list), number: Int32($0))
            }
        }
        return template.outputs(
            pages, on: site,
            route: {
                site.routes.page(
                    Int($0.number), of: site.routes.term(site.archive.slug(Int($0.list), in: taxonomy), in: taxonomy))
            }, listed: { site.archive.papers[site.archive.papers(Int($0.list), in: taxonomy).first ?? 0].day })
    }
}
