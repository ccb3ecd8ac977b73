import ArchiveModel
import Citations
import Markup

/// A paper in a list.
struct PaperCard {
    let site: SiteReader
    /// The paper. The site was asked for it when the card was made, so the card's keys need not ask again.
    let paper: Paper
    /// The year that the page speaks of anyway, if any.
    let knownYear: Int?

    /// Cards of one paper that name the same year are the same.
    var identity: Int { paper.index << 16 | (knownYear ?? 0) }

    /// How many authors a card names before it counts.
    static let namedAuthors = 3

    private var index: PaperIndex { paper.index }

    var date: DateView { DateView(paper.day, on: site, knownYear: knownYear, route: site.routes.day(paper.day)) }
    /// Only where it differs: an archive that features papers on the day they come out says so once.
    var published: DateView? {
        guard let date = paper.published, date != PartialDate(paper.day) else { return nil }
        return DateView(date, on: site, knownYear: knownYear)
    }

    /// A text without the markup of its formulas; nothing where it has none.
    private func plain(_ text: String) -> String? {
        let plain = site.plain(text, of: paper)
        return plain == text ? nil : plain
    }

    static func keys(extra: TemplateSchema<ExtraValues>) -> [TemplateKey<PaperCard>] {
        [
            .text("id", "The last part of its address.") { $0.paper.id },
            .link("link", "Its page.") { .route($0.site.routes.paper($0.paper)) },
            .html("title", "The title.") { $0.site.html($0.paper.title, of: $0.paper) },
            .text("title_text", "The title as plain text.") { $0.site.plain($0.paper.title, of: $0.paper) },
            .text("math_title", "The title as plain text, where it has formulas: for programs that know no MathML.") {
                $0.plain($0.paper.title)
            },
            .view("date", "The day the archive features it.") { $0.date },
            .view(
                "published",
                "When it was published, where that is another day than the archive's; it may be no more than a month or a year."
            ) {
                $0.published
            },
            .list("authors", "The first three authors.") { $0.site.authors(of: $0.index, limit: namedAuthors) },
            .number("more_authors", "How many authors are not named.") {
                max(0, $0.paper.namedAuthors - namedAuthors)
            },
            .number("author_count", "How many authors there are, where no names are known.") {
                $0.paper.namedAuthors == 0 ? $0.paper.authorCount : nil
            },
            .view("organization", "Who published it.") { $0.site.organization(of: $0.index) },
            .view("venue", "Where it appeared.") { $0.site.venue(of: $0.index) },
            .list("tags", "Its tags.") { $0.site.tags(of: $0.index) },
            .html("summary", "One sentence, where the entry has one.") { card in
                card.paper.summary.map { card.site.html($0, of: card.paper) }
            },
            .text("summary_text", "The same as plain text, else the beginning of its text.") { card in
                card.paper.summary.map { card.site.plain($0, of: card.paper) } ?? card.paper.excerpt
            },
            .text("math_summary", "The summary as plain text, where it has formulas.") { card in
                card.paper.summary.flatMap(card.plain)
            },
            .text("excerpt", "The beginning of its text.") { $0.paper.excerpt },
            .list("links", "Its addresses elsewhere: code, project, PDF.") {
                PaperLink.all(of: $0.paper, $0.site.language)
            },
            .text("volume", "The volume it is in.") { $0.paper.volume },
            .text("issue", "The issue it is in.") { $0.paper.issue },
            .text("pages", "Its pages there: `12-34`.") { $0.paper.pages },
            .text("open_url", "How to cite it, for a `span` of the class Z3988: so reference managers read lists.") {
                $0.site.citation(of: $0.paper.index).openURL
            },
            .text("doi", "Its DOI.") { $0.paper.doi },
            .link("doi_link", "Where the DOI leads.") { card in
                card.paper.doi.map { .joined("https://doi.org/", WebAddress.encodedPath($0)) }
            },
            .number("upvotes", "Votes, where known.") { $0.paper.upvotes },
            .flag("has_upvotes", "Whether votes are known; they may be 0.") { $0.paper.upvotes != nil },
            .number("comments", "Comments, where known.") { $0.paper.comments },
            .flag("has_comments", "Whether comments are known; they may be 0.") { $0.paper.comments != nil },
            .number("stars", "How many stars its code has.") { $0.paper.stars },
            .link("discussion", "Where it is discussed.") { $0.paper.discussion.map(Link.address) },
            .link("image", "Its picture.") { $0.paper.image.map(Link.route) },
            .text("image_alt", "What the picture shows.") { $0.paper.imageAlt },
            .text("status", "`corrected`, `withdrawn`, `retracted` or `removed`; nothing for a paper that stands.") {
                $0.paper.status == .published ? nil : $0.paper.status.rawValue
            },
            .text("status_text", "The same in the site's language.") { $0.site.language.word($0.paper.status) },
            .flag("is_void", "Whether it was withdrawn, retracted or removed: struck out.") { $0.paper.status.isVoid },
            .text("language", "Its language, where it is not the site's.") { $0.paper.language },
            .view("extra", "What the entry says under `extra`.", schema: extra) {
                ExtraValues(table: $0.paper.extra)
            },
        ]
    }
}

