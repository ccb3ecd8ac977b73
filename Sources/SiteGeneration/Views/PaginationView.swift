import ArchiveModel
import Markup

/// Where a page stands among the pages of one list.
struct PaginationView: TemplateView {
    let number: Int
    let count: Int
    let list: Route
    let routes: SiteRoutes

    private func link(_ number: Int) -> Link? {
        (1...count).contains(number) ? .route(routes.page(number, of: list)) : nil
    }

    static let schema = TemplateSchema<PaginationView>(
        "pagination", "Where a page stands among the pages of one list.",
        [
            .number("number", "The page's number, from 1.") { $0.number },
            .number("count", "How many pages there are.") { $0.count },
            .link("previous", "The page before this one.") { $0.link($0.number - 1) },
            .link("next", "The page after this one.") { $0.link($0.number + 1) },
            .link("first", "The first page, unless this is it.") { $0.number == 1 ? nil : $0.link(1) },
            .link("last", "The last page, unless this is it.") { $0.number == $0.count ? nil : $0.link($0.count) },
        ])

    /// How many pages a list of so many items has; an empty one has one.
    static func pages(_ items: Int, of size: Int) -> Int { max(1, (items + size - 1) / size) }
}
