import ArchiveModel
import FileSystem
package import Markup

/// What one thread needs to make outputs, one after the other: buffers and a Markdown parser, used again and again.
package struct RenderWorker: ~Copyable {
    /// The site, whose pieces the output being made asks for.
    let site: SiteReader
    /// The files of the site, for who renders the file that lists them.
    let manifest: SiteManifest?
    private let folder: Folder
    private let log = ReadLog()
    private var markdown = MarkdownRenderer()
    private var templates: TemplateRenderer
    private var source: [UInt8] = []
    /// What feeds show of papers, as a paper is in the feeds of all its names.
    private var feedContents: [PaperIndex: HTML] = [:]
    /// How many of them are kept: as many as the feeds of a few dozen tags have.
    private static let keptContents = 4_000
    /// What the output made so far is.
    package var buffer = ByteBuffer()

    /// A worker for outputs of a site, whose workers share the `fragments`. The `manifest` lists all outputs but itself.
    package init(_ site: Site, fragments: Fragments, manifest: SiteManifest? = nil) {
        self.manifest = manifest
        self.site = SiteReader(site, log: log)
        folder = site.folder
        templates = TemplateRenderer(log: log, fragments: fragments)
    }

    /// The numbers of the pieces that the output made so far asked for, some more than once.
    package var reads: [UInt32] { log.reads }

    /// Begins another output.
    package mutating func begin() {
        buffer.removeAll()
        log.removeAll()
    }

    /// A paper's text as HTML.
    mutating func html(of paper: Paper, options: MarkdownOptions) throws(IOFailure) -> HTML {
        let range = try read(paper)
        return markdown.html(source[range], options: options)
    }

    /// A text as HTML.
    mutating func html(of text: TextSource, options: MarkdownOptions) throws(IOFailure) -> HTML {
        let range = try read(text)
        return markdown.html(source[range], options: options)
    }

    /// A paper's text without its markup, on one line, with `$…$` math.
    mutating func plainText(of paper: Paper) throws(IOFailure) -> String {
        let range = try read(paper)
        return markdown.inspect(source[range], excerptLimit: range.count, macros: nil).excerpt
    }

    /// A text as it was written.
    mutating func text(of text: TextSource) throws(IOFailure) -> String {
        let range = try read(text)
        return String(decoding: source[range], as: UTF8.self)
    }

    /// Writes a paper's text to the buffer as it was written, with the destinations of its links that `resolve` gives; where it
    /// gives none, a destination stays.
    mutating func appendText(of paper: Paper, resolving resolve: (String) -> String?) throws(IOFailure) {
        let range = try read(paper)
        var rest = source[range].drop { $0 == UInt8(ascii: "\n") }
        // `](`, and `]: ` of a definition.
        while let bracket = rest.firstIndex(of: UInt8(ascii: "]")) {
            var start = bracket + 1
            let opening = rest[start...].first
            if opening == UInt8(ascii: "(") || opening == UInt8(ascii: ":") { start += 1 }
            if opening == UInt8(ascii: ":") { start += rest[start...].prefix { $0 == UInt8(ascii: " ") }.count }
            if start > bracket + 1, rest[start...].first == UInt8(ascii: "<") { start += 1 }
            buffer.append(rest[..<start])
            rest = rest[start...]
            guard start > bracket + 1 else { continue }
            // It ends before the next bracket, so that brackets in brackets are looked at once.
            let destination = rest.prefix { $0 > 0x20 && !")>[]".utf8.contains($0) }
            if let resolved = resolve(String(decoding: destination, as: UTF8.self)) {
                buffer.append(resolved)
                rest = rest[destination.endIndex...]
            }
        }
        buffer.append(rest)
    }

    /// Reads a paper's text; returns where in the source it is.
    private mutating func read(_ paper: Paper) throws(IOFailure) -> Range<Int> {
        paper.copyText(into: &source) ? 0..<source.count : try read(paper.source)
    }

    /// Reads a text; returns where in the source it is.
    private mutating func read(_ text: TextSource) throws(IOFailure) -> Range<Int> {
        let size = try folder.read(text.path, into: &source)
        guard size == text.fileSize else {
            throw IOFailure("read", text.path, reason: "it changed while the site was being built")
        }
        return text.range
    }

    /// A short Markdown text, such as a notice, as HTML.
    mutating func html(of text: String, options: MarkdownOptions) -> HTML {
        markdown.html(Array(text.utf8)[...], options: options)
    }

    /// What feeds show of a paper, where that was made before.
    func feedContent(of index: PaperIndex) -> HTML? { feedContents[index] }

    /// Keeps what feeds show of a paper.
    mutating func keep(_ content: HTML, inFeedsFor index: PaperIndex) {
        if feedContents.count >= Self.keptContents { feedContents.removeAll(keepingCapacity: true) }
        feedContents[index] = content
    }

    /// Writes the page of an item to the buffer.
    mutating func render<View: PageView>(
        _ template: Template<View>, _ item: View.Item, links: LinkStyle
    ) throws(IOFailure) {
        let view = try View(item, on: site, &self, links: links)
        templates.render(template, view, links: links, into: &buffer)
    }

    /// What stands for a template, with all in it that is the same on every page; any item does to find out.
    mutating func fingerprint<View: PageView>(
        of template: Template<View>, _ item: View.Item, links: LinkStyle
    ) throws(IOFailure) -> Fingerprint? {
        if let known = templates.fingerprint(of: template, links: links) { return known }
        let view = try View(item, on: site, &self, links: links)
        log.removeAll()
        return templates.fingerprint(of: template, links: links, on: view)
    }

    /// Copies a file.
    mutating func copy(_ path: String, from folder: Folder) throws(IOFailure) {
        try folder.read(path, into: &source)
        buffer.append(source)
    }
}
