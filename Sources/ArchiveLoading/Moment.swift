import ArchiveModel

/// A point in time as entries write it: a day alone, or RFC 3339's date and time with an offset from UTC.
struct Moment {
    /// The day, in the site's time zone where a time was given.
    var day: Day
    /// Seconds since 1970-01-01T00:00:00Z, where a time was given.
    var seconds: Int64?

    /// Reads `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS[.fraction](Z|+HH:MM)`; `offset` gives the site's seconds east of UTC
    /// at a moment.
    init?(_ text: String, offset: UTCOffset) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let date = Day(text.prefix(10)) else { return nil }
        if bytes.count == 10 {
            self.day = date
            return
        }
        guard let secondOfDay = Self.secondOfDay(bytes[10...]) else { return nil }
        let seconds = Int64(date.number) * 86_400 + Int64(secondOfDay)
        let local = seconds + Int64(offset(seconds))
        self.day = Day(number: Int32((Double(local) / 86_400).rounded(.down)))
        self.seconds = seconds
    }

    /// Seconds from the date's midnight in UTC, from `THH:MM:SS.fZ`; seconds may be left out, as TOML allows.
    private static func secondOfDay(_ bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        func take(_ allowed: String) -> UInt8? {
            guard let byte = rest.first, allowed.utf8.contains(byte) else { return nil }
            rest.removeFirst()
            return byte
        }
        func takeNumber(upTo limit: Int) -> Int? {
            let digits = rest.prefix(2)
            guard digits.count == 2, let value = Int(String(decoding: digits, as: UTF8.self)), value <= limit,
                digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return nil }
            rest = rest.dropFirst(2)
            return value
        }
        guard take("Tt ") != nil, let hour = takeNumber(upTo: 23), take(":") != nil,
            let minute = takeNumber(upTo: 59)
        else { return nil }
        var second = 0
        if take(":") != nil {
            guard let value = takeNumber(upTo: 60) else { return nil }
            second = min(value, 59)
            if take(".") != nil {
                guard take("0123456789") != nil else { return nil }
                while take("0123456789") != nil {}
            }
        }
        var total = hour * 3_600 + minute * 60 + second
        if take("Zz") == nil {
            guard let sign = take("+-"), let hours = takeNumber(upTo: 23), take(":") != nil,
                let minutes = takeNumber(upTo: 59)
            else { return nil }
            total -= (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "+") ? 1 : -1)
        }
        return rest.isEmpty ? total : nil
    }
}

/// The site's offset from UTC, in seconds (east is positive), at a moment in seconds since 1970.
package typealias UTCOffset = @Sendable (_ moment: Int64) -> Int
