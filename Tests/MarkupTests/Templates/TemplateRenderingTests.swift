import Markup
import Synchronization
import Testing

@Suite struct TemplateRenderingTests {
    @Test(arguments: [
        ("{{title}}", "A &lt;day&gt;"),
        ("{{body}}|{{{body}}}|{{&body}}", "a &amp; b|a &amp; b|a &amp; b"),
        ("{{count}}{{{count}}}", "22"),
        ("{{url}}", "/days/1/"),
        ("[{{subtitle}}]", "[]"),
        ("{{ title }}{{! nothing }}.", "A &lt;day&gt;."),
        ("{{=<% %>=}}{{title}}<%count%><%={{ }}=%>{{count}}", "{{title}}22"),
        // Sections.
        ("{{#isFinal}}yes{{/isFinal}}{{^isFinal}}no{{/isFinal}}", "yes"),
        ("{{#count}}{{.}} papers{{/count}}{{^count}}none{{/count}}", "2 papers"),
        ("{{#zero}}some{{/zero}}{{^zero}}none{{/zero}}", "none"),
        ("{{#subtitle}}some{{/subtitle}}{{^subtitle}}none{{/subtitle}}", "none"),
        ("{{#title}}<{{.}}>{{/title}}", "<A &lt;day&gt;>"),
        ("{{#body}}{{{.}}}{{/body}}", "a &amp; b"),
        ("{{#url}}{{.}}{{/url}}", "/days/1/"),
        ("{{#papers}}{{title}}:{{#authors}} {{.}}{{/authors}};{{/papers}}", "One: Ann Bo;T&amp;wo:;"),
        ("{{^papers}}none{{/papers}}{{^menu}}no menu{{/menu}}", "no menu"),
        ("{{#papers}}{{#votes}}{{votes}}{{/votes}}{{^votes}}-{{/votes}}{{/papers}}", "--"),
        ("{{^subtitle}}1{{#zero}}2{{/zero}}{{^zero}}3{{/zero}}{{/subtitle}}{{^subtitle}}4{{/subtitle}}", "134"),
        (
            "{{#count}}1{{#subtitle}}2{{/subtitle}}{{/count}}{{^count}}3{{/count}}{{#count}}{{/count}}{{^zero}}4{{/zero}}",
            "14"
        ),
        ("{{#papers}}{{#zero}}{{/zero}}{{/papers}}{{^papers}}none{{/papers}}", ""),
        // A name within the section on it, where other sections hide its view or its value.
        ("{{#title}}<{{title}}{{#url}}{{url}}{{title}}{{/url}}>{{/title}}", "<A &lt;day&gt;/days/1/A &lt;day&gt;>"),
        ("{{#title}}{{#papers}}{{title}},{{/papers}}{{title}}{{/title}}", "One,T&amp;wo,A &lt;day&gt;"),
        (
            "{{#title}}{{#day.name}}{{title}}{{day.name}}{{/day.name}}{{title}}{{/title}}",
            "A &lt;day&gt;MondayA &lt;day&gt;"
        ),
        (
            "{{#papers}}{{#title}}{{#related}}{{title}}{{votes}}{{/related}}{{title}};{{/title}}{{/papers}}",
            "Rel7One;T&amp;wo;"
        ),
        // Names: up the stack of views, by what a view can have.
        ("{{#papers}}{{url}}{{count}} {{/papers}}", "/days/1/2 /days/1/2 "),
        ("{{#papers}}{{external}},{{/papers}}", "https://e.org/?a&amp;b,,"),
        ("{{#papers}}{{#related}}{{title}}{{votes}}{{/related}}{{title}},{{/papers}}", "Rel7One,T&amp;wo,"),
        ("{{day.name}}{{missing.name}}", "Monday"),
        (
            "{{#day}}{{name}}, {{title}}{{/day}}{{#missing}}x{{/missing}}{{^missing}}-{{/missing}}",
            "Monday, A &lt;day&gt;-"
        ),
        (
            "{{#day.name}}{{.}}{{/day.name}}{{#missing.name}}x{{/missing.name}}{{^missing.name}}-{{/missing.name}}",
            "Monday-"
        ),
        ("{{#day.papers}}x{{/day.papers}}{{^day.papers}}0{{/day.papers}}{{^missing.papers}}0{{/missing.papers}}", "00"),
        // Standalone lines.
        ("a\n  {{#isFinal}}  \n b\n{{/isFinal}}\nc", "a\n b\nc"),
        ("a\r\n{{#isFinal}}\r\nb\r\n{{/isFinal}}\r\nc", "a\r\nb\r\nc"),
        ("  {{#isFinal}}b{{/isFinal}}  \n", "  b  \n"),
        ("{{! several\n lines }}\n  {{count}}\n", "  2\n"),
    ])
    func text(template: String, expected: String) {
        let view = PageView(
            papers: [
                PaperView(
                    title: "One", external: .address("https://e.org/?a&b"), authors: ["Ann", "Bo"],
                    related: [PaperView(title: "Rel", votes: 7)]),
                PaperView(title: "T&wo"),
            ])
        #expect(Templates(template).text(of: view) == expected)
    }

