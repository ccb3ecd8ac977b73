import Diagnostics
import Foundation
import Markup
import TestSupport
import Testing

/// `key=value` lines of a value, with the text that its range covers: a form that tests can compare.
private func outline(_ value: MetadataValue, of text: String) -> String {
    func source(_ range: ByteRange) -> String { String(decoding: Array(text.utf8)[range], as: UTF8.self) }
    switch value.content {
    case .null: return "null"
    case .scalar(let scalar, let quoted): return "\(quoted ? "'\(scalar)'" : scalar)@\(source(value.range))"
    case .list(let items): return "[" + items.map { outline($0, of: text) }.joined(separator: ", ") + "]"
    case .table(let entries):
        return "{"
            + entries.map { "\($0.key)(\(source($0.keyRange))): \(outline($0.value, of: text))" }
            .joined(separator: ", ") + "}"
    }
}

private func file(_ text: String) -> SourceFile { SourceFile(path: "a.md", bytes: Array(text.utf8)) }

@Suite("YAML")
struct YAMLReaderTests {
    @Test(
        "Values stay as written and know their bytes",
        arguments: [
            ("a: NO\nb: 012\nc: 1:30", "{a(a): NO@NO, b(b): 012@012, c(c): 1:30@1:30}"),
            (
                "\u{E9}\u{1F680}: 'x'  # no\nb: \"\u{E9}\"",
                "{\u{E9}\u{1F680}(\u{E9}\u{1F680}): 'x'@'x', b(b): '\u{E9}'@\"\u{E9}\"}"
            ),
            ("a:\nb: ~\nc: ''", "{a(a): null, b(b): null, c(c): ''@''}"),
            ("a: [x, 'y']\nb:\n- z\n", "{a(a): [x@x, 'y'@'y'], b(b): [z@z]}"),
            ("a: &n {x: 1}\nb: *n", "{a(a): {x(x): 1@1}, b(b): {x(x): 1@1}}"),
            ("a: &n {x: 1, y: 2}\nb: {<<: *n, x: 3}", "{a(a): {x(x): 1@1, y(y): 2@2}, b(b): {x(x): 3@3, y(y): 2@2}}"),
            ("a: one\r\n  two\r\nb: 1\r\n", "{a(a): one two@one\r\n  two, b(b): 1@1}"),
            ("# only this\n", "{}"),
        ])
    func values(text: String, expected: String) throws {
        let file = file(text)
        let result = YAMLReader.read(file, range: 0..<file.bytes.count)
        #expect(result.diagnostics == [])
        #expect(outline(try #require(result.table), of: text) == expected)
    }

