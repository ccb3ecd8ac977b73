import Diagnostics
import Foundation
import Markup
import TestSupport
import Testing

/// What writers of YAML, TOML and JSON write, their readers read again.
@Suite struct PlainValueTests {
    private func file(_ text: String) -> SourceFile { SourceFile(path: "x", bytes: Array(text.utf8)) }

    private static let texts = [
        "plain", "a: b", "a:b", "ends:", "# no", "a #b", "a#b", "- x", "-x", "[x]", "{x}", "a, b", "x]", "'single'",
        "\"double\"",
        "it's", #"back\slash"#, #"both "\" quotes"#, "", " ", " edges ", "NO", "yes", "true", "null", "~", "012", "1e3",
        "1:30",
        "2025-12-16", "0x1F", "1_000", ".5", "+1", "-1", "2306.07552", "2D Gaussians", "50% off", "@x", "`x`", "|x",
        ">x", "!x",
        "&x", "*x", "%x", "=", "<<", "? x", "tab\there", "line\nend", "\u{1}", "\u{7F}", "\u{85}", "\u{2028}",
        "\u{FEFF}",
        "é", "深度学习", "👩‍🔬", "a\u{301}", "key: 'v'", "...", "---", "--- x", #"\u0041"#, "$x_i$", #"$\alpha$: a"#,
        // Quotes with a mark over them are other characters, and quotes all the same.
        "'\u{301}\\x", "'\u{744}\\ b: c", "\"\u{301}", "[\"\u{301}, b: c", "\\\u{301} \"\u{301}, b: [c", ": \\\u{301}n",
    ]

    @Test func yamlOfTextsIsRead() throws {
        for text in Self.texts {
            for value in [
                PlainValue.text(text), .list([.text(text), .text("b")]),
                .table([.init("a", .text(text)), .init(text.isEmpty ? "e" : text + "k", .text("c"))]),
                .list([.table([.init("a", .text(text)), .init("b", .list([.text(text)]))])]),
            ] {
                let yaml = YAMLText.lines("key", value) + "next: 1\n"
                let (table, problems) = YAMLReader.read(file(yaml), range: 0..<yaml.utf8.count)
                #expect(problems.isEmpty, "\(yaml)")
                #expect(table?["key"].map { PlainValue($0).saysSame(as: value) } ?? false, "\(yaml)")
                #expect(table?["next"]?.content == .scalar("1", quoted: false), "\(yaml)")
            }
        }
    }

    /// What may be taken for something else by other readers of YAML is in quotes.
    @Test func yamlKeepsTextsTexts() throws {
        for text in [
            "NO", "yes", "true", "null", "012", "1e3", "1:30", "2025-12-16", "0x1F", "2306.07552", ".5", "+1", "on",
        ] {
            let yaml = YAMLText.lines("key", .text(text))
            #expect(yaml == "key: \"\(text)\"\n")
        }
        #expect(YAMLText.lines("key", .plain("2025-12-16")) == "key: 2025-12-16\n")
        #expect(YAMLText.lines("key", .text("2D Gaussians")) == "key: 2D Gaussians\n")
    }

    @Test func longListsGoOverLines() {
        let names = PlainValue.list((0..<8).map { .text("Somebody Whose Name Is Long \($0)") })
        #expect(YAMLText.lines("authors", names).hasPrefix("authors:\n  - Somebody Whose Name Is Long 0\n  - Some"))
        let tables = PlainValue.list([
            .table([.init("name", .text("Ada")), .init("orcid", .text("0000-0002-1825-0097"))])
        ])
        #expect(YAMLText.lines("authors", tables) == "authors:\n  - { name: Ada, orcid: \"0000-0002-1825-0097\" }\n")
    }

    @Test func tomlOfTextsIsRead() throws {
        for text in Self.texts where !text.unicodeScalars.contains("\u{FEFF}") {
            for value in [PlainValue.text(text), .list([.text(text)]), .table([.init("a", .text(text))])] {
                let toml = TOMLText.line("key", value)
                let (table, problems) = TOMLReader.read(file(toml), range: 0..<toml.utf8.count)
                #expect(problems.isEmpty, "\(toml)")
                #expect(table?["key"].map { PlainValue($0).saysSame(as: value) } ?? false, "\(toml)")
            }
        }
    }

    @Test func jsonOfTextsIsRead() throws {
        for text in Self.texts {
            let value = PlainValue.table([.init(text, .list([.text(text), .plain("1.50"), .plain("true"), .null]))])
            var buffer = ByteBuffer()
            buffer.append(json: value)
            let (read, problems) = JSONReader.read(file(buffer.text))
            #expect(problems.isEmpty)
            #expect(read.map { PlainValue($0) } == value, "\(buffer.text)")
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(buffer.bytes)) }
        }
    }

    @Test(arguments: [
        ("", "1:1", "the value is missing"), ("[1,]", "1:4", "this is no value; texts stand in double quotes"),
        ("{\"a\" 1}", "1:6", "a colon has to stand here"),
        ("{\"a\":1,\n \"a\":2}", "2:2", "the key `a` stands here a second time"),
        ("[1\n2]", "2:1", "a comma or the array's end has to stand here"), ("\"a", "1:1", "the text never ends"),
        ("\"\\x\"", "1:2", "there is no such escape in JSON"),
        ("\"\\u12\"", "1:2", "four hexadecimal digits have to follow `\\u`"),
        ("01", "1:1", "this is no value; texts stand in double quotes"),
        ("1 2", "1:3", "this follows after the value's end"),
        ("'a'", "1:1", "this is no value; texts stand in double quotes"),
        ("\"a\nb\"", "1:3", "a line end or another control character stands in a text"),
    ])
    func brokenJSONIsTold(json: String, place: String, message: String) throws {
        let problem = try #require(JSONReader.read(file(json)).diagnostics.first)
        #expect("\(problem.location?.line ?? 0):\(problem.location?.column ?? 0)" == place)
        #expect(problem.message == message)
    }

    @Test func deepJSONIsRefused() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(JSONReader.read(file(deep)).diagnostics.first?.message == "this lies too deep in other values")
    }

    @Test func surrogatesBecomeCharacters() {
        let (value, _) = JSONReader.read(file(#""\ud83d\ude00 \ud83d \udc00 \/""#))
        #expect(value?.content == .scalar("😀 \u{FFFD} \u{FFFD} /", quoted: true))
    }
}
