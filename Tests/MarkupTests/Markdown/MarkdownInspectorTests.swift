import Markup
import Testing

@Suite("What a Markdown text begins with and leads to")
struct MarkdownInspectorTests {
    @Test(
        "Excerpts",
        arguments: [
            Sample("# A *b*\n\nc\n`d`  [e](f) ![g](h)", "A b c d e"),
            Sample("Fig.~1 $x_1$ \\(y\\) <b> $$z$$", "Fig.\u{A0}1 $x_1$ \\(y\\) $$z$$"),
            Sample("$$\na\nb\n$$\nc", "$$a b$$ c"),
            Sample("a[^1]\n\n[^1]: b", "a"),
            Sample("|a|b|\n|-|-|\n|c|d|", "a b c d"),
            Sample("", ""),
        ])
    func excerpts(_ sample: Sample) { #expect(summary(sample.text).excerpt == sample.expected) }

    @Test(
        "Excerpts are cut at a word",
        arguments: [
            Sample("one two six", "one two six"), Sample("one two seven", "one two…"), Sample("one $a b c d$", "one…"),
            Sample("abcdefghijklm", "abcdefghij…"), Sample("éééé éé ééééé", "éééé éé…"),
            Sample("one two se*v*en", "one two…"),
            Sample("1234567890 x", "1234567890…"), Sample("12345678901 x", "1234567890…"),
        ])
    func cut(_ sample: Sample) {
        let excerpt = summary(sample.text, limit: 11).excerpt
        #expect(excerpt == sample.expected)
        #expect(excerpt.count <= 11)
    }

    @Test("Destinations with their places")
    func destinations() {
        let text = """
            a [b](c.pdf) ![d](e.png)

            $$
            + x
            $$

            - a $x
              y$ [f](g)
              [h](i) <http://j>
            """
        let found = summary(text).destinations
        #expect(found.map(\.text) == ["c.pdf", "e.png", "g", "i", "http://j"])
        #expect(found.map(\.isImage) == [false, true, false, false, false])
        #expect(found.map(\.line) == [1, 1, 8, 9, 9])
        #expect(found.prefix(2).map(\.column) == [3, 14])
        #expect(summary("$a\nb$ [c](d)\n[e](f)").destinations.map(\.column) == [4, 1])
    }

    @Test("A slice counts from its own beginning")
    func slices() {
        var renderer = MarkdownRenderer()
        let bytes = Array("---\n---\n\n[a](b)".utf8)
        let found = renderer.inspect(bytes[8...], excerptLimit: 9, macros: nil)
        #expect(found.destinations.map(\.line) == [2])
        #expect(found.excerpt == "a")
    }
}
