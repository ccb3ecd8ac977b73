import ArchiveModel
import Citations
import FileSystem
import Markup

/// A paper.
struct PaperPage: PageView {
    static let summary = "A paper."

    let site: SiteReader
    let page: PageFrame
    let index: PaperIndex
    let card: PaperCard
    let body: HTML
    let notice: HTML?
    let related: [PaperIndex]

    private var paper: Paper { card.paper }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<PaperPage>] {
        [
            .view("paper", "What lists show of it as well.", schema: schemas.card) { $0.card },
            .html("body", "Its text: the abstract, or the editor's summary.") { $0.body },
            .list("authors", "All its authors.") { $0.site.authors(of: $0.index) },
            .view("updated", "The day of its newest version.") { $0.date($0.paper.updated) },
            .list("facts", "Where it appeared and under which identifiers.") {
                PaperFact.all(of: $0.paper, $0.site.language)
            },
            .list("citations", "How to cite it, in each format.") { page in
                let citation = page.site.citation(of: page.index)
                return CitationFormat.shown.map { CitationView(format: $0, citation: citation) }
            },
            .list("related", "Papers that are like it, and why.") { page in
                page.related.map { RelatedPaper(page.site, $0, to: page.paper) }
            },
            .flag("has_related", "Whether there are such papers.") { !$0.related.isEmpty },
            .text("submitter", "Who proposed it.") { $0.paper.submitter },
            .html("notice", "What happened to it, where it does not stand unchanged.") { $0.notice },
            .view("notice_date", "The day that happened.") { $0.date($0.paper.noticeDate) },
            .view("earlier", "The paper before it on its day.") {
                $0.neighbor($0.site.neighbors(of: $0.index).earlier)
            },
            .view("later", "The paper after it on its day.") { $0.neighbor($0.site.neighbors(of: $0.index).later) },
            .link("edit", "Where its entry can be edited.") { $0.site.editLink($0.paper.source).map(Link.address) },
            .link("report", "Where an error can be reported.") { $0.reportLink.map(Link.address) },
        ]
    }

    init(_ index: PaperIndex, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) throws(IOFailure) {
        let paper = site[paper: index]
        let assets = paper.assets
        let macros = site.macros(of: paper)
        self.site = site
        self.index = index
        card = site.card(index)
        body = try worker.html(of: paper, options: site.markdown(assets: assets, links: links, macros: macros))
        notice = paper.notice.map {
            worker.html(
                of: $0,
                options: site.markdown(
                    assets: assets, links: links, macros: macros, topHeading: 3, idPrefix: "notice-"))
        }
        related = site.related(to: index)
        let route = site.routes.paper(paper)
        let title = MathText.plain(paper.title, macros: macros)
        let description =
            paper.summary.map { MathText.plain($0, macros: macros) } ?? (paper.excerpt.isEmpty ? nil : paper.excerpt)
        page = PageFrame(
            site, kind: "paper", title: title, description: description, route: route,
            metadata: { PaperMetadata(site, index, title: title, description: description).html() })
    }

    private func date(_ day: Day?) -> DateView? { day.map { DateView($0, on: site) } }

    private func neighbor(_ index: PaperIndex?) -> PaperNeighbor? { index.map { PaperNeighbor(site: site, index: $0) } }

    private var reportLink: String? {
        guard let edit = site.configuration.edit else { return nil }
        let title = WebAddress.encodedQuery("Error in: \(paper.title)")
        let body = WebAddress.encodedQuery("Entry: \(paper.source.path)\n\nWhat is wrong:\n")
        return "\(edit.repository)/issues/new?title=\(title)&body=\(body)"
    }
}

/// A paper next to another on the same day.
struct PaperNeighbor: TemplateView {
    let site: SiteReader
    let index: PaperIndex

    static let schema = TemplateSchema<PaperNeighbor>(
        "neighbor", "A paper next to another on the same day.",
        [
            .html("title", "Its title.") {
                let paper = $0.site[paper: $0.index]
                return $0.site.html(paper.title, of: paper)
            },
            .link("link", "Its page.") { .route($0.site.routes.paper($0.site[paper: $0.index])) },
        ])
}