    @Test(
        "Mistakes have their line and column",
        arguments: [
            ("a: 1\n1️⃣a: 2", "`a` stands here a second time"),
            ("a: 1️⃣*b", "no value is called &b above here"),
            ("a: 1️⃣!!python/object x", nil), ("1️⃣- a", "this has to be keys with values, one `key: value` a line"),
            ("a: [1\nb: 2️⃣1", nil), ("1️⃣[a]: 1", "a key has to be text"),
        ] as [(String, String?)])
    func mistakes(marked: String, message: String?) throws {
        let text = MarkedText(marked)
        let file = SourceFile(path: "a.md", bytes: text.bytes)
        let result = YAMLReader.read(file, range: 0..<file.bytes.count)
        let first = try #require(result.diagnostics.first)
        if let message { #expect(first.message == message) }
        if text["1️⃣"] >= 0 {
            #expect("\(first.location?.line ?? 0):\(first.location?.column ?? 0)" == text.place("1️⃣"))
        }
        #expect(result.table == nil)
    }

    @Test("A billion laughs and a thousand brackets are refused at once")
    func hostile() {
        let laughs = (1...12).map {
            "k\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]"
        }
        for text in ["k0: &a0 ha\n" + laughs.joined(separator: "\n"), "a: " + String(repeating: "[", count: 10_000)] {
            let file = file(text)
            let result = YAMLReader.read(file, range: 0..<file.bytes.count)
            #expect(result.table == nil)
            #expect(result.diagnostics.first?.id == .yamlSyntax)
        }
    }
}

@Suite("TOML")
struct TOMLReaderTests {
    @Test(
        "Values stay as written and know their bytes",
        arguments: [
            (
                "a = 1\n[t]\nb = 'x' # no\n[t.u]\nc = true",
                "{a(a): 1@1, t(t): {b(b): 'x'@'x', u(u): {c(c): true@true}}}"
            ),
            ("a.b.c = 2025-12-16", "{a(a): {b(b): {c(c): 2025-12-16@2025-12-16}}}"),
            ("d = 1979-05-27 07:32:00Z\n", "{d(d): 1979-05-27 07:32:00Z@1979-05-27 07:32:00Z}"),
            ("a = [ 1, # one\n 2, ]", "{a(a): [1@1, 2@2]}"),
            ("[[x]]\na = 1\n[[x]]\na = 2", "{x(x): [{a(a): 1@1}, {a(a): 2@2}]}"),
            ("a = { b = 1, \"c d\" = 'e' }", "{a(a): {b(b): 1@1, c d(\"c d\"): 'e'@'e'}}"),
            ("a = \"\\u00e9\\t\\\"\"", "{a(a): '\u{E9}\t\"'@\"\\u00e9\\t\\\"\"}"),
            ("a = \"\"\"\nx \\\n   y\"\"\"\"", "{a(a): 'x y\"'@\"\"\"\nx \\\n   y\"\"\"\"}"),
        ])
    func values(text: String, expected: String) throws {
        let file = file(text)
        let result = TOMLReader.read(file, range: 0..<file.bytes.count)
        #expect(result.diagnostics == [])
        #expect(outline(try #require(result.table), of: text) == expected)
    }

    @Test("Mistakes have their line", arguments: [("a = 1\nb = \n", 2), ("a = 1\na = 2\n", 2), ("x = [1, 2\n", 1)])
    func mistakes(text: String, line: Int) {
        let file = file(text)
        let result = TOMLReader.read(file, range: 0..<file.bytes.count)
        #expect(result.table == nil)
        #expect(abs((result.diagnostics.first?.location?.line ?? 0) - line) <= 1)
    }

    @Test("Ten thousand brackets are refused at once")
    func hostile() {
        let file = file("a = " + String(repeating: "[", count: 10_000))
        #expect(TOMLReader.read(file, range: 0..<file.bytes.count).diagnostics.first?.id == .tomlSyntax)
    }

    @Test(
        "What would end the library is refused",
        arguments: [
            ("[!x]", 2), ("a = 1\n[ \u{E9}]", 3), ("[[ .a]]", 4), ("[[[", 3), ("\u{FEFF}[!]", 5), ("[[ [a]]]", 4),
            ("[\u{3}x]", 2), ("  [,]", 4),
            (String(repeating: "a.", count: 50_000) + "b = 1", 66),
            ("[" + String(repeating: "a . ", count: 40) + "b]", 132),
        ])
    func ending(text: String, column: Int) {
        let file = file(text)
        let problem = TOMLReader.read(file, range: 0..<file.bytes.count).diagnostics.first
        #expect(problem?.id == .tomlSyntax)
        #expect(problem?.location?.column == column)
    }

    @Test("Brackets and dots in strings and comments are none", arguments: ["\"", "'", "\"\"\"", "'''"])
    func quoted(quote: String) {
        let noise = String(repeating: "[.{", count: 50) + "#"
        let file = file(
            "# \(noise)\na = \(quote)\(noise)\(quote)\nb = [\(quote)\(noise)\(quote)] # \(noise)\n[c]\n")
        #expect(TOMLReader.read(file, range: 0..<file.bytes.count).diagnostics == [])
    }
}

@Suite("Front matter")
struct FrontMatterTests {
    @Test("The block and the text are told apart", arguments: ["\n", "\r\n"])
    func split(newline: String) throws {
        for (fence, bom) in [("---", ""), ("+++", ""), ("---", "\u{FEFF}")] {
            let lines = [fence, "a: 1", fence + "  ", "text", fence]
            let file = file(bom + lines.joined(separator: newline))
            let found = try #require(FrontMatter.split(file).frontMatter)
            #expect(String(decoding: file.bytes[found.body], as: UTF8.self) == "text" + newline + fence)
            #expect(String(decoding: file.bytes[found.range], as: UTF8.self) == "a: 1" + newline)
        }
    }

