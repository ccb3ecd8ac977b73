package import ArchiveModel
import Foundation

/// The day that now is: given, or asked of a clock.
package enum AsOf: Sendable {
    /// This day.
    case day(Day)
    /// The day that a moment falls on in the site's time zone; seconds since 1970-01-01T00:00:00Z.
    case moment(Int64)

    /// The day.
    package func day(in zone: SiteTimeZone) -> Day {
        switch self {
        case .day(let day): day
        case .moment(let seconds): zone.day(of: seconds)
        }
    }
}

/// A time zone of the IANA's.
package struct SiteTimeZone: Sendable {
    private let zone: TimeZone

    /// The zone of a name; `nil` where there is none.
    package init?(_ name: String) {
        // Foundation also takes abbreviations such as `PST`, which mean different zones to different people.
        guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
        self.zone = zone
    }

    private init(_ zone: TimeZone) { self.zone = zone }

    /// Universal time.
    static let utc = SiteTimeZone(.gmt)

    /// Seconds east of UTC at a moment.
    package var offset: @Sendable (Int64) -> Int {
        let zone = zone
        return { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
    }

    /// The day a moment falls on.
    func day(of seconds: Int64) -> Day {
        Day(number: Int32((Double(seconds + Int64(offset(seconds))) / 86_400).rounded(.down)))
    }
}
