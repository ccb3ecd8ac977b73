import ArchiveModel
import Markup

/// A day as pages show it.
struct DateView: TemplateView {
    let site: SiteReader
    let day: Day
    /// What of the day is known.
    let precision: PartialDate.Precision
    /// The year that the page speaks of anyway, if any.
    let knownYear: Int?
    /// The day's page, where it has one.
    let route: Route?

    init(_ day: Day, on site: SiteReader, knownYear: Int? = nil, route: Route? = nil) {
        self.site = site
        self.day = day
        precision = .day
        self.knownYear = knownYear
        self.route = route
    }

    /// A date of which the day, or the month as well, may not be known.
    init(_ date: PartialDate, on site: SiteReader, knownYear: Int? = nil) {
        self.site = site
        day = date.first
        precision = date.precision
        self.knownYear = knownYear
        route = nil
    }

    /// The date in a form, or as much of it as is known.
    private func text(_ pattern: DateFormats.Pattern) -> String {
        switch precision {
        case .day: dates.day(day, pattern)
        case .month: dates.month(Month(year: day.year, month: day.components.month))
        case .year: String(day.year)
        }
    }

    private var dates: DateFormats { _read { yield site.language.dates } }

    static let schema = TemplateSchema<DateView>(
        "date", "A day; of a paper's own date no more than the month or the year may be known.",
        [
            .text("iso", "2025-12-16, as the `datetime` of a `time` element wants it.") {
                $0.precision == .day ? $0.day.iso : PartialDate(first: $0.day, precision: $0.precision).iso
            },
            .text("short", "Dec 16, with the year where the page doesn't say it.") {
                $0.text($0.day.components.year == $0.knownYear ? .short : .shortWithYear)
            },
            .text("long", "December 16, 2025.") { $0.text(.long) },
            .text("full", "Tuesday, December 16, 2025.") { $0.text(.withWeekday) },
            .text("weekday", "Tuesday, where the day is known.") {
                $0.precision == .day ? $0.dates.weekdays[$0.day.weekday - 1] : nil
            },
            .number("year", "2025.") { $0.day.components.year },
            .text("month", "December, where the month is known.") {
                $0.precision == .year ? nil : $0.dates.months[$0.day.components.month - 1]
            },
            .number("day", "16, where the day is known.") { $0.precision == .day ? $0.day.components.day : nil },
            .link("link", "The day's page, where the archive has one.") { $0.route.map(Link.route) },
        ])
}