/// An address of a paper elsewhere.
struct PaperLink: TemplateView {
    /// What it leads to, as templates know it: `pdf`, `code`.
    let kind: String
    /// What it leads to, for people.
    let title: String
    let link: Link

    /// All addresses of a paper, in the order people look for them.
    static func all(of paper: Paper, _ language: Language) -> [PaperLink] {
        var links: [PaperLink] = []
        func add(_ kind: String, _ title: String, _ address: String?) {
            if let address { links.append(PaperLink(kind: kind, title: title, link: .address(address))) }
        }
        func add(_ kind: String, _ title: String, _ base: String, _ name: String?) {
            if let name { links.append(PaperLink(kind: kind, title: title, link: .joined(base, name))) }
        }
        // Many entries give as their address the one that their identifier leads to.
        let isArxiv = paper.arxiv.map { paper.url?.hasSuffix("arxiv.org/abs/" + $0) ?? false } ?? false
        if !isArxiv { add("page", language[.paper], paper.url) }
        add("arxiv", "arXiv", "https://arxiv.org/abs/", paper.arxiv)
        if let pdf = paper.pdf {
            add("pdf", language[.pdf], pdf)
        } else {
            add("pdf", language[.pdf], "https://arxiv.org/pdf/", paper.arxiv)
        }
        add("doi", "DOI", "https://doi.org/", paper.doi.map(WebAddress.encodedPath))
        add("openreview", "OpenReview", "https://openreview.net/forum?id=", paper.openreview)
        if let pmid = paper.pmid { add("pubmed", "PubMed", "https://pubmed.ncbi.nlm.nih.gov/", pmid + "/") }
        add("code", language[.code], paper.code)
        add("project", language[.project], paper.project)
        add("demo", language[.demo], paper.demo)
        add("video", language[.video], paper.video)
        func addAll(_ kind: String, _ title: String, _ addresses: [String]) {
            for (index, address) in addresses.enumerated() {
                let numbered = { language.text(.numberedLink) { $0 == "title" ? title : String(index + 1) } }
                add(kind, addresses.count == 1 ? title : numbered(), address)
            }
        }
        addAll("model", language[.model], paper.models)
        addAll("dataset", language[.dataset], paper.datasets)
        add("discussion", language[.discussion], paper.discussion)
        return links
    }

    static let schema = TemplateSchema<PaperLink>(
        "paper link", "An address of a paper elsewhere.",
        [
            .text("kind", "A word for style sheets: `pdf`, `code`, `project`.") { $0.kind },
            .text("title", "A word for people: `PDF`, `Code`, `Project`.") { $0.title },
            .link("link", "The address.") { $0.link },
        ])
}
