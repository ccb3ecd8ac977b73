import ArchiveModel
import Markup

/// A tag, author, organization or venue beside a paper or in an index.
struct TermView: TemplateView {
    let name: String
    let route: Route?
    var count: Int?
    var orcid: String?
    var affiliation: String?

    static let schema = TemplateSchema<TermView>(
        "term", "A tag, author, organization or venue.",
        [
            .text("name", "The name, as the paper prints it.") { $0.name },
            .link("link", "Its page, where it has one.") { $0.route.map(Link.route) },
            .number("count", "How many papers it has; in indexes only.") { $0.count },
            .text("orcid", "An author's ORCID iD.") { $0.orcid },
            .text("affiliation", "Where an author works, as the paper prints it.") { $0.affiliation },
        ])
}

extension Site {
    /// A tag, organization or venue.
    func term(_ term: Term, in taxonomy: SiteConfiguration.Taxonomy, count: Int? = nil) -> TermView {
        let hasPage = configuration.taxonomies.contains(taxonomy)
        return TermView(
            name: term.name, route: hasPage ? routes.term(term.slug, in: taxonomy) : nil, count: count)
    }

    /// An author as a paper prints them.
    func author(_ index: NameIndex) -> TermView {
        // Field by field: a copy of the whole name and person would count the references of all their fields.
        let (name, person) = (Int(index), Int(archive.personOfName[Int(index)]))
        return TermView(
            name: archive.names[name].name,
            route: authorsHavePages ? routes.term(archive.people[person].slug, in: .authors) : nil,
            orcid: archive.people[person].orcid, affiliation: archive.names[name].affiliation)
    }
}
