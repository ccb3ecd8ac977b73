import ArchiveModel
import Markup

/// A day as pages show it.
struct DateView: TemplateView {
    let day: Day
    /// The year that the page speaks of anyway, if any.
    var knownYear: Int?
    /// The day's page, where it has one.
    var route: Route?

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// `Dec 16`, with the year where the page doesn't say it.
    var short: String {
        let (year, month, day) = day.components
        let text = "\(Self.months[month - 1].prefix(3)) \(day)"
        return year == knownYear ? text : "\(text), \(year)"
    }

    /// `December 16, 2025`.
    var long: String {
        let (year, month, day) = day.components
        return "\(Self.months[month - 1]) \(day), \(year)"
    }

    static let schema = TemplateSchema<DateView>(
        "date", "A day.",
        [
            .text("iso", "2025-12-16, as the `datetime` of a `time` element wants it.") { $0.day.iso },
            .text("short", "Dec 16, with the year where the page doesn't say it.") { $0.short },
            .text("long", "December 16, 2025.") { $0.long },
            .text("weekday", "Tuesday.") { weekdays[$0.day.weekday - 1] },
            .number("year", "2025.") { $0.day.components.year },
            .text("month", "December.") { months[$0.day.components.month - 1] },
            .number("day", "16.") { $0.day.components.day },
            .link("link", "The day's page, where the archive has one.") { $0.route.map(Link.route) },
        ])
}
