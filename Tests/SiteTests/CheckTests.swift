import Foundation
import TestSupport
import Testing

/// `offprint check`: what a build does not need to know, in every format.
@Suite struct CheckTests {
    /// A site with every slip that there is a check of.
    private func site(_ configuration: String = "") throws -> SampleSite {
        let site = try SampleSite(configuration: configuration)
        func entry(_ name: String, _ text: String) throws {
            try site.folder.write(text, to: "content/papers/\(name).md")
        }
        try entry("empty", "---\ntitle: A title\ndate: 2025-12-16\n---\n")
        try entry("shouting", "---\ntitle: ATTENTION IS ALL YOU NEED\ndate: 2025-12-16\n---\n\nText.\n")
        try entry(
            "future",
            "---\ntitle: Later\ndate: 2026-12-16\npublished: 2027\nupdated: 2028-01-01\ndraft: true\n---\n\nText.\n")
        try entry("soon", "---\ntitle: Soon\ndate: 2026-01-16\npublished: 2026-01-16\n---\n\nText.\n")
        try entry(
            "links",
            """
            ---
            title: Links
            date: 2025-12-16
            ---

            To [a page](/papers/soon/), [a tag](/tags/caf%C3%A9/#x), [a file](/feed.xml), [home](/), [elsewhere](//x.example/)
            and [nowhere](/papers/nothing/?q), [no folder](/papers/links).

            é ![](links.figure.png) ![shown](links.figure.png)

            """)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: site.folder("content/papers/links.figure.png")))
        for (name, authors) in [("a", "Jane Smith, Ada Lovelace"), ("b", "J. Smith, Ada Lovelace"), ("c", "J. Doe")] {
            try entry(
                name,
                "---\ntitle: Title \(name)\ndate: 2025-12-16\nauthors: [\(authors)]\ntags: [efficiency, café]\n---\n\nText.\n"
            )
        }
        try entry("tags", "---\ntitle: Tags\ndate: 2025-12-16\ntags: [eficiency, gpt-4]\n---\n\nText.\n")
        return site
    }

    private func check(_ site: SampleSite, _ arguments: String...) throws -> Program.Result {
        try Program.run(["check", "--as-of", "2025-12-16"] + arguments, in: site.folder.path)
    }

    @Test func everySlipIsToldWithItsPlace() throws {
        let site = try site("[limits]\nfiles = 3\nfile_bytes = 2\n")
        let result = try check(site)
        #expect(result.status == 0)
        #expect(result.output == "")
        try Golden.expect(result.errors, "check.text")
        #expect(try check(site, "--strict").status == 1)
        #expect(!FileManager.default.fileExists(atPath: site.folder("public")))
    }

    @Test(arguments: ["github", "sarif", "json"]) func formatsAreThoseOfOthers(format: String) throws {
        let site = try site()
        try site.entry("broken", "tagz: [x]\narxiv: 2306.1")
        let result = try check(site, "--format", format)
        #expect(result.status == 1)
        #expect(result.errors == "")
        try Golden.expect(result.output, "check.\(format)")
        if format != "github" { _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) }
    }

    @Test func whatIsCertainIsMended() throws {
        let site = try SampleSite()
        let path = "content/papers/debris.md"
        try site.folder.write(
            """
            ---
            title: "Up to 1.3times faster"  # as copied
            date: 2025-12-16
            summary: It is 10sim100times faster.
            ---

            0.932\\textpm0.021 with W^star and $\\xyzzy$, `3times`, 5 $ é.

            """, to: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: site.folder(path)))
        #expect(try check(site).status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: site.folder(path))) == before)

        let mended = try check(site, "--fix")
        #expect(mended.output == "mended 4 places\n")
        try Golden.expect(mended.errors, "check.fix.text")
        #expect(
            try String(contentsOfFile: site.folder(path), encoding: .utf8) == """
                ---
                title: "Up to 1.3× faster"  # as copied
                date: 2025-12-16
                summary: It is 10∼100× faster.
                ---

                0.932±0.021 with W^star and $\\xyzzy$, `3times`, 5 $ é.

                """)
        // A second time there is nothing to do, and a part is only a part.
        #expect(try check(site, "--fix").output == "")
        try site.entry("other", "url: https://example.org/3times\nsummary: 3times")
        #expect(try check(site, "--fix", path).output == "")
        #expect(
            try check(site, "--fix", "content/papers/other.md").output == "mended 1 place\nnothing to complain of\n")
        #expect(
            try String(contentsOfFile: site.folder("content/papers/other.md"), encoding: .utf8)
                .contains("url: https://example.org/3times\nsummary: 3×\n"))
    }

    @Test func aReportCanBeOfAPart() throws {
        let site = try site()
        try site.entry("sub/broken", "tagz: [x]")
        let part = try check(site, "content/papers/shouting.md")
        #expect(part.status == 0)
        #expect(part.errors.contains("title-in-capitals"))
        #expect(part.errors.hasSuffix("1 warning\n"))
        #expect(try check(site, "content/papers/sub").status == 1)
        #expect(try check(site, "content/pages").output == "nothing to complain of\n")
        // From elsewhere, paths are those that a person sees.
        let outside = try Program.run(
            ["check", "--site", site.folder.path, site.folder("content/papers/sub")], in: NSTemporaryDirectory())
        #expect(
            outside.errors.contains("\(site.folder("content/papers/sub/broken.md")):4:1: error"), "\(outside.errors)")
    }

    @Test func levelsAreTheSites() throws {
        let site = try site("[checks]\nmissing-abstract = \"error\"\ntitle-in-capitals = \"off\"\n")
        let result = try check(site)
        #expect(result.status == 1)
        #expect(
            result.errors.contains(
                "empty.md:2:8: error: there is neither an abstract nor a `summary` [missing-abstract]"))
        #expect(!result.errors.contains("title-in-capitals"))
        // A build keeps to them too.
        let other = try SampleSite(configuration: "[checks]\nmissing-asset = \"error\"\n")
        try other.entry("a", body: "![x](none.png)")
        #expect(try other.build().status == 1)
        let wrong = try SampleSite(configuration: "[checks]\nunknown-key = \"off\"\nfuture-date = \"of\"\n")
        let errors = try check(wrong).errors
        #expect(
            errors.contains("site.toml:6:1: error: the table [checks] has no key `unknown-key` [unknown-key]"),
            "\(errors)")
        #expect(errors.contains("site.toml:7:15: error: `future-date` can't be `of`"), "\(errors)")
    }
}
