import ArchiveModel
import FileSystem
import Markup

/// One way in which papers share names, with the names, in the order of their slugs.
struct Taxonomies: Sendable, RandomAccessCollection {
    let taxonomy: SiteConfiguration.Taxonomy
    let title: String
    private let archive: Archive

    /// How many names a page of an index lists.
    static let indexPageSize = 500

    /// What each is called.
    static let titles: [(taxonomy: SiteConfiguration.Taxonomy, title: String)] = [
        (.tags, "Tags"), (.authors, "Authors"), (.organizations, "Organizations"), (.venues, "Venues"),
    ]

    /// Those that the configuration wants and that have entries.
    static func visible(in archive: Archive, _ configuration: SiteConfiguration) -> [Taxonomies] {
        titles.filter { configuration.taxonomies.contains($0.taxonomy) }
            .map { Taxonomies(taxonomy: $0.taxonomy, title: $0.title, archive: archive) }.filter { !$0.isEmpty }
    }

    var startIndex: Int { 0 }
    var endIndex: Int {
        switch taxonomy {
        case .tags: archive.tags.count
        case .authors: archive.people.count
        case .organizations: archive.organizations.count
        case .venues: archive.venues.count
        }
    }

    /// The slug of a name.
    func slug(_ place: Int) -> String {
        switch taxonomy {
        case .tags: archive.tags[place].slug
        case .authors: archive.people[place].slug
        case .organizations: archive.organizations[place].slug
        case .venues: archive.venues[place].slug
        }
    }

    /// The papers that have a name, newest first.
    func papers(_ place: Int) -> [PaperIndex] {
        switch taxonomy {
        case .tags: archive.tags[place].papers
        case .authors: archive.people[place].papers
        case .organizations: archive.organizations[place].papers
        case .venues: archive.venues[place].papers
        }
    }

    subscript(place: Int) -> TaxonomyEntry {
        switch taxonomy {
        case .tags: TaxonomyEntry(archive.tags[place])
        case .authors: TaxonomyEntry(archive.people[place])
        case .organizations: TaxonomyEntry(archive.organizations[place])
        case .venues: TaxonomyEntry(archive.venues[place])
        }
    }
}

/// A page of a list that goes over several.
struct ListPage: Sendable {
    /// The list's place among others.
    let list: Int32
    /// The page, from 1.
    let number: Int32
    /// How many pages the list has.
    let count: Int32

    /// All pages of lists with so many items each.
    static func all(_ counts: some Sequence<Int>, of size: Int) -> [ListPage] {
        counts.enumerated().flatMap { list, items in
            let count = PaginationView.pages(items, of: size)
            return (1...count).map { ListPage(list: Int32(list), number: Int32($0), count: Int32(count)) }
        }
    }
}

/// A tag, author, organization or venue with what its page shows.
struct TaxonomyEntry: Sendable {
    let name: String
    let slug: String
    let papers: [PaperIndex]
    var url: String?
    var handle: String?
    var orcid: String?
    var otherNames: [String] = []

    init(_ term: Term) {
        name = term.name
        slug = term.slug
        papers = term.papers
        url = term.url
        handle = term.handle
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

    let site: Site
    let page: PageFrame
    let taxonomies: Taxonomies
    let pagination: PaginationView

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<TaxonomyIndexPage>] {
        [
            .text("taxonomy", "`tags`, `authors`, `organizations` or `venues`.") { $0.taxonomies.taxonomy.rawValue },
            .number("count", "How many entries the whole index has.") { $0.taxonomies.count },
            .list("entries", "The entries of this page, by name.") { $0.entries },
            .view("pagination", "The page's place in the index; none where it is the only one.") {
                $0.pagination.count > 1 ? $0.pagination : nil
            },
        ]
    }

    private var entries: [TermView] {
        let start = (pagination.number - 1) * Taxonomies.indexPageSize
        return taxonomies.dropFirst(start).prefix(Taxonomies.indexPageSize).map {
            TermView(
                name: $0.name, route: site.routes.term($0.slug, in: taxonomies.taxonomy), count: $0.papers.count)
        }
    }
}

/// A tag, author, organization or venue with its papers.
struct TermPage: PageView {
    static let summary = "A tag, author, organization or venue with its papers."

