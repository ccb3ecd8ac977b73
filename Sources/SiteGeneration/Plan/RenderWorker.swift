import ArchiveModel
package import FileSystem
package import Markup

/// What one thread needs to make outputs, one after the other: buffers and a Markdown parser, used again and again.
package struct RenderWorker: ~Copyable {
    private let site: Folder
    private var markdown = MarkdownRenderer()
    private var templates = TemplateRenderer()
    private var source: [UInt8] = []
    /// What the output made so far is; whoever asks for an output empties it first.
    package var buffer = ByteBuffer()

    /// A worker that reads content from the site's folder.
    package init(site: Folder) { self.site = site }

    /// A text as HTML.
    mutating func html(
        of text: TextSource, options: MarkdownOptions
    ) throws(IOFailure) -> HTML {
        let size = try site.read(text.path, into: &source)
        guard size == text.fileSize else {
            throw IOFailure("read", text.path, reason: "it changed while the site was being built")
        }
        return markdown.html(source[text.range], options: options)
    }

    /// A short Markdown text, such as a notice, as HTML.
    mutating func html(of text: String, options: MarkdownOptions) -> HTML {
        markdown.html(Array(text.utf8)[...], options: options)
    }

    /// Writes the page of a view to the buffer.
    mutating func render<View>(_ template: Template<View>, _ view: View, links: LinkStyle) {
        templates.render(template, view, links: links, into: &buffer)
    }

    /// Copies a file.
    mutating func copy(_ path: String, from folder: Folder) throws(IOFailure) {
        try folder.read(path, into: &source)
        buffer.append(source)
    }
}
