import Foundation
import Markup
import Synchronization
import TestSupport
import Testing

@Suite("Markdown has limits")
struct MarkdownLimitTests {
    /// Each is repeated to some hundred kilobytes; what takes quadratic time would take minutes.
    @Test(
        "Hostile texts take no longer than others",
        arguments: [
            "*", "_", "*a_ ", "[", "![[]()", "[a](", "[a](b) ", "![l", "$", "$a ", "$$ ", "$$a\n", "\\(", "\\[a\n",
            "\\begin{align}", "\\begin{align}\n", "{$", "`",
            "``a`", "~", "~~a ", ">", "> ", "- ", "<", "<!--", "<? ", "<!A ", "<![CDATA[", "&", "@", "a@a", "http://a",
            "http://a[", "www.a/", "|",
            "|a|\n|-|\n", "\n|-|-|a", "a\n|-|-|\n", "# a\n", "[^1]", "[^2]**\"", "[^1]: a\n", "[^a]\n\n[^a]: b\n\n",
            "\\",
            "<div><!--", "a\n$$\n", "***a",
        ])
    func hostile(_ piece: String) {
        let text = String(repeating: piece, count: 150_000 / piece.utf8.count)
        let seconds = ProcessorTime.of {
            _ = html(text)
            _ = summary(text)
        }
        #expect(seconds < 10)
    }

    @Test("A deep nest overflows nothing")
    func depth() {
        let deep = html(String(repeating: ">", count: 4_000) + "a")
        #expect(deep.hasSuffix("</blockquote>\n"))
        #expect(html(String(repeating: ">", count: 200_000)) == "<p>\(String(repeating: "&gt;", count: 200_000))</p>\n")
        #expect(html((0..<800).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()).contains("<ul>"))
    }

    @Test("A table can't be made of few bytes a cell")
    func tables() {
        let row = { (cell: String, count: Int) in String(repeating: "|" + cell, count: count) + "\n" }
        let wide = row("a", 5_000) + row("-", 5_000)
        #expect(!html(wide).contains("<table"))
        let long = row("a", 20) + row("-", 20) + String(repeating: "a\n", count: 100_000)
        #expect(!html(long).contains("<table"))
        #expect(html(row("a", 60) + row("-", 60) + String(repeating: row("b", 60), count: 50)).contains("<table"))
    }

    @Test("Past a limit, a text is shown as it is written")
    func fallback() {
        let text = "a *b* <c>\n\n\n" + String(repeating: "[", count: 31_000) + "\n"
        #expect(html(text) == "<p>a *b* &lt;c&gt;</p>\n<p>\(String(repeating: "[", count: 31_000))</p>\n")
        #expect(summary(text, limit: 10).excerpt == "a *b* <c>…")
    }

    @Test("Long rules, many links and long lists are within the limits")
    func ordinary() {
        let filler = String(repeating: "word ", count: 2_000) + "\n\n"
        #expect(html(filler + String(repeating: "-", count: 200)).hasSuffix("<hr />\n"))
        #expect(html(String(repeating: "- [a](b)\n", count: 20_000)).hasSuffix("<li><a href=\"b\">a</a></li>\n</ul>\n"))
    }

    @Test("Eight threads make the bytes that one makes")
    func threads() {
        let documents = Documents(count: 20_000)
        let alone = documents.render()
        let results = Mutex<[[Int]]>([])
        let group = DispatchGroup()
        for _ in 0..<8 {
            group.enter()
            Thread.detachNewThread {
                let result = documents.render()
                results.withLock { $0.append(result) }
                group.leave()
            }
        }
        group.wait()
        #expect(results.withLock { $0.allSatisfy { $0 == alone } })
    }
}

/// Texts put together of pieces that use all of the syntax, the same in each run.
private struct Documents: Sendable {
    let count: Int

    private static let pieces = [
        "plain words ", "*a* ", "~~b~~ ", "Fig.~1 ", "$x_1$ ", "\\(y\\) ", "https://a.b/~c_d_ ", "www.a.bc ", "a@b.cd ",
        "`c` ", "[l](m) ", "![i](j.png) ", "\n\n", "\n\n# h\n\n", "\n- [x] t\n", "\n\n|a|b|\n|-|-|\n|$x$|~~d~~|\n\n",
        "[^1] ", "\n\n[^1]: note\n\n", "\n\n$$\n+ z\n$$\n\n", "<b> ", ": ", "$5 ", "\n> q\n\n",
    ]

    /// A hash of each text's HTML.
    func render() -> [Int] {
        var renderer = MarkdownRenderer()
        var state: UInt64 = 42
        return (0..<count).map { _ in
            var text: [UInt8] = []
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += Array(Self.pieces[Int((state >> 33) % UInt64(Self.pieces.count))].utf8)
            }
            return renderer.html(text[...], options: MarkdownOptions()).bytes.hashValue
        }
    }
}
