/// How a Markdown text is fitted into a page.
package struct MarkdownOptions: Sendable {
    /// The level of the text's highest headings, whatever they are in it: with 2, a text that begins with `##` has an
    /// `<h2>` for it, and what is below it follows without a gap. `nil` leaves them as they are.
    package let topHeading: Int?
    /// What every id begins with, so that two texts on one page don't clash.
    package let idPrefix: String
    /// What the links from footnotes back to the text are called; the number follows.
    package let footnoteReturn: String
    /// The commands that the text's formulas may use.
    package let macros: MathMacros
    /// Gives the address to write for a destination within the site, of a link or an image, or nil to keep what is written.
    package let resolve: @Sendable (_ destination: String, _ isImage: Bool) -> String?

    /// Options; what `resolve` returns is used as it is; it is not asked for destinations on other hosts, or that are dangerous.
    package init(
        topHeading: Int? = nil, idPrefix: String = "", footnoteReturn: String = "Back to reference",
        macros: MathMacros = .none,
        resolve: @escaping @Sendable (_ destination: String, _ isImage: Bool) -> String? = { _, _ in nil }
    ) {
        self.topHeading = topHeading
        self.idPrefix = idPrefix
        self.footnoteReturn = footnoteReturn
        self.macros = macros
        self.resolve = resolve
    }
}
