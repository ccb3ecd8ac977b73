import ArchiveModel
import Diagnostics
import Markup

/// How a language writes days, weeks and months.
struct DateFormats: Sendable {
    /// January to December.
    var months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    var shortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    /// Monday to Sunday.
    var weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    var shortWeekdays = ["M", "T", "W", "T", "F", "S", "S"]
    private var patterns: [Pattern: Message] = [:]

    /// A way to write something; a language file has them by these names.
    enum Pattern: String, CaseIterable, Sendable {
        case long, short
        case shortWithYear = "short_with_year"
        case withWeekday = "with_weekday"
        case month, week

        var english: String {
            switch self {
            case .long: "{month} {day}, {year}"
            case .short: "{short_month} {day}"
            case .shortWithYear: "{short_month} {day}, {year}"
            case .withWeekday: "{weekday}, {month} {day}, {year}"
            case .month: "{month} {year}"
            case .week: "Week {week}, {year}"
            }
        }

        var names: Set<String> {
            switch self {
            case .long, .short, .shortWithYear, .withWeekday:
                ["day", "month", "short_month", "month_number", "year", "weekday"]
            case .month: ["month", "short_month", "month_number", "year"]
            case .week: ["week", "year"]
            }
        }
    }

    init() {
        for pattern in Pattern.allCases { patterns[pattern] = Message([.other: pattern.english]) }
    }

    /// Reads the table `[dates]` of a language file over what is there.
    mutating func read(_ reader: inout TableReader, in file: SourceFile) {
        Self.read("months", 12, &months, &reader)
        Self.read("short_months", 12, &shortMonths, &reader)
        Self.read("weekdays", 7, &weekdays, &reader)
        Self.read("short_weekdays", 7, &shortWeekdays, &reader)
        for pattern in Pattern.allCases {
            guard let value = reader.value(pattern.rawValue) else { continue }
            if let message = Message(value, key: pattern.rawValue, in: file, names: pattern.names, &reader) {
                patterns[pattern] = message
            }
        }
    }

    private static func read(_ key: String, _ count: Int, _ names: inout [String], _ reader: inout TableReader) {
        guard let value = reader.value(key) else { return }
        let texts = reader.texts(key).map(\.value)
        if texts.count == count {
            names = texts
        } else {
            reader.report(.invalidValue, .error, "`\(key)` has to have \(count) names", at: value.range)
        }
    }

    func day(_ day: Day, _ pattern: Pattern) -> String {
        let (year, month, number) = day.components
        return fill(pattern) { name in
            switch name {
            case "day": String(number)
            case "month": months[month - 1]
            case "short_month": shortMonths[month - 1]
            case "month_number": String(month)
            case "year": String(year)
            default: weekdays[day.weekday - 1]
            }
        }
    }

    func month(_ month: Month) -> String {
        fill(.month) { name in
            switch name {
            case "month": months[month.month - 1]
            case "short_month": shortMonths[month.month - 1]
            case "month_number": String(month.month)
            default: String(month.year)
            }
        }
    }

    func week(_ week: Week) -> String {
        fill(.week) { $0 == "week" ? String(week.week) : String(week.year) }
    }

    private func fill(_ pattern: Pattern, _ value: (String) -> String) -> String {
        patterns[pattern]?.text(value) ?? ""
    }
}
