import CCmarkGFM
import Foundation
import Markup
import TestSupport
import Testing

@Suite("Markdown becomes HTML")
struct MarkdownRenderingTests {
    @Test(
        "Blocks",
        arguments: [
            Sample("a\nb  \nc", "<p>a\nb<br />\nc</p>\n"),
            Sample("> a\n\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr />\n"),
            Sample("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            Sample("3. a\n\n4. b", "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"),
            Sample("```swift x\na < b\n```", "<pre><code class=\"language-swift\">a &lt; b\n</code></pre>\n"),
            Sample(
                "- [x] a\n- [ ] b",
                "<ul>\n<li><span class=\"task done\">☑</span> a</li>\n<li><span class=\"task\">☐</span> b</li>\n</ul>\n"
            ),
            Sample(
                "|a|b|\n|-|-:|\n|c|d|",
                """
                <table>
                <thead>
                <tr>
                <th scope="col">a</th>
                <th scope="col" class="align-right">b</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td>c</td>
                <td class="align-right">d</td>
                </tr>
                </tbody>
                </table>

                """),
            Sample("", ""),
        ])
    func blocks(_ sample: Sample) { #expect(html(sample.text) == sample.expected) }

    @Test(
        "Inlines",
        arguments: [
            Sample("*a* **b** `c<`", "<em>a</em> <strong>b</strong> <code>c&lt;</code>"),
            Sample("Fig.~1 and Table~2", "Fig.\u{A0}1 and Table\u{A0}2"),
            Sample("~99% (~5) `a~b` \\~x a ~ b", "~99% (~5) <code>a~b</code> ~x a ~ b"),
            Sample("~~a~~ b~~c~~d", "<del>a</del> b<del>c</del>d"),
            Sample("~~a *b* c~~", "<del>a <em>b</em> c</del>"),
            Sample("*a ~~b* c~~", "<em>a ~~b</em> c~~"),
            Sample("~~a ~~~b~~~ ~~ c", "~~a ~~~b~~~ ~~ c"),
            Sample("see https://a.b/~me_x_y_z.", link("https://a.b/~me_x_y_z", before: "see ", after: ".")),
            Sample("(http://a.b/c_(d))", link("http://a.b/c_(d)", before: "(", after: ")")),
            Sample("[http://a.b] x", link("http://a.b", before: "[", after: "] x")),
            Sample("**http://a.b**", link("http://a.b", before: "<strong>", after: "</strong>")),
            Sample("www.a.bc/d", "<a href=\"http://www.a.bc/d\" rel=\"noopener nofollow ugc\">www.a.bc/d</a>"),
            Sample("a.b@c.de.", "<a href=\"mailto:a.b@c.de\">a.b@c.de</a>."),
            Sample("www.a a@b http:// xhttp://a", "www.a a@b http:// xhttp://a"),
            Sample("[a](b.pdf \"t\")", "<a href=\"b.pdf\" title=\"t\">a</a>"),
            Sample("[www.a.bc](d)", "<a href=\"d\">www.a.bc</a>"),
            Sample("[](b.pdf)", "<a href=\"b.pdf\">b.pdf</a>"),
            Sample("![a *b* `c`](d.png)", "<img src=\"d.png\" alt=\"a b c\" loading=\"lazy\" />"),
            Sample("![a ![b](c)](d)", "<img src=\"d\" alt=\"a b\" loading=\"lazy\" />"),
        ])
    func inlines(_ sample: Sample) { #expect(html(sample.text) == "<p>\(sample.expected)</p>\n") }

    static func link(_ address: String, before: String, after: String) -> String {
        "\(before)<a href=\"\(address)\" rel=\"noopener nofollow ugc\">\(address)</a>\(after)"
    }

    @Test("Headings begin at the page's level, leave none out, and have ids, each once")
    func headings() {
        let options = MarkdownOptions(topHeading: 2, idPrefix: "p-")
        let text = "# A *b*: Ünï\n## A b ünï\n###### x\n# ?\n# $x_1$"
        #expect(
            html(text, options) == """
                <h2 id="p-a-b-ünï">A <em>b</em>: Ünï</h2>
                <h3 id="p-a-b-ünï-2">A b ünï</h3>
                <h4 id="p-x">x</h4>
                <h2 id="p-section">?</h2>
                <h2 id="p-x-1"><math>x_1</math></h2>

                """)
        #expect(
            html("## a\n# b\n### c\n## d", MarkdownOptions(topHeading: 3)) == """
                <h3 id="a">a</h3>
                <h3 id="b">b</h3>
                <h4 id="c">c</h4>
                <h4 id="d">d</h4>

                """)
        #expect(html("[a](#b)", options) == "<p><a href=\"#p-b\">a</a></p>\n")
    }

    @Test("Footnotes lead there and back")
    func footnotes() {
        #expect(
            html("a[^x] b[^x] [c[^x]](d)\n\n[^x]: n", MarkdownOptions(idPrefix: "p-")) == """
                <p>a<sup class="footnote"><a href="#p-fn:1" id="p-fnref:1">1</a></sup> \
                b<sup class="footnote"><a href="#p-fn:1" id="p-fnref:1:2">1</a></sup> \
                <a href="d">c<sup class="footnote">1</sup></a></p>
                <div class="footnotes">
                <ol>
                <li id="p-fn:1">
                <p>n <a href="#p-fnref:1" class="footnote-back" aria-label="Back to reference 1">↩</a> \
                <a href="#p-fnref:1:2" class="footnote-back" aria-label="Back to reference 1-2">↩</a></p>
                </li>
                </ol>
                </div>

                """)
    }

