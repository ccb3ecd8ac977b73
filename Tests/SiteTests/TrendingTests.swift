import TestSupport
import Testing

@Suite("The ranking") struct TrendingTests {
    /// More papers than the ranking has, and than one thread looks at in one go.
    @Test("has the best of all papers, those of one score in the archive's order") func order() throws {
        let site = try SampleSite()
        // Papers of one day: the archive orders them by their ids.
        let names = (100..<400).map { "p\($0)" }
        for (place, name) in names.enumerated() {
            try site.entry(name, "upvotes: \(place % 30)\n\(place == 299 ? "status: retracted" : "")")
        }
        try #require(try site.build().status == 0)
        let page = try site.folder.text("public/trending/index.html")
        let shown = page.split(separator: "/papers/").dropFirst().map { String($0.prefix(4)) }
        var expected: [String] = []
        for votes in (0..<30).reversed() {
            expected += names.indices.filter { $0 % 30 == votes && $0 != 299 }.map { names[$0] }
        }
        #expect(shown == Array(expected.prefix(50)))
    }
}
