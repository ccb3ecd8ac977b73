import Diagnostics
import Markup
import Testing

@Suite struct TemplateEscapingTests {
    private func text(_ template: String, as fileName: String, title: String) throws -> String {
        let source = TemplateSource(name: "page", file: SourceFile(path: "page", bytes: Array(template.utf8)))
        let (compiled, problems) = TemplateLibrary([source]).compile(
            "page", for: PageView.schema, escaping: Escaping(fileName: fileName))
        #expect(problems.isEmpty)
        var buffer = ByteBuffer()
        var renderer = TemplateRenderer()
        renderer.render(try #require(compiled), PageView(title: title), links: .rooted(basePath: "/"), into: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("a.svg", "<a> & \"b\" 'c'", "&lt;a&gt; &amp; &quot;b&quot; &#39;c&#39;"),
        (
            "a.js", "\"</script> 'x' `${y}` \\ \n\u{2028}",
            #"\"\u003C/script\u003E \u0027x\u0027 \u0060\u0024{y}\u0060 \\ \n\u2028"#
        ),
        ("a.webmanifest", "a\tb", "a\\u0009b"),
        ("a.min.css", "a\"b\\c;}\n<é #0d5c63 rgb(1,2%)", "a\\22 b\\5c c\\3b \\7d \\a \\3c é #0d5c63 rgb(1,2%)"),
    ])
    func value(fileName: String, title: String, expected: String) throws {
        #expect(try text("{{title}}", as: fileName, title: title) == expected)
    }

    @Test func whatIsNotAValueStaysAsItIs() throws {
        #expect(
            try text("if (a < b && '{{day.name}}') {{#isFinal}}\"{{url}}\"{{/isFinal}}", as: "a.js", title: "")
                == "if (a < b && 'Monday') \"/days/1/\"")
    }
}
