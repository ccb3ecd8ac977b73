import ArchiveModel
import Testing

@testable import ArchiveLoading

@Suite("Moments") struct MomentTests {
    private func moment(_ text: String, hoursEast: Int = 0) -> Moment? {
        Moment(text, offset: { _ in hoursEast * 3_600 })
    }

    @Test("A day is that day in every time zone") func days() {
        #expect(moment("2025-12-16", hoursEast: -11)?.day.iso == "2025-12-16")
        #expect(moment("2025-12-16")?.seconds == nil)
    }

    @Test(
        "A time falls on the day of the site's time zone",
        arguments: [
            ("2025-12-16T23:30:00Z", 0, "2025-12-16"),
            ("2025-12-16T23:30:00Z", 9, "2025-12-17"),
            ("2025-12-16T00:30:00+09:00", 0, "2025-12-15"),
            ("2025-12-16t00:30:00.123z", -1, "2025-12-15"),
            ("2025-12-31 20:00-05:00", 0, "2026-01-01"),
            ("1969-12-31T23:00:00Z", 0, "1969-12-31"),
        ])
    func times(_ text: String, _ hoursEast: Int, _ day: String) {
        #expect(moment(text, hoursEast: hoursEast)?.day.iso == day)
    }

    @Test("Seconds count from 1970 in UTC") func seconds() {
        #expect(moment("1970-01-02T00:00:01+00:00")?.seconds == 86_401)
        #expect(moment("1970-01-01T01:00:00+02:00")?.seconds == -3_600)
    }

    @Test(
        "What is no moment",
        arguments: [
            "2025-02-30", "2025-12-16T", "2025-12-16T10:00:00", "2025-12-16T24:00:00Z", "2025-12-16T10:60:00Z",
            "2025-12-16T10:00:00.Z", "2025-12-16T10:00:00+0900", "2025-12-16T10:00:00Zx", "16.12.2025", "",
            "2025-12-16T1-:00:00Z",
        ])
    func wrong(_ text: String) { #expect(moment(text) == nil) }
}

@Suite("Forms of values") struct ValueCheckTests {
    @Test(
        "arXiv ids lose their version",
        arguments: [
            ("2306.07552", "2306.07552"), ("2306.07552v2", "2306.07552"), ("0704.0001", "0704.0001"),
            ("hep-ex/0307015", "hep-ex/0307015"), ("math.GT/0309136v1", "math.GT/0309136"),
        ])
    func arxiv(_ text: String, _ id: String) { #expect(Identifier.arxiv(text) == id) }

    @Test(
        "What is no arXiv id",
        arguments: [
            "", "2306.0755200", "2306.075", "arXiv:2306.07552", "2306.07552v", "Hep/0307015", "hep-ex/03070151",
        ])
    func noArxiv(_ text: String) { #expect(Identifier.arxiv(text) == nil) }

    @Test("ORCID iDs have a check digit") func orcid() {
        #expect(Identifier.orcid("https://orcid.org/0000-0002-1825-0097") == "0000-0002-1825-0097")
        #expect(Identifier.orcid("0000-0002-9079-593X") == "0000-0002-9079-593X")
        #expect(Identifier.orcid("0000-0002-1825-0098") == nil)
    }

    @Test("ISBNs have a check digit", arguments: ["978-3-16-148410-0", "0-306-40615-2", "080442957X"])
    func isbn(_ text: String) { #expect(Identifier.isbn(text) == text) }

    @Test(
        "Paths stay within the site",
        arguments: [
            ("/old/", "old/"), ("old", "old/"), ("old.html", "old.html"), ("/a/b.c/", "a/b.c/"), ("ü", "ü/"),
        ])
    func sitePath(_ text: String, _ path: String) { #expect(ValueChecks.sitePath(text) == path) }

    @Test(
        "What is no path within the site",
        arguments: ["", "/", "//", "../x", "a/../b", "a//b", "/.offprint/x", "a?b", "a\\b", "http://x/", "a\u{202E}b"])
    func noSitePath(_ text: String) { #expect(ValueChecks.sitePath(text) == nil) }

    @Test("A line is one line, composed") func line() {
        #expect(ValueChecks.line("  a\n  b\u{A0}c ") == "a b c")
        #expect(ValueChecks.line("Žofia\u{85}Ørsted\u{A0}") == "Žofia Ørsted")
        #expect(ValueChecks.line("José  Å") == "José Å")
        #expect(ValueChecks.line("Łukasz Ünlü") == "Łukasz Ünlü")
        #expect(ValueChecks.line("e\u{301}").unicodeScalars.count == 1)
    }
}
