/// A month of a year.
package struct Month: Sendable, Hashable, Comparable {
    /// The year.
    package let year: Int
    /// The month, 1 to 12.
    package let month: Int

    /// A month.
    package init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// How many days it has.
    package var length: Int { Day.length(ofMonth: month, year: year) }

    /// One of its days, from 1.
    package func day(_ day: Int) -> Day? { Day(year: year, month: month, day: day) }

    /// Earlier months first.
    package static func < (left: Month, right: Month) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}

/// A week as ISO 8601 counts them: Monday to Sunday, belonging to the year that its Thursday is in.
package struct Week: Sendable, Hashable, Comparable {
    /// The year that the week belongs to; at New Year not always the calendar's.
    package let year: Int
    /// The week's number, 1 to 53.
    package let week: Int

    /// The week that holds a day.
    package init(of day: Day) {
        let thursday = day.advanced(by: 4 - day.weekday)
        year = thursday.year
        let newYear = Day(year: year, month: 1, day: 1) ?? thursday
        week = Int(thursday.number - newYear.number) / 7 + 1
    }

    /// Earlier weeks first.
    package static func < (left: Week, right: Week) -> Bool { (left.year, left.week) < (right.year, right.week) }
}

extension Day {
    /// The month it lies in.
    package var month: Month {
        let (year, month, _) = components
        return Month(year: year, month: month)
    }

    /// The ISO week it lies in.
    package var week: Week { Week(of: self) }
}
