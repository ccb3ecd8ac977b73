import Diagnostics
import Markup
import TestSupport
import Testing

@Suite struct TemplateProblemTests {
    @Test(arguments: [
        // Names.
        ("a\n  {{ titel }}", "page.html:2:6-5 template-unknown-key: `page` has no key `titel` | did you mean `title`?"),
        (
            "{{#papers}}\n{{vote}}{{/papers}}",
            "page.html:2:3-4 template-unknown-key: none of `paper`, `page` has a key `vote` | did you mean `votes`?"
        ),
        ("{{day.nane}}", "page.html:1:7-4 template-unknown-key: `day` has no key `nane` | did you mean `name`?"),
        ("{{#title}}{{zzz}}{{/title}}", "page.html:1:13-3 template-unknown-key: `page` has no key `zzz`"),
        ("{{#wrong}}{{inner}}{{/wrong}}", "page.html:1:4-5 template-unknown-key: `page` has no key `wrong`"),
        // Kinds.
        (
            "{{{title}}}",
            "page.html:1:4-5 template-wrong-kind: `title` is a text: only HTML can be written unescaped | {{title}} writes it"
        ),
        (
            "{{&url}}",
            "page.html:1:4-3 template-wrong-kind: `url` is a link: only HTML can be written unescaped | {{url}} writes it"
        ),
        (
            "{{isFinal}}",
            "page.html:1:3-7 template-wrong-kind: `isFinal` is a flag and can't be written | {{#isFinal}} asks for it"
        ),
        (
            "{{papers}}",
            "page.html:1:3-6 template-wrong-kind: `papers` is a list of paper and can't be written | {{#papers}} goes through it"
        ),
        ("{{title.x}}", "page.html:1:3-5 template-wrong-kind: `title` is a text: it has no keys to reach with a dot"),
        (
            "{{.}}",
            "page.html:1:3-1 template-wrong-kind: `page` is a view: only texts, numbers, HTML and links are written with a dot"
        ),
        // Syntax.
        ("a {{title", "page.html:1:3-2 template-syntax: the tag that begins with {{ never ends"),
        ("{{{title}}", "page.html:1:1-2 template-syntax: the tag that begins with {{ never ends"),
        ("{{ }}", "page.html:1:1-5 template-syntax: the tag has no name"),
        ("{{#}}", "page.html:1:1-5 template-syntax: the tag has no name"),
        ("{{day..name}}", "page.html:1:3-9 template-syntax: a name is missing beside a dot"),
        (
            "{{a b}}",
            "page.html:1:3-3 template-syntax: a name has no spaces or braces in it; is the tag before this place closed?"
        ),
        ("{{=<%=}}", "page.html:1:1-8 template-syntax: new delimiters have to be two, without `=`, as in {{=<% %>=}}"),
        (
            "\n {{#isFinal}}",
            "page.html:2:2-12 template-syntax: {{#isFinal}} is never closed | {{/isFinal}} has to follow"
        ),
        ("x{{/day}}", "page.html:1:2-8 template-syntax: {{/day}} closes nothing that is open"),
        (
            "{{#day}}\n{{^isFinal}}\n{{/day}}",
            "page.html:3:1-8 template-syntax: {{/day}} stands where {{^isFinal}} has to be closed first | page.html:2:1-12 it was opened here"
        ),
        (
            "{{<page}}{{title}}{{/page}}",
            "page.html:1:10-9 template-syntax: between {{<…}} and its end only blocks count, not {{title}}"
        ),
        (
            "{{<p}}{{$a}}{{/a}}{{$a}}{{/a}}{{/p}}",
            "page.html:1:19-6 template-syntax: the block {{$a}} stands here a second time"
        ),
        // Templates.
        ("{{>layot}}", "page.html:1:4-5 missing-template: no template is called `layot` | did you mean `layout`?"),
        ("{{<xyz}}{{/xyz}}", "page.html:1:4-3 missing-template: no template is called `xyz`"),
        ("{{>loop}}", "pool.html:1:4-4 template-too-deep: the template includes itself without end"),
        ("{{>layout}}", "layout.html:1:3-4 template-unknown-key: `page` has no key `nope`"),
        ("{{>broken}}{{title}}", "broken.html:1:1-6 template-syntax: {{#a}} is never closed | {{/a}} has to follow"),
    ])
    func problem(template: String, expected: String) {
        let others = [
            "layout": "{{nope}}", "loop": "{{>pool}}", "pool": "{{>loop}}", "broken": "{{#a}}", "p": "{{$a}}{{/a}}",
        ]
        let templates = Templates(template, others)
        #expect(templates.problems == [expected])
        #expect(templates.text() == nil)
    }

    @Test func allProblemsAreReported() {
        let templates = Templates("{{a1}}\n{{>p}}{{>p}}{{#papers}}{{>p}}{{/papers}}{{b1}}", ["p": "{{c1}}"])
        #expect(
            templates.problems.map { $0.prefix { $0 != "-" } } == ["p.html:1:3", "page.html:1:3", "page.html:2:43"])
    }

    @Test func missingTemplate() {
        let result = Templates("").library.compile("pgae", for: PageView.schema)
        #expect(result.diagnostics.map(\.message) == ["no template is called `pgae`"])
        #expect(result.diagnostics.map(\.notes) == [[.init("did you mean `page`?")]])
    }

    @Test func includesThatNestTooDeep() {
        let chain = (0..<80).map { ("p\($0)", "{{>p\($0 + 1)}}") } + [("p80", "end")]
        let problems = Templates("{{>p0}}", Dictionary(uniqueKeysWithValues: chain)).problems
        #expect(problems.map { $0.prefix { $0 != ":" } } == ["p63.html"])
        #expect(Templates("{{>p20}}", Dictionary(uniqueKeysWithValues: chain)).text() == "end")
    }

    @Test func sectionsThatNestTooDeep() {
        func nested(_ depth: Int) -> String {
            String(repeating: "{{#isFinal}}", count: depth) + "x" + String(repeating: "{{/isFinal}}", count: depth)
        }
        #expect(Templates(nested(64)).text() == "x")
        #expect(Templates(nested(65)).problems.first?.contains("template-too-deep") == true)
        #expect(Templates(nested(100_000)).text() == nil)
    }

    /// Each of these would take minutes if anything in them were quadratic, or more if it were exponential.
    @Test(
        arguments: [
            String(repeating: "{{#isFinal}}x{{/isFinal}}\n", count: 50_000),
            String(repeating: "{{nope}}\n", count: 50_000),
            String(repeating: "{{/nope}}\n", count: 50_000),
            String(repeating: "{{=", count: 100_000),
            String(repeating: "{", count: 300_000),
            String(repeating: " \n", count: 100_000) + String(repeating: "{{$a}}\n\n{{/a}}", count: 20_000),
            "{{<page}}" + String(repeating: "{{$a}}{{/a}}", count: 20_000),
            String(repeating: " ", count: 20_000) + "{{>lines}}",
            "{{>twice0}}",
            String(repeating: "{{title.x.y}}{{.}}{{{title}}}", count: 20_000),
        ])
    func hostileTemplatesTakeNoTime(template: String) {
        var others = ["lines": String(repeating: "x\n", count: 20_000)]
        for index in 0..<60 {
            others["twice\(index)"] = "{{#zero}}{{>twice\(index + 1)}}{{>twice\(index + 1)}}{{/zero}}"
        }
        others["twice60"] = "x"
        #expect(ProcessorTime.of { _ = Templates(template, others).text() } < 60)
    }
}
