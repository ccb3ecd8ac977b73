import OffprintKit
import Testing

@Suite("How far a build is, in one line") struct ProgressLineTests {
    private func line(_ done: Int, of total: Int, after seconds: Double, width: Int = 100) -> String {
        ProgressLine.text("publish", done, of: total, after: seconds, width: width)
    }

    @Test("It says how much is done, how fast, and how long it will take") func whole() {
        #expect(
            line(50_000, of: 171_674, after: 2)
                == "publish [########......................] 29 %, 50,000 of 171,674 files, 25,000 files/s, 5 s left")
    }

    @Test("What is not known is not said") func unknown() {
        #expect(line(0, of: 1_000, after: 0) == "publish [..............................] 0 %, 0 of 1,000 files")
        #expect(line(0, of: 0, after: 3) == "publish…")
    }

    @Test("Long times are minutes, rounded up") func minutes() {
        #expect(line(100, of: 100_000, after: 1).hasSuffix("100 files/s, 17 min left"))
    }

    @Test("It fits into narrow terminals", arguments: 1...100) func width(width: Int) {
        #expect(line(50_000, of: 171_674, after: 2, width: width).count <= width)
    }
}
