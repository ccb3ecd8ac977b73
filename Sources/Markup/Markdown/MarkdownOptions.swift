/// How a Markdown text is fitted into a page.
package struct MarkdownOptions: Sendable {
    /// What is added to the level of every heading: with 1, a `#` becomes an `<h2>`; none goes past `<h6>`.
    package let headingOffset: Int
    /// What every id begins with, so that two texts on one page don't clash.
    package let idPrefix: String
    /// Gives the address to write for a link's or image's destination, or nil to keep what is written.
    package let resolve: @Sendable (_ destination: String, _ isImage: Bool) -> String?

    /// Options; what `resolve` returns is used as it is, and dangerous destinations are dropped without asking it.
    package init(
        headingOffset: Int = 0, idPrefix: String = "",
        resolve: @escaping @Sendable (_ destination: String, _ isImage: Bool) -> String? = { _, _ in nil }
    ) {
        self.headingOffset = headingOffset
        self.idPrefix = idPrefix
        self.resolve = resolve
    }
}
