/// A date of which the day, or the month as well, may not be known: `2015`, `2015-06`, `2015-06-26`.
package struct PartialDate: BitwiseCopyable, Sendable, Hashable {
    /// What is known.
    package enum Precision: Int, BitwiseCopyable, Sendable { case year, month, day }

    /// The day; the first of those that it may be.
    package let first: Day
    /// What is known.
    package let precision: Precision

    /// A day.
    package init(_ day: Day) { (first, precision) = (day, .day) }

    /// A date of which so much is known; `nil` where there is none such.
    package init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard let first = Day(year: year, month: month ?? 1, day: month == nil ? 1 : day ?? 1) else { return nil }
        self.first = first
        precision = month == nil ? .year : day == nil ? .month : .day
    }

    /// A date whose first day is one, of which so much is known.
    package init(first: Day, precision: Precision) { (self.first, self.precision) = (first, precision) }

    /// A date from `YYYY` or `YYYY-MM`.
    package init?(incomplete text: String) {
        // Most dates are whole, and are asked first whether they are not.
        let count = text.utf8.count
        guard count == 4 || count == 7 else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDigits = parts.allSatisfy { $0.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }
        guard isDigits, parts.map(\.utf8.count) == [4] || parts.map(\.utf8.count) == [4, 2],
            let year = parts.first.flatMap({ Int($0) })
        else { return nil }
        self.init(year: year, month: parts.dropFirst().first.flatMap { Int($0) })
    }

    /// A date from its number, which ``number`` gives.
    package init?(number: Int) {
        // Rounded down, since days before 1970 have negative numbers.
        let day = number >= 0 ? number / 3 : (number - 2) / 3
        guard let precision = Precision(rawValue: number - day * 3) else { return nil }
        (first, self.precision) = (Day(number: Int32(day)), precision)
    }

    /// A number that stands for it.
    package var number: Int { Int(first.number) * 3 + precision.rawValue }

    /// The year, and the month and the day where they are known.
    package var components: (year: Int, month: Int?, day: Int?) {
        let (year, month, day) = first.components
        return (year, precision == .year ? nil : month, precision == .day ? day : nil)
    }

    /// As it is written: `2015-06`.
    package var iso: String {
        switch precision {
        case .year: String(first.iso.prefix(4))
        case .month: String(first.iso.prefix(7))
        case .day: first.iso
        }
    }
}