/// A paper that is like another.
struct RelatedPaper: TemplateView {
    let site: SiteReader
    let paper: Paper
    /// The names of authors and of tags that both have, a few of each.
    let authors: [String]
    let tags: [String]
    /// How many names a reason gives.
    private static let limit = 3

    init(_ site: SiteReader, _ index: PaperIndex, to other: Paper) {
        self.site = site
        paper = site[paper: index]
        authors = paper.authors(sharedWith: other, limit: Self.limit).map { [paper] in paper.printedAuthor($0).name }
        // Only where no author says why.
        tags = authors.isEmpty ? site.tags(of: index, sharedWith: other, limit: Self.limit) : []
    }

    static let schema = TemplateSchema<RelatedPaper>(
        "related paper", "A paper that is like another.",
        [
            .html("title", "Its title.") { $0.site.html($0.paper.title, of: $0.paper) },
            .link("link", "Its page.") { .route($0.site.routes.paper($0.paper)) },
            .view("date", "The day the archive features it.") { DateView($0.paper.day, on: $0.site) },
            .text("language", "Its language, where it is not the site's.") { $0.paper.language },
            .text("authors", "The authors that both have, a few of them.") { $0.authors.joined(separator: ", ") },
            .text("tags", "The tags that both have, a few of them, where no author says why.") {
                $0.tags.joined(separator: ", ")
            },
        ])
}

/// How to cite a paper in one format.
struct CitationView: TemplateView {
    let format: CitationFormat
    let citation: Citation

    static let schema = TemplateSchema<CitationView>(
        "citation", "How to cite a paper in one format.",
        [
            .text("format", "A word for style sheets: `bibtex`, `ris`, `text`.") { $0.format.id },
            .text("name", "The format's name: `BibTeX`.") { $0.format.name },
            .text("citation", "The citation.") { $0.format.text($0.citation) },
        ])
}

/// One line of the table of a paper's facts.
struct PaperFact: TemplateView {
    let name: String
    let value: String
    var address: String?

    /// Everything that is known.
    static func all(of paper: Paper, _ language: Language) -> [PaperFact] {
        var facts: [PaperFact] = []
        func add(_ name: String, _ value: String?, _ address: ((String) -> String)? = nil) {
            if let value { facts.append(PaperFact(name: name, value: value, address: address?(value))) }
        }
        if paper.type != .preprint { add(language[.type], language[paper.type.word]) }
        add(language[.volume], paper.volume)
        add(language[.issue], paper.issue)
        add(language[.pages], paper.pages)
        add(language[.publisher], paper.publisher)
        add("arXiv", paper.arxiv) { "https://arxiv.org/abs/\($0)" }
        add("DOI", paper.doi) { "https://doi.org/\(WebAddress.encodedPath($0))" }
        add("OpenReview", paper.openreview) { "https://openreview.net/forum?id=\($0)" }
        add("PubMed", paper.pmid) { "https://pubmed.ncbi.nlm.nih.gov/\($0)/" }
        add("ISBN", paper.isbn)
        if let license = paper.license {
            facts.append(PaperFact(name: language[.license], value: LicenseName.of(license), address: license))
        }
        return facts
    }

    static let schema = TemplateSchema<PaperFact>(
        "fact", "One line of the table of a paper's facts.",
        [
            .text("name", "What it says: `DOI`, `Pages`.") { $0.name },
            .text("value", "The value.") { $0.value },
            .link("link", "Where the value leads, where it leads somewhere.") { $0.address.map(Link.address) },
        ])
}

extension OutputKind {
    /// A page for each paper.
    static let papers = OutputKind("paper") { theme in
        let template = theme.template("paper", for: PaperPage.self)
        return { site, _ in
            let papers = site.archive.papers
            let pages = template.outputs(
                papers.indices, on: site, route: { site.routes.paper(papers[$0]) },
                source: { papers[$0].source.path }, listed: { Day(number: Int32(papers[$0].revised / 86_400)) })
            return [pages]
        }
    }
}
