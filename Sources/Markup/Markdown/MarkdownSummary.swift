/// What lists and checks need to know of a Markdown text.
package struct MarkdownSummary: Sendable {
    /// The beginning of the text without markup, on one line, cut at a word with "…".
    package var excerpt: String
    /// The formulas that can't be read, in the order of the text.
    package var formulas: [BadFormula] = []
    /// The destinations of links and images in the order of the text; of bare addresses (`https://…`) only those in
    /// angle brackets.
    package var destinations: [Destination]

    /// A formula that can't be read.
    package struct BadFormula: Sendable, Hashable {
        /// Its TeX with what marks it, as it is written.
        package var source: String
        /// How many bytes of the source mark where it begins.
        package var opening: Int
        /// What is wrong with the TeX.
        package var problem: MathProblem
    }

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
