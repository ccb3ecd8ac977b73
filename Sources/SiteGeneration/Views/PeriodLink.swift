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

    init(month: Month, _ routes: SiteRoutes) {
        self.init(title: "\(DateView.months[month.month - 1]) \(month.year)", route: routes.month(month))
    }

    init(week: Week, _ routes: SiteRoutes) {
        self.init(title: "Week \(week.week), \(week.year)", route: routes.week(week))
    }

    init(day: Day, _ routes: SiteRoutes) {
        self.init(title: DateView(day: day).long, route: routes.day(day))
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