    @Test("Destinations are resolved, dangerous ones never asked about")
    func resolving() {
        let options = MarkdownOptions { destination, isImage in
            destination == "keep" ? nil : (isImage ? "/i/" : "/l/") + destination
        }
        #expect(
            html("[a](b&c) ![d](e) [f](keep) [g](javascript:h)", options)
                == "<p><a href=\"/l/b&amp;c\">a</a> <img src=\"/i/e\" alt=\"d\" loading=\"lazy\" /> "
                + "<a href=\"keep\">f</a> g</p>\n")
    }

    @Test("A renderer appends, and forgets one text before the next")
    func appending() {
        var renderer = MarkdownRenderer()
        var buffer = ByteBuffer()
        buffer.append("x")
        for _ in 1...2 {
            renderer.render(Array("# a\n\n[^1]\n\n[^1]: \\(b".utf8)[...], options: MarkdownOptions(), into: &buffer)
        }
        let text = String(decoding: buffer.bytes, as: UTF8.self)
        let half = text.dropFirst().count / 2
        #expect(text.first == "x")
        #expect(text.contains("(b"))
        #expect(text.dropFirst().prefix(half).drop { $0 == "\n" } == text.suffix(half).drop { $0 == "\n" })
    }

    @Test(
        "Plain texts become what cmark makes of them",
        .enabled(if: SharedData.url("data/arxiv/papers.jsonl") != nil, "the sample papers are not there"))
    func likeCmark() throws {
        struct Paper: Decodable { let summary: String }
        let path = try #require(SharedData.url("data/arxiv/papers.jsonl"))
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        var compared = 0
        for line in lines {
            let text = try JSONDecoder().decode(Paper.self, from: Data(line.utf8)).summary
            let ours = ["$", "~", "<", "@", "://", "www.", "\\(", "\\["]
            guard !ours.contains(where: text.contains) else { continue }
            let plain = try #require(cmark_markdown_to_html(text, text.utf8.count, CMARK_OPT_DEFAULT))
            defer { free(plain) }
            #expect(html(text).replacingOccurrences(of: "&#39;", with: "'") == String(cString: plain))
            compared += 1
        }
        #expect(compared > 1_000)
    }
}
