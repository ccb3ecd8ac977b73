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
