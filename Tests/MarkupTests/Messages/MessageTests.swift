import Diagnostics
import Markup
import Testing

@Suite struct MessageTests {
    /// Renders a template whose theme has the messages of a TOML table; with `nil`, what is wrong.
    private func text(_ template: String, _ toml: String, language: String = "en", zero: Int = 0) -> String {
        let file = SourceFile(path: "en.toml", bytes: Array(toml.utf8))
        let (table, problems) = TOMLReader.read(file, range: 0..<file.bytes.count)
        guard let table else { return problems.map(\.message).joined() }
        var reader = TableReader(table, in: file, name: "language file")
        var messages: [String: Message] = [:]
        for key in reader.keys {
            if let value = reader.value(key) { messages[key] = Message(value, key: key, in: file, &reader) }
        }
        let source = TemplateSource(name: "page", file: SourceFile(path: "page.html", bytes: Array(template.utf8)))
        let catalog = MessageCatalog(messages, plurals: PluralRule(language: language))
        let library = TemplateLibrary([source], messages: catalog)
        let (compiled, wrong) = library.compile("page", for: PageView.schema)
        let all = reader.diagnostics + wrong
        guard let compiled, all.isEmpty else { return all.map(Self.line).joined(separator: "\n") }
        var view = PageView(title: "A <day>")
        view.zero = zero
        var buffer = ByteBuffer()
        var renderer = TemplateRenderer()
        renderer.render(compiled, view, links: .rooted(basePath: "/"), into: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    private static func line(_ problem: Diagnostic) -> String {
        let place = problem.location.map { "\($0.path):\($0.line):\($0.column)" } ?? ""
        return (["\(place) \(problem.id.rawValue): \(problem.message)"] + problem.notes.map(\.message))
            .joined(separator: " | ")
    }

    @Test(arguments: [
        ("{{text.a}}", "a = \"x < 'y'\"", "x &lt; &#39;y&#39;"),
        ("<p title=\"{{text.a}}\">", "a = 'of {title}, {count} times'", "<p title=\"of A &lt;day&gt;, 2 times\">"),
        ("{{text.a}}", "a = '{day.name}{missing.name}'", "Monday"),
        ("{{text.a}}", "a = { one = '{count} paper', other = '{count} papers' }", "2 papers"),
        ("{{text.a}}", "a = { by = 'zero', one = 'one', other = '{zero} papers' }", "0 papers"),
        ("{{#day}}{{text.a}}{{/day}}", "a = '{name} of {title}'", "Monday of A &lt;day&gt;"),
    ])
    func written(template: String, toml: String, expected: String) { #expect(text(template, toml) == expected) }

    @Test func theLanguageChoosesThePlural() {
        let toml = "a = { by = 'zero', one = 'plik', few = '{zero} pliki', many = '{zero} plików', other = '?' }"
        #expect(
            [0, 1, 2, 5, 22].map { text("{{text.a}}", toml, language: "pl", zero: $0) } == [
                "0 plików", "plik", "2 pliki", "5 plików", "22 pliki",
            ])
        // A form that the message hasn't is `other`.
        #expect(
            text("{{text.a}}", "a = { by = 'zero', other = '{zero} plików' }", language: "pl", zero: 1) == "1 plików")
    }

    @Test(arguments: [
        (
            "{{text.papres}}", "papers = 'x'",
            "page.html:1:8 template-unknown-key: the theme has no message `papres` | did you mean `papers`?"
        ),
        (
            "{{{text.a}}}", "a = 'x'",
            "page.html:1:4 template-wrong-kind: `text.a` is a message: only HTML can be written unescaped | {{text.a}} writes it"
        ),
        (
            "{{#text.a}}{{/text.a}}", "a = 'x'",
            "page.html:1:4 template-wrong-kind: `text.a` is a message, which is always there | {{text.a}} writes it"
        ),
        // What is wrong in a message is wrong in its file.
        (
            "{{text.a}}", "a = 'of {titel}'",
            "en.toml:1:10 template-unknown-key: `page` has no key `titel` | did you mean `title`?"
        ),
        (
            "{{text.a}}", "a = \"\\u0020{titel}\"",
            "en.toml:1:5 template-unknown-key: `page` has no key `titel` | did you mean `title`?"
        ),
        (
            "{{text.a}}", "a = { by = 'title', other = 'x' }",
            "en.toml:1:12 template-wrong-kind: `title` is a text: no number to choose a plural by"
        ),
        (
            "{{text.a}}", "a = '{text.b}'\nb = ''", "en.toml:1:7 template-wrong-kind: a message can't show another one"
        ),
        (
            "", "a = '{ title}'",
            "en.toml:1:5 invalid-value: `{` has to begin a name that ends with `}`, such as {count}"
        ),
        ("", "a = { one = 'x' }", "en.toml:1:5 missing-key: the message `a` has no `other`"),
        ("", "a = ['x']", "en.toml:1:5 wrong-type: the message `a` has to be text, or a table of plurals"),
        (
            "", "a = { othr = 'x', other = 'y' }",
            "en.toml:1:7 unknown-key: the message `a` has no key `othr` | did you mean `other`?"
        ),
    ])
    func problem(template: String, toml: String, expected: String) { #expect(text(template, toml) == expected) }
}
