import ArchiveModel
import Citations
import Markup

/// What the page of a paper says to programs beside what all pages say: Highwire's tags, which Google Scholar and Zotero
/// read, Dublin Core, schema.org, and typed links (signposting.org).
struct PaperMetadata {
    private let site: SiteReader
    private let index: PaperIndex
    private let paper: Paper
    private let title: String
    private let description: String?
    private let names: [AuthorName]

    /// Of how many authors other things than Highwire's tags tell.
    private static let mostAuthors = 100

    init(_ site: SiteReader, _ index: PaperIndex, title: String, description: String?) {
        self.site = site
        self.index = index
        let paper = site[paper: index]
        self.paper = paper
        names = (0..<paper.namedAuthors).map { paper.author($0) }
        self.title = title
        self.description = description
    }

    /// All of it.
    func html() -> HTML {
        guard var metadata = PageMetadata(site) else { return .empty }
        let page = site.routes.paper(paper)
        addHighwire(page, &metadata)
        addDublinCore(page, &metadata)
        metadata.preview(
            type: "article", title: title, description: description, page: page, picture: picture(metadata))
        metadata.property("article:published_time", Timestamp.rfc3339(paper.featured))
        if paper.revised != paper.featured {
            metadata.property("article:modified_time", Timestamp.rfc3339(paper.revised))
        }
        addLinks(&metadata)
        addLinkedData(page, &metadata)
        return metadata.html
    }

    private func picture(_ metadata: PageMetadata) -> PageMetadata.Picture? {
        paper.image.map { .init(address: metadata.address($0), text: paper.imageAlt) }
    }

    /// When it came out, as far as is known, else when the archive featured it.
    private var date: PartialDate { paper.published ?? PartialDate(paper.day) }

    private var tags: [String] { site.tags(of: index).map(\.name) }
    private var venue: String? { site.venue(of: index)?.name }

    // MARK: Highwire

    private func addHighwire(_ page: Route, _ metadata: inout PageMetadata) {
        metadata.add("citation_title", title)
        for name in names {
            metadata.add("citation_author", Self.inverted(name))
            // What belongs to an author follows the name.
            metadata.add("citation_author_institution", name.affiliation)
            metadata.add("citation_author_orcid", name.orcid.map { "https://orcid.org/\($0)" })
        }
        metadata.add("citation_publication_date", date.iso.replacing("-", with: "/"))
        switch paper.type {
        case .article: metadata.add("citation_journal_title", venue)
        case .inproceedings: metadata.add("citation_conference_title", venue)
        case .thesis: metadata.add("citation_dissertation_institution", paper.publisher ?? venue)
        case .report: metadata.add("citation_technical_report_institution", paper.publisher ?? venue)
        default: break
        }
        metadata.add("citation_volume", paper.volume)
        metadata.add("citation_issue", paper.issue)
        if let pages = paper.pages {
            let ends = pages.split(whereSeparator: { $0 == "-" || $0 == "–" })
            metadata.add("citation_firstpage", ends.first.map(String.init))
            metadata.add("citation_lastpage", ends.count == 2 ? String(ends[1]) : nil)
        }
        metadata.add("citation_publisher", paper.publisher)
        metadata.add("citation_doi", paper.doi)
        metadata.add("citation_arxiv_id", paper.arxiv)
        metadata.add("citation_isbn", paper.isbn)
        metadata.add("citation_pmid", paper.pmid)
        metadata.add("citation_language", paper.language)
        metadata.add("citation_keywords", tags.joined(separator: "; "))
        metadata.add("citation_abstract_html_url", metadata.address(page))
        // A PDF that lies elsewhere is for whoever has it to announce.
        if let pdf = paper.pdf, let home = site.configuration.site.url, pdf.hasPrefix(home) {
            metadata.add("citation_pdf_url", pdf)
        }
    }

    /// A name as bibliographies have it, where the entry tells its parts, which programs would have to guess.
    private static func inverted(_ name: AuthorName) -> String {
        guard let family = name.family, let given = name.given else { return name.name }
        // With a space on both sides of the comma, Zotero takes them for two people.
        if family.contains(" "), given.contains(" ") { return name.name }
        return [family, given, name.suffix].compactMap(\.self).joined(separator: ", ")
    }

    // MARK: Dublin Core

    private func addDublinCore(_ page: Route, _ metadata: inout PageMetadata) {
        metadata.add("DC.title", title)
        for name in names.prefix(Self.mostAuthors) { metadata.add("DC.creator", name.name) }
        metadata.add("DC.date", date.iso)
        // Zotero has the same word for the first, and would take it for an article otherwise; the others are DCMI's.
        if paper.type == .preprint { metadata.add("DC.type", "preprint") }
        metadata.add("DC.type", paper.type == .dataset ? "Dataset" : paper.type == .software ? "Software" : "Text")
        metadata.add("DC.language", paper.language ?? site.configuration.site.language)
        metadata.add("DC.publisher", paper.publisher)
        metadata.add("DC.rights", paper.license)
        metadata.add("DC.identifier", paper.doi.map { "https://doi.org/" + WebAddress.encodedPath($0) })
        metadata.add("DC.identifier", metadata.address(page))
    }

