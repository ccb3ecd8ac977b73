import ArchiveLoading
import ArchiveModel
import Diagnostics
import Markup
import Testing

@Suite struct EntryWriterTests {
    private func changed(_ text: String, _ changes: [(EntryKey, PlainValue)], body: String? = nil) -> String? {
        EntryWriter.changed(
            SourceFile(path: "x.md", bytes: Array(text.utf8)), changes.map { (key: $0.0, value: $0.1) }, text: body
        ).map { String(decoding: $0, as: UTF8.self) }
    }

    private static let entry = """
        ---
        # The editor's own words.
        tags: [a, b] # chosen by hand
        title:   'A title'   # as printed
        date: 2025-12-16
        authors:
          - Ada
          # Second on purpose.
          - Bob

        # Numbers.
        upvotes: 3
        extra:
          mine: {x: 1}
        ---

        Text.

        """

    @Test func aValueChangesAndNothingElse() {
        let expected = Self.entry.replacing("upvotes: 3", with: "upvotes: 12").replacing(
            "'A title'  ", with: "\"No: other\"  ")
        #expect(changed(Self.entry, [(.upvotes, .plain("12")), (.title, .text("No: other"))]) == expected)
    }

    @Test func newKeysGoWhereNewEntriesHaveThem() {
        let expected = Self.entry
            .replacing("date: 2025-12-16\n", with: "date: 2025-12-16\npublished: 2025-12\n")
            .replacing("  - Bob\n", with: "  - Bob\ndoi: 10.1000/x\ncode: https://a.example/\n")
        #expect(
            changed(
                Self.entry,
                [(.published, .plain("2025-12")), (.code, .text("https://a.example/")), (.doi, .text("10.1000/x"))])
                == expected)
    }

    @Test func aListWithCommentsIsLeftAlone() {
        #expect(changed(Self.entry, [(.authors, .list([.text("Eve")]))]) == nil)
        let plain = Self.entry.replacing("  # Second on purpose.\n", with: "")
        #expect(
            changed(plain, [(.authors, .list([.text("Eve")]))])
                == plain.replacing("authors:\n  - Ada\n  - Bob", with: "authors: [Eve]"))
        #expect(
            changed(plain, [(.tags, .list([.text("c"), .text("d, e")]))])
                == plain.replacing("[a, b]", with: "[c, \"d, e\"]"))
    }

    @Test func theTextChanges() {
        #expect(changed(Self.entry, [], body: "Other.") == Self.entry.replacing("Text.", with: "Other."))
    }

    @Test func aliasesAndBrokenFilesAreLeftAlone() {
        let alias = "---\ntitle: &t x\nsummary: *t\n---\n"
        #expect(changed(alias, [(.summary, .text("other"))]) == alias.replacing("*t", with: "other"))
        #expect(changed(alias, [(.title, .text("y"))]) == nil)
        #expect(changed("no front matter", [(.title, .text("y"))]) == nil)
        #expect(changed("---\ntitle: [\n---\n", [(.title, .text("y"))]) == nil)
    }

    @Test func tomlStaysTOML() {
        let toml = "+++\ntitle = \"A\" # t\ndate = 2025-12-16\n\n[extra]\nmine = 1\n+++\n\nText.\n"
        #expect(
            changed(toml, [(.title, .text("B \"q\"")), (.upvotes, .plain("4")), (.tags, .list([.text("x")]))])
                == toml.replacing("\"A\"", with: #""B \"q\"""#).replacing(
                    "+++\ntitle", with: "+++\ntags = [\"x\"]\nupvotes = 4\ntitle"))
    }

    @Test func blockTextsAndEmptyValuesChange() {
        let entry = "---\ntitle: A\nsummary: >\n  folded\n  text\n\n# after\ndate: 2025-12-16\ndoi:\n---\n"
        #expect(changed(entry, [(.summary, .text("short"))]) == entry.replacing(">\n  folded\n  text", with: "short"))
    }

    @Test func aNewFileHasItsKeysInOrder() {
        var draft = EntryDraft()
        draft.set(.tags, list: ["x"])
        draft.set(.title, text: "On $x$: a study")
        draft[.date] = .plain("2025-12-16")
        draft.set(.arxiv, text: "2306.07552")
        draft.text = "Text."
        #expect(
            String(decoding: EntryWriter.file(draft), as: UTF8.self) == """
                ---
                title: "On $x$: a study"
                date: 2025-12-16
                arxiv: "2306.07552"
                tags: [x]
                ---

                Text.

                """)
    }
}
