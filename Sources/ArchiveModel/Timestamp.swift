/// Points in time as feeds and sitemaps write them, in UTC.
package enum Timestamp {
    /// RFC 3339: `2025-12-16T09:30:00Z`. Takes seconds since 1970-01-01T00:00:00Z.
    package static func rfc3339(_ seconds: Int64) -> String {
        let (day, hour, minute, second) = parts(seconds)
        return "\(day.iso)T\(Day.padded(hour, 2)):\(Day.padded(minute, 2)):\(Day.padded(second, 2))Z"
    }

    /// RFC 822 as RSS wants it, with a year of four digits: `Tue, 16 Dec 2025 09:30:00 GMT`.
    package static func rfc822(_ seconds: Int64) -> String {
        let (day, hour, minute, second) = parts(seconds)
        let (year, month, dayOfMonth) = day.components
        let date =
            "\(weekdays[day.weekday - 1]), \(Day.padded(dayOfMonth, 2)) \(months[month - 1]) \(Day.padded(year, 4))"
        return "\(date) \(Day.padded(hour, 2)):\(Day.padded(minute, 2)):\(Day.padded(second, 2)) GMT"
    }

    private static func parts(_ seconds: Int64) -> (Day, Int, Int, Int) {
        let number = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = Int(seconds - number * 86_400)
        return (Day(number: Int32(number)), rest / 3_600, rest / 60 % 60, rest % 60)
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension Paper {
    /// When the archive featured it, in seconds since 1970: its moment, or its day's midnight in UTC.
    package var featured: Int64 { moment ?? Int64(day.number) * 86_400 }

    /// When what the archive says of it last changed, in seconds since 1970: a notice's day, where it has one.
    package var revised: Int64 { max(featured, noticeDate.map { Int64($0.number) * 86_400 } ?? .min) }
}