    // MARK: Links

    /// Where it is elsewhere.
    private var elsewhere: [String] {
        [
            paper.doi.map { "https://doi.org/" + WebAddress.encodedPath($0) },
            paper.arxiv.map { "https://arxiv.org/abs/" + $0 },
            paper.openreview.map { "https://openreview.net/forum?id=" + $0 }, paper.url,
        ].compactMap(\.self)
    }

    private func addLinks(_ metadata: inout PageMetadata) {
        metadata.link("type", "https://schema.org/\(Self.schemaType(of: paper.type))")
        metadata.link("type", "https://schema.org/AboutPage")
        for name in names.prefix(Self.mostAuthors) {
            if let orcid = name.orcid { metadata.link("author", "https://orcid.org/\(orcid)") }
        }
        if let pdf = paper.pdf { metadata.link("item", pdf, type: "application/pdf") }
        if let license = paper.license { metadata.link("license", license) }
        let page = site.routes.paper(paper)
        for file in DataFile.ofPapers(site.configuration) {
            let address = metadata.address(file.route(ofPaper: page))
            metadata.link("describedby", address, type: file.mediaType)
            metadata.link("alternate", address, type: file.mediaType, title: file.name)
        }
        if site.configuration.export.markdown {
            metadata.link("alternate", metadata.address(page.markdownTwin), type: "text/markdown", title: "Markdown")
        }
    }

    // MARK: schema.org

    private static func schemaType(of type: PublicationType) -> String {
        switch type {
        case .thesis: "Thesis"
        case .report: "Report"
        case .dataset: "Dataset"
        case .software: "SoftwareSourceCode"
        default: "ScholarlyArticle"
        }
    }

    private func addLinkedData(_ page: Route, _ metadata: inout PageMetadata) {
        let address = metadata.address(page)
        let home = metadata.address(.home)
        let day = (
            name: site.language.dates.day(paper.day, .long), address: metadata.address(site.routes.day(paper.day))
        )
        let picture = picture(metadata)
        let configuration = site.configuration.site
        metadata.linkedData { data in
            data.add("@type", Self.schemaType(of: paper.type))
            data.add("@id", address)
            data.add("url", address)
            data.add("name", title)
            if Self.schemaType(of: paper.type) == "ScholarlyArticle" { data.add("headline", title) }
            data.objects("author", names.prefix(Self.mostAuthors)) { name, author in
                author.add("@type", "Person")
                author.add("@id", name.orcid.map { "https://orcid.org/\($0)" })
                author.add("name", name.name)
                author.add("givenName", name.given)
                author.add("familyName", name.family)
                author.add("honorificSuffix", name.suffix)
                author.add("url", name.url)
                if let affiliation = name.affiliation {
                    author.object("affiliation") { organization in
                        organization.add("@type", "Organization")
                        organization.add("name", affiliation)
                    }
                }
            }
            data.add("datePublished", date.iso)
            data.add("dateModified", paper.updated?.iso)
            data.add("inLanguage", paper.language ?? configuration.language)
            data.add("description", description)
            data.texts("keywords", tags)
            data.add("image", picture?.address)
            data.texts("sameAs", elsewhere)
            data.add("license", paper.license)
            if let doi = paper.doi {
                data.object("identifier") { identifier in
                    identifier.add("@type", "PropertyValue")
                    identifier.add("propertyID", "doi")
                    identifier.add("value", doi)
                }
            }
            data.add("codeRepository", paper.type == .software ? paper.code : nil)
            if let publisher = paper.publisher ?? site.organization(of: index)?.name {
                data.object("publisher") { organization in
                    organization.add("@type", "Organization")
                    organization.add("name", publisher)
                }
            }
            // What it appeared in.
            if let venue {
                data.object("isPartOf") { whole in
                    whole.add("@type", paper.type == .article ? "Periodical" : "CreativeWork")
                    whole.add("name", venue)
                }
            }
            data.add("volumeNumber", paper.type == .article ? paper.volume : nil)
            data.add("pagination", paper.type == .article || paper.type == .inproceedings ? paper.pages : nil)
            if paper.status != .published {
                data.add("creativeWorkStatus", paper.status.rawValue)
                data.add("correction", paper.notice)
            }
            data.object("mainEntityOfPage") { entity in
                entity.add("@type", "WebPage")
                entity.add("@id", address)
                entity.breadcrumbs([(configuration.title, home), day, (title, address)])
            }
        }
    }
}
