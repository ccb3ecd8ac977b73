import ArchiveModel
import Foundation
import Testing

@Suite("Days")
struct DayTests {
    @Test("Days agree with the system's calendar over four centuries")
    func agreement() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        for number in stride(from: -100_000, to: 60_000, by: 37) {
            let date = Date(timeIntervalSince1970: Double(number) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day, .weekOfYear, .yearForWeekOfYear], from: date)
            let day = Day(number: Int32(number))
            #expect(day.components.year == parts.year)
            #expect(day.components.month == parts.month)
            #expect(day.components.day == parts.day)
            #expect(day.week.week == parts.weekOfYear)
            #expect(day.week.year == parts.yearForWeekOfYear)
            #expect(Day(day.iso) == day)
        }
    }

    @Test(
        "Text that is no day is refused",
        arguments: ["2025-02-29", "2025-13-01", "2025-1-01", "20250101", "", "2025-00-10"])
    func refused(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("Monday is 1 and Sunday 7")
    func weekdays() {
        #expect(Day("2025-12-15")?.weekday == 1)
        #expect(Day("2025-12-21")?.weekday == 7)
        #expect(Day("2025-12-16")?.week.week == 51)
    }
}

@Suite("Slugs")
struct SlugTests {
    @Test(
        "Letters and digits stay, all else is one hyphen",
        arguments: [
            ("Speculative Decoding", "speculative-decoding"), ("  C++ / CUDA ", "c-cuda"),
            ("G\u{F6}del", "g\u{F6}del"), ("Go\u{308}del", "g\u{F6}del"), ("\u{4E2D}\u{6587} 2", "\u{4E2D}\u{6587}-2"),
            ("../../etc", "etc"), ("\u{1F680}", ""), ("a\u{200B}b\u{202E}", "a-b"),
        ])
    func slug(name: String, expected: String) {
        #expect(Slug.of(name) == expected)
    }

    @Test("Long names stay apart and fit into a file name")
    func long() {
        let first = Slug.of(String(repeating: "long name ", count: 50) + "a")
        let second = Slug.of(String(repeating: "long name ", count: 50) + "b")
        #expect(first != second)
        #expect(first.utf8.count <= Slug.longest)
    }
}
