import Testing

@testable import ArchiveLoading

@Suite("The order of titles") struct TitleKeyTests {
    private static let titles = [
        "", "A", "a", "B", "ab", "aB", "abc", "Zebra", "zeal", "[x]", "_y", "@", "An apple a day", "an Apple a dax",
        "an apple a day, and more", "12", "9", "Ä", "ä", "A\u{308}", "Äb", "日本", "é", "É", "e\u{301}", "ß", "SS", "ǆ",
        "abcdefgh", "ABCDEFGHI", "abcdefgi",
    ]

    @Test("It is that of lower-case strings", arguments: titles) func order(title: String) {
        for other in Self.titles {
            var (title, other) = (title, other)
            title.withUTF8 { left in
                other.withUTF8 { right in
                    let (a, b) = (TitleKey(UnsafeRawBufferPointer(left)), TitleKey(UnsafeRawBufferPointer(right)))
                    let (x, y) = (String(decoding: left, as: UTF8.self), String(decoding: right, as: UTF8.self))
                    #expect((a < b) == (x.lowercased() < y.lowercased()), "\(x) < \(y)")
                    #expect((a == b) == (x.lowercased() == y.lowercased()), "\(x) = \(y)")
                }
            }
        }
    }
}
