/// Turns Markdown into HTML that is safe to show, whoever wrote it; makes the same bytes on any thread.
///
/// It owns the parser's state: have one per thread and use it for one text after the other.
///
/// The Markdown is GitHub's (tables, task lists, footnotes, bare addresses), where only `~~two~~` tildes strike and a
/// single one between words is TeX's tie; with `$…$`, `\(…\)`, `$$…$$` and `\[…\]` formulas. Raw HTML is shown as text.
/// A text past `MarkdownLimits` is shown as it is written, a paragraph for each.
package struct MarkdownRenderer: ~Copyable {
    private var parser = MarkdownParser()
    private var writer = MarkdownHTMLWriter()

    /// Makes a renderer for one thread.
    package init() {}

    /// Appends a text as HTML, which is well-formed XML as well.
    package mutating func render(
        _ markdown: ArraySlice<UInt8>, options: MarkdownOptions, into buffer: inout ByteBuffer
    ) {
        swap(&writer.out, &buffer)
        if let tree = parser.parse(markdown) {
            writer.write(tree, options: options)
        } else {
            writer.out.append(paragraphs: markdown)
        }
        swap(&writer.out, &buffer)
    }

    /// A text as HTML.
    package mutating func html(_ markdown: ArraySlice<UInt8>, options: MarkdownOptions) -> HTML {
        var buffer = ByteBuffer(capacity: markdown.count + markdown.count / 4)
        render(markdown, options: options, into: &buffer)
        return HTML(trusted: buffer.bytes)
    }

    /// A text's beginning without markup, at most `excerptLimit` characters of it, and where its links lead. Formulas
    /// become plain text, and those that can't be read are found; with no macros at all they stay as they are written.
    package mutating func inspect(
        _ markdown: ArraySlice<UInt8>, excerptLimit: Int, macros: MathMacros?
    ) -> MarkdownSummary {
        var inspector = MarkdownInspector(excerptLimit: excerptLimit, macros: macros)
        if let tree = parser.parse(markdown) {
            inspector.inspect(tree)
        } else {
            inspector.inspect(plain: markdown)
        }
        return inspector.summary
    }
}

extension ByteBuffer {
    /// Appends text that isn't parsed: what empty lines separate becomes paragraphs.
    fileprivate mutating func append(paragraphs text: ArraySlice<UInt8>) {
        var start = text.startIndex
        var index = start
        func isBreak(_ index: Int) -> Bool {
            text[index] == UInt8(ascii: "\n") && index + 1 < text.endIndex && text[index + 1] == UInt8(ascii: "\n")
        }
        while index <= text.endIndex {
            guard index == text.endIndex || isBreak(index) else {
                index += 1
                continue
            }
            text[start..<index].withUnsafeBufferPointer { paragraph in
                let content = paragraph.trimmingSpace
                guard !content.isEmpty else { return }
                append("<p>")
                append(escaping: content)
                append("</p>\n")
            }
            index += 1
            start = min(index, text.endIndex)
        }
    }
}
