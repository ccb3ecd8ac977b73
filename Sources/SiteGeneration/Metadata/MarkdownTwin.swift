import ArchiveModel
import Citations
import FileSystem
import Markup

/// A paper as Markdown: its title, what is known of it, its text as it was written, but for the addresses of its links.
enum MarkdownTwin {
    /// The newest papers, each with its sentence.
    static func writeList(_ links: LinkStyle, _ site: SiteReader, _ buffer: inout ByteBuffer) {
        let configuration = site.configuration.site
        buffer.append("# \(configuration.title)\n\n")
        if let description = configuration.description { buffer.append("> \(description)\n\n") }
        buffer.append(
            "Every paper's page has a Markdown twin: its address with `index.md` at the end.\n\n## Papers\n\n")
        for index in site.newsworthy(in: nil) {
            let paper = site[paper: index]
            let address = links.href(site.routes.paper(paper).markdownTwin)
            buffer.append("- [\(site.plain(paper.title, of: paper))](\(address))")
            if let summary = paper.summary { buffer.append(": \(site.plain(summary, of: paper))") }
            buffer.append("\n")
        }
    }

    static func write(_ index: PaperIndex, _ worker: inout RenderWorker) throws(IOFailure) {
        let site = worker.site
        let paper = site[paper: index]
        worker.buffer.append("# \(paper.title)\n\n")
        let names = site.authors(of: index).map(\.name)
        if !names.isEmpty { worker.buffer.append("\(names.joined(separator: ", "))\n\n") }
        var facts = [(paper.published ?? PartialDate(paper.day)).iso]
        if let venue = site.venue(of: index)?.name { facts.append(venue) }
        if let address = site.citation(of: index).address { facts.append("<\(address)>") }
        worker.buffer.append("\(facts.joined(separator: " · "))\n\n")
        if let status = site.language.word(paper.status) {
            worker.buffer.append("**\(status.capitalizedASCII).** \(paper.notice ?? "")\n\n")
        }
        let options = site.markdown(
            assets: paper.assets,
            links: site.absoluteLinks ?? .rooted(basePath: site.configuration.basePath))
        try worker.appendText(of: paper) { options.resolve($0, false) }
    }
}
