import ArchiveModel
import Markup

/// A day as pages show it.
struct DateView: TemplateView {
    let site: SiteReader
    let day: Day
    /// The year that the page speaks of anyway, if any.
    let knownYear: Int?
    /// The day's page, where it has one.
    let route: Route?

    init(_ day: Day, on site: SiteReader, knownYear: Int? = nil, route: Route? = nil) {
        self.site = site
        self.day = day
        self.knownYear = knownYear
        self.route = route
    }

    private var dates: DateFormats { _read { yield site.language.dates } }

    static let schema = TemplateSchema<DateView>(
        "date", "A day.",
        [
            .text("iso", "2025-12-16, as the `datetime` of a `time` element wants it.") { $0.day.iso },
            .text("short", "Dec 16, with the year where the page doesn't say it.") {
                $0.dates.day($0.day, $0.day.components.year == $0.knownYear ? .short : .shortWithYear)
            },
            .text("long", "December 16, 2025.") { $0.dates.day($0.day, .long) },
            .text("full", "Tuesday, December 16, 2025.") { $0.dates.day($0.day, .withWeekday) },
            .text("weekday", "Tuesday.") { $0.dates.weekdays[$0.day.weekday - 1] },
            .number("year", "2025.") { $0.day.components.year },
            .text("month", "December.") { $0.dates.months[$0.day.components.month - 1] },
            .number("day", "16.") { $0.day.components.day },
            .link("link", "The day's page, where the archive has one.") { $0.route.map(Link.route) },
        ])
}