    @Test func linksFollowThePage() {
        let links = LinkStyle.relative(from: Route("papers/x/"))
        #expect(Templates("{{url}}").text(links: links) == "../../days/1/index.html")
    }

    @Test(arguments: [
        // Partials.
        ("<{{>p}}>", "{{count}}\n", "<2\n>"),
        ("a\n  {{>p}}\nb", "1\n2\n", "a\n  1\n  2\nb"),
        ("a\n  {{>p}}\nb", "1\n  {{#isFinal}}\n2\n  {{/isFinal}}\n {{count}}", "a\n  1\n  2\n   2b"),
        ("a {{>p}}\nb", "1\n2", "a 1\n2\nb"),
        ("{{#papers}}\n- {{>p}}\n{{/papers}}\n", "{{title}}", "- One\n- Two\n"),
        // Parents and blocks.
        ("{{<p}}{{/p}}", "[{{$a}}{{count}}{{/a}}]", "[2]"),
        ("{{<p}}text{{$a}}{{title}}{{/a}}{{/p}}\n", "[{{$a}}{{/a}}]", "[A &lt;day&gt;]"),
        ("{{<p}}{{$b}}x{{/b}}{{/p}}", "{{$a}}1{{/a}}{{$b}}2{{/b}}", "1x"),
        ("{{<p}}\n{{$a}}\n  x\n   y\n{{/a}}\n{{/p}}\nz", "<\n    {{$a}}\n    {{/a}}\n>\n", "<\n    x\n     y\n>\nz"),
        ("  {{<p}}\n{{$a}}\n x\n{{/a}}\n  {{/p}}\nz", "<\n  {{$a}}\n    0\n  {{/a}}\n>\n", "  <\n      x\n  >\nz"),
        ("{{<p}}{{$a}}{{<p}}{{$a}}x{{/a}}{{/p}}{{/a}}{{/p}}", "({{$a}}{{/a}})", "((x))"),
        ("{{<p}}{{$a}}{{title}}{{/a}}{{/p}}", "{{#papers}}{{$a}}{{/a}},{{/papers}}", "One,Two,"),
        // Lines that are there for nothing but a section.
        ("{{<p}}{{$a}}\n{{#isFinal}}\n x\n{{/isFinal}}\n{{/a}}{{/p}}", " {{$a}}\n {{/a}}\n", "  x\n"),
    ])
    func includes(template: String, partial: String, expected: String) {
        let view = PageView(papers: [PaperView(title: "One"), PaperView(title: "Two")])
        #expect(Templates(template, ["p": partial]).text(of: view) == expected)
    }

    @Test func parentsOfParents() {
        let templates = Templates(
            "{{<paper}}{{$title}}T{{/title}}{{/paper}}",
            [
                "paper": "{{<layout}}{{$title}}paper{{/title}}{{$main}}main{{/main}}{{/layout}}",
                "layout": "{{>head}}<{{$main}}{{/main}}>", "head": "{{$title}}site{{/title}}",
            ])
        #expect(templates.text() == "T<main>")
    }

    @Test func recursion() {
        let menu = [
            MenuView(label: "a", children: [MenuView(label: "b", children: [MenuView(label: "c")])]),
            MenuView(label: "d"),
        ]
        let flat = Templates(
            "{{#menu}}{{>entry}}{{/menu}}", ["entry": "{{label}}({{#children}}{{>entry}}{{/children}})"])
        #expect(flat.text(of: PageView(menu: menu)) == "a(b(c()))d()")
        // Lines of deeper rounds are indented as those of the second.
        let lines = Templates(
            "{{#menu}}\n{{>entry}}\n{{/menu}}", ["entry": "{{label}}\n{{#children}}\n  {{>entry}}\n{{/children}}\n"])
        #expect(lines.text(of: PageView(menu: menu)) == "a\n  b\n  c\nd\n")
    }

