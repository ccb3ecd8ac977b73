/// What lists and checks need to know of a Markdown text.
package struct MarkdownSummary: Sendable {
    /// The beginning of the text without markup, on one line, cut at a word with "…"; formulas as they are written.
    package var excerpt: String
    /// The destinations of links and images in the order of the text; of bare addresses (`https://…`) only those in
    /// angle brackets.
    package var destinations: [Destination]

    /// Where a link or an image leads.
    package struct Destination: Sendable, Hashable {
        /// The destination with escapes and entities decoded.
        package var text: String
        /// Whether it is an image's.
        package var isImage: Bool
        /// Whether there is text in it: what a link says, what stands for a picture.
        package var hasText = false
        /// The line of the link in the text, from 1.
        package var line: Int
        /// The column of the link in bytes, from 1.
        package var column: Int
    }
}
