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
    private var patterns = Pattern.allCases.map { $0.parts(Message([.other: $0.english])) }

    /// A way to write something; a language file has them by these names.
    enum Pattern: Int, CaseIterable, Sendable {
        case long, short, shortWithYear, withWeekday, month, week

        var key: String {
            switch self {
            case .long: "long"
            case .short: "short"
            case .shortWithYear: "short_with_year"
            case .withWeekday: "with_weekday"
            case .month: "month"
            case .week: "week"
            }
        }

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

        var places: [Part.Place] {
            switch self {
            case .long, .short, .shortWithYear, .withWeekday:
                [.day, .month, .shortMonth, .monthNumber, .year, .weekday]
            case .month: [.month, .shortMonth, .monthNumber, .year]
            case .week: [.week, .year]
            }
        }

        /// The parts of a pattern that was checked.
        func parts(_ message: Message) -> [Part] {
            message.parts.map { part in
                switch part {
                case .text(let text): .text(text)
                case .place(let name): places.first { $0.rawValue == name }.map(Part.place) ?? .text("")
                }
            }
        }
    }

    /// A part of a pattern.
    enum Part: Sendable {
        case text(String)
        case place(Place)

        enum Place: String {
            case day, month, year, weekday, week
            case shortMonth = "short_month"
            case monthNumber = "month_number"
        }
    }

    /// Reads the table `[dates]` of a language file over what is there.
    mutating func read(_ reader: inout TableReader, in file: SourceFile) {
        Self.read("months", 12, &months, &reader)
        Self.read("short_months", 12, &shortMonths, &reader)
        Self.read("weekdays", 7, &weekdays, &reader)
        Self.read("short_weekdays", 7, &shortWeekdays, &reader)
        for pattern in Pattern.allCases {
            guard let value = reader.value(pattern.key) else { continue }
            let names = Set(pattern.places.map(\.rawValue))
            if let message = Message(value, key: pattern.key, in: file, names: names, &reader) {
                patterns[pattern.rawValue] = pattern.parts(message)
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
        return fill(pattern) { place in
            switch place {
            case .day: String(number)
            case .year: String(year)
            case .weekday: weekdays[day.weekday - 1]
            default: name(place, ofMonth: month)
            }
        }
    }

    func month(_ month: Month) -> String {
        fill(.month) { $0 == .year ? String(month.year) : name($0, ofMonth: month.month) }
    }

    func week(_ week: Week) -> String {
        fill(.week) { String($0 == .week ? week.week : week.year) }
    }

    private func name(_ place: Part.Place, ofMonth month: Int) -> String {
        switch place {
        case .month: months[month - 1]
        case .shortMonth: shortMonths[month - 1]
        default: String(month)
        }
    }

    private func fill(_ pattern: Pattern, _ value: (Part.Place) -> String) -> String {
        var text = ""
        text.reserveCapacity(32)
        for part in patterns[pattern.rawValue] {
            switch part {
            case .text(let part): text += part
            case .place(let place): text += value(place)
            }
        }
        return text
    }
}
