import ArchiveModel
import Markup

/// A link to a day, week, month or year.
struct PeriodLink: TemplateView {
    let title: String
    let route: Route

    init(title: String, route: Route) {
        self.title = title
        self.route = route
    }

    init(month: Month, on site: SiteReader) {
        self.init(title: site.language.dates.month(month), route: site.routes.month(month))
    }

    init(week: Week, on site: SiteReader) {
        self.init(title: site.language.dates.week(week), route: site.routes.week(week))
    }

    init(day: Day, on site: SiteReader) {
        self.init(title: site.language.dates.day(day, .long), route: site.routes.day(day))
    }

    static let schema = TemplateSchema<PeriodLink>(
        "period", "A link to a day, week, month or year.",
        [
            .text("title", "What it is called.") { $0.title },
            .link("link", "Its page.") { .route($0.route) },
        ])
}

extension Array {
    /// The element at a place, where there is one.
    func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
