import TestSupport
import Testing

/// Files that no file system holds beside the others; the golden site `clashes` has those that differ in letters' case.
@Suite("Files that can't be published") struct AddressTests {
    @Test(
        "are errors, at what makes them",
        arguments: [
            (
                "static/papers",
                "the address /papers/a/ is taken [duplicate-address]\n  note: /papers comes from `static/papers`"
            ),
            (
                "static/papers/a",
                "/papers/a/ is taken [duplicate-address]\n  note: /papers/a comes from `static/papers/a`"
            ),
            (
                "static/\(String(repeating: "x", count: 251))/y",
                "/y can't be written: a part of it is longer than 250 bytes [unusable-address]"
            ),
            ("static/.offprint/y", "/.offprint/y can't be written: the builder keeps its notes there"),
        ])
    func error(file: String, message: String) throws {
        let site = try SampleSite()
        try site.entry("a")
        try site.folder.write("", to: file)
        let result = try site.build()
        #expect(result.status == 1)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.errors.hasSuffix("1 error\n"), "\(result.errors)")
    }

    @Test("are not those beside them") func neighbors() throws {
        let site = try SampleSite()
        try site.entry("a")
        for file in ["papers-of-old", "papers/aa", "paper", "a/index.html", "\(String(repeating: "x", count: 250))/y"] {
            try site.folder.write("", to: "static/\(file)")
        }
        let result = try site.build()
        #expect(result.status == 0, "\(result.errors)")
    }
}