    @Test("None and unterminated ones are reported")
    func missing() {
        #expect(FrontMatter.split(file("hello")).diagnostics.first?.id == .missingFrontMatter)
        #expect(FrontMatter.split(file("")).diagnostics.first?.id == .missingFrontMatter)
        #expect(FrontMatter.split(file("---\na: 1\n")).diagnostics.first?.id == .unterminatedFrontMatter)
    }

    @Test("Bytes that are no text are found at their place")
    func textCheck() {
        #expect(TextCheck.problem(in: file("plain text, longer than eight bytes")) == nil)
        #expect(TextCheck.problem(in: file("\u{E9}\u{1F680}")) == nil)
        let broken = SourceFile(path: "a.md", bytes: Array("\u{E9}\nab".utf8) + [0xFF] + Array("cdefghijk".utf8))
        #expect(TextCheck.problem(in: broken)?.location?.column == 3)
        #expect(TextCheck.problem(in: file("abcdefgh\0ijk"))?.id == .fileHasNUL)
    }

    @Test(
        "Real posts of a proceedings series read",
        .enabled(if: SharedData.folder != nil, "needs the shared sample data"))
    func realPosts() throws {
        let folder = try #require(SharedData.folder) + "/data/pmlr"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count == 56)
        for name in names {
            let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
            let file = SourceFile(path: name, bytes: bytes)
            let found = try #require(FrontMatter.split(file).frontMatter)
            let result = found.table(in: file)
            #expect(result.diagnostics == [])
            #expect(result.table?["title"] != nil)
        }
    }
}

@Suite("Reading tables by type")
struct TableReaderTests {
    private enum Color: String, CaseIterable { case red, green }

    private func reader(_ text: String) throws -> TableReader {
        let file = file(text)
        return TableReader(
            try #require(YAMLReader.read(file, range: 0..<file.bytes.count).table), in: file, name: "entry")
    }

    @Test("Values of the right type come out")
    func values() throws {
        var reader = try reader("a: ' x '\nb: 12\nc: true\nd: [x, y]\ne: z\nf: green\ng: {h: 1}\n")
        #expect(reader.text("a")?.value == "x")
        #expect(reader.integer("b", in: 0...100)?.value == 12)
        #expect(reader.flag("c")?.value == true)
        #expect(reader.texts("d").map(\.value) == ["x", "y"])
        #expect(reader.texts("e").map(\.value) == ["z"])
        #expect(reader.choice("f", as: Color.self)?.value == .green)
        let found = reader.table("g", name: "g")
        var inner = try #require(found)
        #expect(inner.integer("h", in: 0...9)?.value == 1)
        reader.absorb(inner)
        reader.finish()
        #expect(reader.diagnostics == [])
    }

    @Test("All complaints are kept, each at its place")
    func complaints() throws {
        var reader = try reader("a: [x]\nb: '12'\nb2: 300\nc: yes\nd: {x: 1}\nf: gren\ntitel: x\n")
        _ = reader.text("a")
        _ = reader.integer("b", in: 0...100)
        _ = reader.integer("b2", in: 0...100)
        _ = reader.flag("c")
        _ = reader.texts("d")
        _ = reader.choice("f", as: Color.self)
        _ = reader.requiredText("title")
        reader.finish()
        let lines = reader.diagnostics.sorted().map { problem in
            "\(problem.location?.line ?? 0):\(problem.location?.column ?? 0) \(problem.message)"
                + problem.notes.map { " (\($0.message))" }.joined()
        }
        #expect(
            lines == [
                "1:1 the entry has no `title`", "1:4 `a` has to be text, not a list",
                "2:4 `b` has to be a whole number, not text in quotes", "3:5 `b2` has to be at most 100, not 300",
                "4:4 `c` has to be true or false, not `yes`", "5:4 `d` has to be text, not a table",
                "6:4 `f` can't be `gren` (did you mean `green`?) (it can be red, green)",
                "7:1 the entry has no key `titel` (did you mean `title`?)",
            ])
    }
}
