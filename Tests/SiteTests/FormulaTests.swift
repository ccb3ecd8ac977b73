import Foundation
import TestSupport
import Testing

/// Formulas on their way through a whole site.
@Suite struct FormulaTests {
    @Test func formulasReachEveryPlaceInItsForm() throws {
        let site = try SampleSite(configuration: "[math.macros]\nRR = '\\mathbb{R}'\nkl = 'x'\n")
        try site.entry(
            "a",
            """
            summary: At most $O(n^2)$ in $\\RR^d$.
            macros:
              kl: \\operatorname{KL}(#1)
            """, body: "Text with $\\kl{p} \\le 1$ and\n\n\\begin{align}\na &= b\n\\end{align}")
        try site.folder.write(
            "---\ntitle: \"In $\\\\RR^2$ and $5\"\ndate: 2025-12-16\n---\n\nText.\n", to: "content/papers/b.md")
        #expect(try site.build("--strict").status == 0)
        let published = try site.published()
        let page = published.text("papers/a/index.html")
        #expect(page.contains("<meta name=\"description\" content=\"At most O(n²) in ℝ^d.\""))
        #expect(page.contains("<mi>KL</mi>"))
        #expect(page.contains("<annotation encoding=\"application/x-tex\">\\kl{p} \\le 1</annotation>"))
        #expect(page.contains("<div class=\"math\" tabindex=\"0\"><math "))
        #expect(published.text("papers/b/index.html").contains("<title>In ℝ² and $5 "))
        #expect(published.text("2025/12/16/index.html").contains("<msup><mi>ℝ</mi><mn>2</mn></msup>"))
        for feed in ["feed.xml", "atom.xml", "feed.json"] {
            #expect(published.text(feed).contains("In ℝ² and $5"), "\(feed)")
            #expect(published.text(feed).contains("KL"), "\(feed)")
        }

        // Another definition changes the pages that use it, and warns where it can't be read.
        try site.folder.write(
            try String(contentsOfFile: site.folder("site.toml"), encoding: .utf8)
                .replacing("\\mathbb{R}", with: "\\mathbb{R"), to: "site.toml")
        let result = try site.build()
        #expect(result.status == 0)
        #expect(
            result.errors.contains(
                "content/papers/a.md:4:31: warning: a formula can't be read: in the macro `\\RR`: a `}` is missing"))
        #expect(try site.published().text("papers/a/index.html").contains("<code class=\"math\">\\RR^d</code>"))
    }

    @Test func theGuideIsMadeByItself() throws {
        let site = try SampleSite()
        let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/guide/math.md")
        // The other pages of the guide are not there.
        let text = try String(contentsOf: guide, encoding: .utf8).replacing("](../", with: "](https://example.org/")
            .replacing("benchmarks.md)", with: "benchmarks)")
        try site.folder.write("---\ntitle: Formulas\n---\n\n\(text)", to: "content/pages/formulas.md")
        try site.entry("a")
        let result = try site.build("--strict")
        #expect(result.status == 0, "\(result.errors)")
        let page = try site.published().text("formulas/index.html")
        #expect(page.components(separatedBy: "<math ").count > 13)
        #expect(!page.contains("<code class=\"math\">"))
    }
}