    let site: Site
    let page: PageFrame
    let taxonomy: SiteConfiguration.Taxonomy
    let indexTitle: String
    let entry: TaxonomyEntry
    let pagination: PaginationView

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<TermPage>] {
        [
            .text("name", "Its name.") { $0.entry.name },
            .text("taxonomy", "`tags`, `authors`, `organizations` or `venues`.") { $0.taxonomy.rawValue },
            .link("index", "The index it is listed in.") { .route($0.site.routes.index($0.taxonomy)) },
            .text("index_title", "`Tags`, `Authors`, `Organizations` or `Venues`.") { $0.indexTitle },
            .number("count", "How many papers it has.") { $0.entry.papers.count },
            .flag("has_one", "Whether it has one paper.") { $0.entry.papers.count == 1 },
            .list("papers", "The papers of this page, newest first.", schema: schemas.card, identity: \.identity) {
                term in
                let site = term.site
                return term.papers.lazy.map { site.card($0) }
            },
            .list("feeds", "Its own feeds.") { term in
                FeedLink.all(of: term.entry, in: term.taxonomy, on: term.site)
            },
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
    private var papers: ArraySlice<PaperIndex> {
        let size = site.configuration.listing.pageSize
        return entry.papers.dropFirst((pagination.number - 1) * size).prefix(size)
    }
}

extension FeedLink {
    /// The feeds of a tag, author or organization, where the configuration wants some.
    static func all(
        of entry: TaxonomyEntry, in taxonomy: SiteConfiguration.Taxonomy, on site: Site
    ) -> [FeedLink] {
        guard let scope = SiteConfiguration.FeedScope(rawValue: taxonomy.rawValue) else { return [] }
        return all(
            title: "\(site.configuration.site.title): \(entry.name)",
            folder: site.routes.term(entry.slug, in: taxonomy),
            scope: scope, site.configuration)
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
        _ taxonomies: Taxonomies, _ template: PageTemplate<TaxonomyIndexPage>, _ site: Site
    ) -> OutputGroup {
        let index = site.routes.index(taxonomies.taxonomy)
        let pages = PaginationView.pages(taxonomies.count, of: Taxonomies.indexPageSize)
        let newest = site.archive.days.first?.day ?? site.options.asOf
        return template.outputs(
            1..<pages + 1, on: site, route: { site.routes.page($0, of: index) }, listed: { _ in newest }
        ) { number, _, _ throws(IOFailure) in
            let title = number == 1 ? taxonomies.title : "\(taxonomies.title), page \(number)"
            let frame = PageFrame(
                site, kind: "index", title: title,
                description: "\(taxonomies.title) of \(site.configuration.site.title).",
                route: site.routes.page(number, of: index))
            return TaxonomyIndexPage(
                site: site, page: frame, taxonomies: taxonomies,
                pagination: PaginationView(number: number, count: pages, list: index, routes: site.routes))
        }
    }

    private static func termPages(
        _ taxonomies: Taxonomies, _ template: PageTemplate<TermPage>, _ site: Site
    ) -> OutputGroup {
        let pages = ListPage.all(
            taxonomies.indices.lazy.map { taxonomies.papers($0).count }, of: site.configuration.listing.pageSize)
        @Sendable func list(_ page: ListPage) -> Route {
            site.routes.term(taxonomies.slug(Int(page.list)), in: taxonomies.taxonomy)
        }
        return template.outputs(
            pages, on: site, route: { site.routes.page(Int($0.number), of: list($0)) },
            listed: { site.archive.papers[taxonomies.papers(Int($0.list))[0]].day }
        ) { page, _, _ throws(IOFailure) in
            let entry = taxonomies[Int(page.list)]
            let list = list(page)
            let title = page.number == 1 ? entry.name : "\(entry.name), page \(page.number)"
            let frame = PageFrame(
                site, kind: "term", title: title,
                description: "Papers of \(site.configuration.site.title): \(entry.name).",
                route: site.routes.page(Int(page.number), of: list),
                feeds: FeedLink.all(of: entry, in: taxonomies.taxonomy, on: site))
            return TermPage(
                site: site, page: frame, taxonomy: taxonomies.taxonomy, indexTitle: taxonomies.title, entry: entry,
                pagination: PaginationView(
                    number: Int(page.number), count: Int(page.count), list: list, routes: site.routes))
        }
    }
}