    @Test func recursionHasAnEnd() {
        let deep = (0..<1000).reduce(MenuView(label: "x")) { entry, _ in MenuView(label: "x", children: [entry]) }
        let templates = Templates("{{#menu}}{{>e}}{{/menu}}", ["e": "{{label}}{{#children}}{{>e}}{{/children}}"])
        let text = templates.text(of: PageView(menu: [deep]))
        // The page, then a section and a call for each letter.
        #expect(text?.utf8.count == (256 - 3) / 2 + 1)
        let endless = Templates("{{>e}}", ["e": "x{{#isFinal}}{{>e}}{{/isFinal}}"])
        #expect(endless.text()?.utf8.count == 255)
    }

    @Test func viewsInViewsOfTheSameKindComeBack() {
        let papers = [
            PaperView(title: "a", related: [PaperView(title: "b", related: [PaperView(title: "c")])])
        ]
        let templates = Templates(
            "{{#papers}}{{#related}}{{title}}{{#related}}{{title}}{{/related}}{{title}}{{/related}}{{title}}{{/papers}}{{title}}"
        )
        #expect(templates.text(of: PageView(title: "p", papers: papers)) == "bcbap")
    }

    @Test func schemasMadeAtRunTime() throws {
        let options = TemplateSchema<[String]>(
            "options", "What the theme may choose.", [.text("first", "The first.") { $0.first }])
        let schema = TemplateSchema<PageView>(
            "page", "A page.",
            [.view("options", "Choices.", schema: options) { $0.tags }, .text("title", "It.") { $0.title }])
        let result = Templates("{{options.first}}{{#options}}{{first}}{{title}}{{/options}}").library
            .compile("page", for: schema)
        var buffer = ByteBuffer()
        var renderer = TemplateRenderer()
        renderer.render(
            try #require(result.template), PageView(title: "t", tags: ["o"]), links: .rooted(basePath: "/"),
            into: &buffer)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == "oot")
    }

    @Test func constantsAreEvaluatedOnceALinkStyle() throws {
        let schema = TemplateSchema<PageView>(
            "page", "A page.",
            [
                .text("site", "The same everywhere.") { $0.tags.first }.constant,
                .link("home", "The same place everywhere.") { _ in .route(.home) }.constant,
                .text("title", "It.") { $0.title },
            ])
        let result = Templates("{{#site}}<{{site}} {{home}}{{^title}}?{{/title}}{{title}}>{{/site}}").library
            .compile("page", for: schema)
        let template = try #require(result.template)
        var renderer = TemplateRenderer()
        func text(_ title: String, _ site: String, _ prefix: String) -> String {
            var buffer = ByteBuffer()
            renderer.render(
                template, PageView(title: title, tags: [site]), links: .rooted(basePath: prefix), into: &buffer)
            return String(decoding: buffer.bytes, as: UTF8.self)
        }
        #expect(text("a", "one", "/") == "<one /a>")
        // That it is not asked for again shows only where somebody breaks the promise.
        #expect(text("", "two", "/") == "<one /?>")
        #expect(text("b", "one", "/base/") == "<one /base/b>")
    }

    @Test(arguments: [("a", "aa"), ("", "none")])
    func aSectionsValueIsAskedForOnce(title: String, expected: String) throws {
        let asked = Mutex(0)
        let schema = TemplateSchema<PageView>(
            "page", "A page.",
            [
                .text("title", "It.") { page in
                    asked.withLock { $0 += 1 }
                    return page.title
                }
            ])
        let result = Templates("{{#title}}{{title}}{{title}}{{/title}}{{^title}}none{{/title}}").library
            .compile("page", for: schema)
        var buffer = ByteBuffer()
        var renderer = TemplateRenderer()
        renderer.render(
            try #require(result.template), PageView(title: title), links: .rooted(basePath: "/"), into: &buffer)
        #expect(buffer.text == expected)
        #expect(asked.withLock { $0 } == 1)
    }

    /// A page with names that come back on others.
    private struct Named: Sendable {
        let names: [String]
        let page: String
    }

    /// A template of ``Named``, and how often its names were asked for their texts.
    private final class CountedTemplate: Sendable {
        private let asked = Mutex(0)

        var count: Int { asked.withLock { $0 } }

        func compile(_ template: String) -> Template<Named>? {
            let item = TemplateSchema<String>(
                "item", "An item.",
                [
                    .text(".", "It.") { [self] name in
                        asked.withLock { $0 += 1 }
                        return name
                    },
                    .link("home", "The same place for all.") { _ in .route(.home) },
                ])
            let schema = TemplateSchema<Named>(
                "page", "A page.",
                [
                    .list("names", "Names.", schema: item, identity: { $0.hashValue }) { $0.names },
                    .text("page", "The page's own.") { $0.page },
                ])
            return Templates(template, ["item": "[{{.}}]"]).library.compile("page", for: schema).template
        }
    }

    private func text(
        _ template: Template<Named>, _ names: [String], page: String = "", prefix: String = "/",
        by renderer: inout TemplateRenderer
    ) -> String {
        var buffer = ByteBuffer()
        renderer.render(template, Named(names: names, page: page), links: .rooted(basePath: prefix), into: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("{{#names}}{{>item}}{{/names}}", 2, "[a][b]|[b][a][b]"),
        // What else the section asks for may differ from page to page.
        ("{{#names}}{{.}}{{page}}{{/names}}", 5, "a1b1|b2a2b2"),
        ("{{#names}}{{#page}}{{>item}}{{/page}}{{/names}}", 0, "[1][1]|[2][2][2]"),
    ])
    func whatComesBackIsMadeOnce(template: String, count: Int, expected: String) throws {
        let counted = CountedTemplate()
        let template = try #require(counted.compile(template))
        var renderer = TemplateRenderer()
        let first = text(template, ["a", "b"], page: "1", by: &renderer)
        let second = text(template, ["b", "a", "b"], page: "2", by: &renderer)
        #expect("\(first)|\(second)" == expected)
        #expect(counted.count == count)
    }

    @Test(arguments: [(limit: 1 << 20, count: 3), (limit: 0, count: 5)])
    func whatComesBackIsMadeOnceByAllRenderersWhileThereIsRoom(limit: Int, count: Int) throws {
        let counted = CountedTemplate()
        let template = try #require(counted.compile("{{#names}}{{>item}}{{/names}}"))
        let fragments = Fragments(limit: limit)
        var one = TemplateRenderer(fragments: fragments)
        var other = TemplateRenderer(fragments: fragments)
        #expect(text(template, ["a", "b"], by: &one) == "[a][b]")
        #expect(text(template, ["b", "c", "a"], by: &other) == "[b][c][a]")
        #expect(counted.count == count)
    }

    @Test func fragmentsAreOfOneTemplateAndOneLinkStyle() throws {
        let counted = CountedTemplate()
        let fragments = Fragments()
        // The sections begin at the same instruction, and their views are the same.
        let templates = [
            try #require(counted.compile("{{#names}}<{{home}}>{{/names}}")),
            try #require(counted.compile("{{#names}}({{home}}){{/names}}")),
        ]
        // In another order by each renderer, as by the threads of a build.
        for order in [[0, 1], [1, 0]] {
            var renderer = TemplateRenderer(fragments: fragments)
            let texts = order.map { place in
                ["/", "/base/"].map { text(templates[place], ["a"], prefix: $0, by: &renderer) }
            }
            #expect(texts == order.map { [["</>", "</base/>"], ["(/)", "(/base/)"]][$0] })
        }
    }

    @Test func description() {
        let all = PageView.schema.descriptions
        #expect(all.map(\.name) == ["page", "day", "paper", "menu entry"])
        #expect(all[0].summary == "A page of the site.")
        #expect(
            all[0].keys.map { "\($0.name): \($0.kind)" } == [
                "title: text", "url: link", "count: number", "zero: number", "subtitle: text", "isFinal: flag",
                "body: HTML", "day: view day", "missing: view day", "papers: list of paper", "tags: list of text",
                "menu: list of menu entry",
            ])
        #expect(all[1].keys[0] == PageView.schema.descriptions[1].keys[0])
        #expect(all[3].keys[1].summary == "The entries below it.")
    }
}
