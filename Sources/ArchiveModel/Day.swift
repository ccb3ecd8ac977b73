/// A day of the Gregorian calendar, without a time zone.
package struct Day: BitwiseCopyable, Sendable, Hashable, Comparable {
    /// Days since 1970-01-01; negative before.
    package let number: Int32

    /// The first and the last day that dates can name: of the year 1, and of 9999.
    package static let first = Day(number: -719_162)
    /// See ``first``.
    package static let last = Day(number: 2_932_896)

    /// A day from its number.
    package init(number: Int32) { self.number = number }

    /// A day from year, month and day of the month, or `nil` where the calendar has no such day. Years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Self.length(ofMonth: month, year: year) else { return nil }
        self.init(number: Self.number(year: year, month: month, day: day))
    }

    /// A day from `YYYY-MM-DD`, and nothing else.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func value(_ range: Range<Int>) -> Int? {
            bytes[range].reduce(Int?(0)) { sum, byte in
                guard let sum, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                return sum * 10 + Int(byte - UInt8(ascii: "0"))
            }
        }
        guard let year = value(0..<4), let month = value(5..<7), let day = value(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// How many days a month has.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01, counting years from March so that the leap day comes last.
    private static func number(year: Int, month: Int, day: Int) -> Int32 {
        let shifted = month > 2 ? year : year - 1
        let fromMarch = (month + 9) % 12
        let leapDays = shifted / 4 - shifted / 100 + shifted / 400
        return Int32(shifted * 365 + leapDays + (fromMarch * 153 + 2) / 5 + day - 1 - 719_468)
    }

    /// The year, month (1-12) and day of the month (1-31).
    package var components: (year: Int, month: Int, day: Int) {
        // The year is at most one off when estimated by its mean length; months by the March-based rule above.
        let days = Int(number) + 719_468
        var year = days * 400 / 146_097
        func start(_ year: Int) -> Int { year * 365 + year / 4 - year / 100 + year / 400 }
        while start(year + 1) <= days { year += 1 }
        while start(year) > days { year -= 1 }
        let dayOfYear = days - start(year)
        let fromMarch = (dayOfYear * 5 + 2) / 153
        let day = dayOfYear - (fromMarch * 153 + 2) / 5 + 1
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (month <= 2 ? year + 1 : year, month, day)
    }

    /// The year.
    package var year: Int { components.year }

    /// The day of the week: 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int { (Int(number) + 3 + 7 * 200_000) % 7 + 1 }

    /// The day so many days later (or earlier).
    package func advanced(by days: Int) -> Day { Day(number: number + Int32(days)) }

    /// `YYYY-MM-DD`.
    package var iso: String { written(UInt8(ascii: "-"), count: 10) }

    /// `YYYY/MM/DD/`.
    package var path: String { written(UInt8(ascii: "/"), count: 11) }

    /// Made in one go and short enough to need no memory of its own: every card has a date and a link to its day.
    private func written(_ separator: UInt8, count: Int) -> String {
        let (year, month, day) = components
        return String(unsafeUninitializedCapacity: 11) { bytes in
            Self.write(year, 4, to: bytes, at: 0)
            bytes[4] = separator
            Self.write(month, 2, to: bytes, at: 5)
            bytes[7] = separator
            Self.write(day, 2, to: bytes, at: 8)
            bytes[10] = separator
            return count
        }
    }

    /// Earlier days first.
    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// A number of at most `width` digits with leading zeros.
    package static func padded(_ number: Int, _ width: Int) -> String {
        String(unsafeUninitializedCapacity: width) { bytes in
            write(number, width, to: bytes, at: 0)
            return width
        }
    }

    private static func write(_ number: Int, _ width: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
        var rest = number
        for place in (start..<start + width).reversed() {
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }
}
