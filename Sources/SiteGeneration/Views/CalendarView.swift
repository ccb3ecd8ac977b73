import ArchiveModel
import Markup

/// A month as a calendar of how many papers its days have.
struct CalendarMonth: TemplateView {
    /// The papers of a day.
    struct Papers {
        let count: Int
        /// 1 to 4 for more and more.
        let level: Int
    }

    let site: SiteReader
    let month: Month
    /// The month's days that have papers.
    let days: [Day: Papers]

    static let schema = TemplateSchema<CalendarMonth>(
        "calendar", "A month as a calendar.",
        [
            .text("name", "December.") { $0.site.language.dates.months[$0.month.month - 1] },
            .text("title", "December 2025.") { $0.site.language.dates.month($0.month) },
            .number("year", "2025.") { $0.month.year },
            .text("iso", "2025-12.") { "\(Day.padded($0.month.year, 4))-\(Day.padded($0.month.month, 2))" },
            .link("link", "The month's page, where it has papers.") {
                $0.days.isEmpty ? nil : .route($0.site.routes.month($0.month))
            },
            .number("count", "How many papers it has.") { $0.days.values.reduce(0) { $0 + $1.count } },
            .list("weeks", "Its weeks, Monday to Sunday.") { $0.weeks },
        ])

    /// Rows of seven cells; those outside of the month are empty.
    var weeks: [CalendarWeek] {
        guard let first = month.day(1) else { return [] }
        var weeks: [CalendarWeek] = []
        var monday = first.advanced(by: 1 - first.weekday)
        let last = first.advanced(by: month.length - 1)
        while monday <= last {
            let cells = (0..<7).map { offset in
                let day = monday.advanced(by: offset)
                let isInside = day >= first && day <= last
                let papers = days[day]
                return CalendarCell(
                    site: site, day: isInside ? day : nil, count: papers?.count ?? 0, level: papers?.level ?? 0,
                    route: papers == nil ? nil : site.routes.day(day))
            }
            let hasPapers = cells.contains { $0.count > 0 }
            weeks.append(
                CalendarWeek(cells: cells, route: hasPapers ? site.routes.week(monday.week) : nil, week: monday.week))
            monday = monday.advanced(by: 7)
        }
        return weeks
    }
}

/// A row of a calendar.
struct CalendarWeek: TemplateView {
    let cells: [CalendarCell]
    let route: Route?
    let week: Week

    static let schema = TemplateSchema<CalendarWeek>(
        "calendar week", "A row of a calendar.",
        [
            .number("week", "Its number (ISO 8601).") { $0.week.week },
            .link("link", "The week's page, where it has papers in this month.") { $0.route.map(Link.route) },
            .list("cells", "Seven days.") { $0.cells },
        ])
}

/// A day of a calendar.
struct CalendarCell: TemplateView {
    let site: SiteReader
    /// The day; `nil` outside of the month.
    let day: Day?
    let count: Int
    /// 0 for no papers, 1 to 4 for more and more.
    let level: Int
    let route: Route?

    static let schema = TemplateSchema<CalendarCell>(
        "calendar day", "A day of a calendar; a blank one stands for a day of another month.",
        [
            .flag("is_blank", "Whether the day belongs to another month.") { $0.day == nil },
            .number("day", "16.") { $0.day?.components.day },
            .text("iso", "2025-12-16.") { $0.day?.iso },
            .text("label", "December 16, 2025.") { cell in cell.day.map { cell.site.language.dates.day($0, .long) } },
            .number("count", "How many papers it has.") { $0.day == nil ? nil : $0.count },
            .text("level", "0 for none, 1 to 4 for more and more papers.") { String($0.level) },
            .link("link", "Its page, where it has papers.") { $0.day == nil ? nil : $0.route.map(Link.route) },
        ])
}
