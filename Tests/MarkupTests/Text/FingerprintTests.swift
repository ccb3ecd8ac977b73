import Markup
import Testing

@Suite("Fingerprints") struct FingerprintTests {
    @Test("Equal values have equal ones, others have others") func difference() {
        func parts(_ texts: String?...) -> Fingerprint {
            var fingerprint = Fingerprint()
            for text in texts { fingerprint.add(text) }
            return fingerprint
        }
        #expect(parts("ab", "c") == parts("ab", "c"))
        let all = [
            parts(), parts(nil), parts(""), parts("", ""), parts("a"), parts("a", ""), parts("ab", "c"),
            parts("a", "bc"),
            parts("\0"), parts("\0\0"), parts("12345678"), parts("123456780"), parts("12345678", "0"),
        ]
        #expect(Set(all).count == all.count)
    }

    @Test("They are the same in every run: caches last") func stability() {
        #expect(Fingerprint.of("offprint").value == Fingerprint.of(Array("offprint".utf8)).value)
        #expect(Fingerprint.of("").value == 7_660_220_745_969_517_700)
    }

    @Test("A table finds what was put in, however much that is") func table() {
        var table = FingerprintTable()
        for number in 0..<10_000 { #expect(table.insert(.of("\(number)"), number) == nil) }
        for number in 0..<10_000 {
            #expect(table[.of("\(number)")] == number)
            #expect(table.insert(.of("\(number)"), 1) == number)
        }
        #expect(table[.of("10000")] == nil)
        #expect(table.count == 10_000)
    }

    @Test("Of two that are the same the first counts") func first() {
        let table = FingerprintTable([.of("a"), .of("b"), .of("a")])
        #expect(table[.of("a")] == 0)
        #expect(table[.of("b")] == 1)
    }
}
