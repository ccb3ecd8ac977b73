import Markup
import Testing

@Suite("Formulas in Markdown")
struct MarkdownMathTests {
    @Test(
        "Within text",
        arguments: [
            Sample("$\\text{if $x$ is}_y$ b", span("\\text{if $x$ is}_y") + " b"),
            Sample("$1.5 of the models as they are, 2$", "$1.5 of the models as they are, 2$"),
            Sample("a \\begin{align}x_1_2\\end{align} b", "a \(display("\\begin{align}x_1_2\\end{align}")) b"),
            Sample("\\begin{itemize}x\\end{itemize}", "\\begin{itemize}x\\end{itemize}"),
            Sample("$\\mathbf{x}_i * \\mathbf{y}_j$", span("\\mathbf{x}_i * \\mathbf{y}_j")),
            Sample("\\(a_b *c*\\)", span("a_b *c*")),
            Sample("a $$x_1_2$$ b", "a \(line)<math>x_1_2</math></span> b"),
            Sample("a \\[x\\] b", "a \(line)<math>x</math></span> b"),
            Sample("*a $x*y$ b*", "<em>a \(span("x*y")) b</em>"),
            Sample("[$x$](y)", "<a href=\"y\">\(span("x"))</a>"),
            Sample("90$\\%$ of $a<b$", "90\(span("\\%")) of \(span("a&lt;b"))"),
            Sample("$5 and $6", "$5 and $6"),
            Sample("\\$5$ $ a$ $a $ $a$5", "$5$ $ a$ $a $ $a$5"),
            Sample("$a\\$b$", span("a\\$b")),
            Sample("`$a$` $$$x$$$ \\(\\)", "<code>$a$</code> $$$x$$$ ()"),
            Sample("\\(a and b\\) \\\\(c\\\\)", "\(span("a and b")) \\(c\\)"),
            Sample("(a) \\(b", "(a) (b"),
            Sample("\\[1 `\\[x\\]` \\]", "[1 <code>\\[x\\]</code> ]"),
            Sample("![a $x$](b)", "<img src=\"b\" alt=\"a x\" loading=\"lazy\" />"),
        ])
    func inText(_ sample: Sample) { #expect(html(sample.text) == "<p>\(sample.expected)</p>\n") }

    /// What is around displayed formulas: blocks, and those within a paragraph.
    static let block = "<div class=\"math\" tabindex=\"0\">"
    static let line = "<span class=\"math display\" tabindex=\"0\">"

    static func span(_ tex: String) -> String { "<math>\(tex)</math>" }

    @Test(
        "As blocks",
        arguments: [
            Sample(
                "\\begin{equation*}\n- x\n\\end{equation*}\n",
                "\(block)<math>\\begin{equation*}\n- x\n\\end{equation*}</math></div>\n"),
            Sample("$$x$$", "\(block)<math>x</math></div>\n"),
            Sample("\\[x\\]", "\(block)<math>x</math></div>\n"),
            Sample("a\n$$\nx\n+ y\n=\n$$\nb", "<p>a</p>\n\(block)<math>x\n+ y\n=</math></div>\n<p>b</p>\n"),
            Sample("\\[ x\n- y \\]\r\n", "\(block)<math>x\n- y</math></div>\n"),
            Sample("a\r$$\rx\r+ y\r$$\r", "<p>a</p>\n\(block)<math>x\n+ y</math></div>\n"),
            Sample(
                "- a\n\n  $$\n  x\n  $$\n- b", list("<p>a</p>\n\(block)<math>x</math></div>", "<p>b</p>")),
            Sample("> $$x$$", "<blockquote>\n\(block)<math>x</math></div>\n</blockquote>\n"),
            Sample("$$\na\n\nb\n$$", "<p>$$\na</p>\n<p>b\n$$</p>\n"),
            Sample("```\n$$\na\n$$\n```", "<pre><code>$$\na\n$$\n</code></pre>\n"),
            Sample("~~~ $$\n\n~~~", "<pre><code class=\"language-$$\">\n</code></pre>\n"),
        ])
    func asBlocks(_ sample: Sample) { #expect(html(sample.text) == sample.expected) }

    static func list(_ items: String...) -> String {
        "<ul>\n" + items.map { "<li>\n\($0)\n</li>\n" }.joined() + "</ul>\n"
    }

    @Test("In the cells of a table")
    func inTables() {
        #expect(html("|$a_1$|\n|-|\n|\\(b\\)|").contains("<td>\(Self.span("b"))</td>"))
    }

    @Test(
        "In titles",
        arguments: [
            Sample("On $x_1$ & \\(y<z\\)", "On \(span("x_1")) &amp; \(span("y&lt;z"))"),
            Sample("$5 and $6, \\$7, 90\\%", "$5 and $6, $7, 90\\%"),
            Sample("*a* $$b$$ \\[c\\]", "*a* \(span("b")) \(span("c"))"),
            Sample("<b> $", "&lt;b&gt; $"),
            Sample("a\\", "a\\"),
        ])
    func inTitles(_ sample: Sample) {
        #expect(MathText.html(sample.text).text.formulasAsTeX == sample.expected)
    }

    @Test("Where no markup can be") func inPlainText() {
        #expect(MathText.plain("On $x_1$, \\$7 and 90\\% <b>") == "On x₁, $7 and 90\\% <b>")
    }

    static func display(_ tex: String) -> String { "\(line)<math>\(tex)</math></span>" }
}
