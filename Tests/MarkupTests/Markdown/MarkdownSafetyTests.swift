import Markup
import Testing

@Suite("Markdown of strangers is safe")
struct MarkdownSafetyTests {
    @Test(
        "Dangerous addresses become no link",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
            "<java\tscript:alert(1)>", "<  javascript:alert(1)>", "java&#10;script:alert(1)", "&#1;javascript:a",
            "vbscript:a", "file:///etc/passwd", "data:text/html,a", "data:image/png;base64,a", "blob:a", "ftp://a/b",
            "view-source:http://a", "javascript\\:alert(1)", "é:a", "intent://a", "tel:1",
        ])
    func addresses(_ address: String) {
        #expect(html("[x](\(address))") == "<p>x</p>\n")
        #expect(html("![x](\(address))") == "<p>x</p>\n")
        #expect(html("[x][y]\n\n[y]: \(address)") == "<p>x</p>\n")
    }

    @Test(
        "Harmless addresses stay links",
        arguments: [
            Sample("a/b:c", "a/b:c"), Sample("#a:b", "#a:b"), Sample("?a:b", "?a:b"),
            Sample("index.html", "index.html"),
            Sample("mailto:a@b.c", "mailto:a@b.c"), Sample("/a%20é'\\\"", "/a%20%C3%A9&#39;%22"),
            Sample("../a", "../a"),
        ])
    func harmless(_ sample: Sample) {
        #expect(html("[x](\(sample.text))") == "<p><a href=\"\(sample.expected)\">x</a></p>\n")
    }

    @Test("Absolute links say nothing good of what they lead to", arguments: ["https://a/b", "HTTP://a/b", "//a/b"])
    func absolute(_ address: String) {
        #expect(html("[x](\(address))") == "<p><a href=\"\(address)\" rel=\"noopener nofollow ugc\">x</a></p>\n")
    }

    @Test(
        "Images of other hosts are not loaded",
        arguments: [
            Sample("![x](https://a/b.png)", "<a href=\"https://a/b.png\" rel=\"noopener nofollow ugc\">x</a>"),
            Sample("![](//a/b.png)", "<a href=\"//a/b.png\" rel=\"noopener nofollow ugc\">//a/b.png</a>"),
            Sample("![x](/\\\\a/b.png)", "<a href=\"/%5Ca/b.png\" rel=\"noopener nofollow ugc\">x</a>"),
            Sample("[![x](https://a/b.png)](c)", "<a href=\"c\">x</a>"),
            Sample("![x]()", "x"),
        ])
    func images(_ sample: Sample) { #expect(html(sample.text) == "<p>\(sample.expected)</p>\n") }

    @Test(
        "Raw HTML is text, comments are nothing",
        arguments: [
            Sample("<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n"),
            Sample("a <img src=x onerror=y>", "<p>a &lt;img src=x onerror=y&gt;</p>\n"),
            Sample("a <!-- b --> c", "<p>a  c</p>\n"),
            Sample("<!-- a\n\nb -->\nc", "<p>c</p>\n"),
            Sample("<!-- a --> <b>", "<p>&lt;b&gt;</p>\n"),
            Sample("<div>\n<!-- a\nb", "<p>&lt;div&gt;</p>\n"),
            Sample("$<b>$ `<b>`", "<p><math>&lt;b&gt;</math> <code>&lt;b&gt;</code></p>\n"),
            Sample("```<b>\"\n```", "<pre><code class=\"language-&lt;b&gt;&quot;\"></code></pre>\n"),
            Sample(
                "![\"<b>](a \"\\\"<c>\")",
                "<p><img src=\"a\" alt=\"&quot;&lt;b&gt;\" title=\"&quot;&lt;c&gt;\" loading=\"lazy\" /></p>\n"),
            Sample("a\u{0}\u{1}b", "<p>a\u{FFFD}\u{FFFD}b</p>\n"),
        ])
    func rawHTML(_ sample: Sample) { #expect(html(sample.text) == sample.expected) }

    @Test("Links are never in links", arguments: ["[a <http://b> c](d)", "[a http://b c](d)", "[a ![b](//c) d](e)"])
    func nesting(_ text: String) { #expect(html(text).components("<a ") == 2) }
}

extension String {
    /// How many pieces a separator makes.
    fileprivate func components(_ separator: String) -> Int {
        var count = 1
        var rest = self[...]
        while let start = rest.firstRange(of: separator) {
            count += 1
            rest = rest[start.upperBound...]
        }
        return count
    }
}
