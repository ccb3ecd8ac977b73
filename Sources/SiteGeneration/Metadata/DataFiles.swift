import ArchiveModel
import Citations
import FileSystem
import Markup

/// A kind of data file beside pages: how a program has the papers of a day, or one paper.
struct DataFile: Sendable {
    let ending: String
    let mediaType: String
    /// For people.
    let name: String
    /// Writes papers.
    let write: @Sendable ([PaperIndex], inout RenderWorker) throws(IOFailure) -> Void

    static let bibTeX = DataFile(.bibTeX, ending: "bib", mediaType: "application/x-bibtex")
    static let bibTeXInASCII = DataFile(.bibTeXInASCII, ending: "bib", mediaType: "application/x-bibtex")
    static let ris = DataFile(.ris, ending: "ris", mediaType: "application/x-research-info-systems")
    static let cslJSON = DataFile(
        ending: "json", mediaType: "application/vnd.citationstyles.csl+json", name: "CSL-JSON"
    ) { papers, worker throws(IOFailure) in
        worker.buffer.append("[")
        for (place, index) in papers.enumerated() {
            worker.buffer.append(place == 0 ? "\n" : ",\n")
            CitationFormat.cslJSON.write(worker.site.keyedCitation(of: index), &worker.buffer)
        }
        worker.buffer.append("]\n")
    }
    /// The shape of Hugging Face's daily papers, so that programs which read those read an archive by changing one address.
    static let daily = DataFile(ending: "json", mediaType: "application/json", name: "JSON") {
        papers, worker throws(IOFailure) in try DailyPapers.write(papers, &worker)
    }

    private init(
        ending: String, mediaType: String, name: String,
        write: @escaping @Sendable ([PaperIndex], inout RenderWorker) throws(IOFailure) -> Void
    ) {
        (self.ending, self.mediaType, self.name, self.write) = (ending, mediaType, name, write)
    }

    private init(_ format: CitationFormat, ending: String, mediaType: String) {
        self.init(ending: ending, mediaType: mediaType, name: format.name) { papers, worker throws(IOFailure) in
            for (place, index) in papers.enumerated() {
                if place > 0 { worker.buffer.append("\n") }
                format.write(worker.site.keyedCitation(of: index), &worker.buffer)
            }
        }
    }

    private static func bibTeX(_ configuration: SiteConfiguration) -> DataFile {
        switch configuration.export.bibTeX {
        case .unicode: .bibTeX
        case .ascii: .bibTeXInASCII
        }
    }

    /// The files of each day.
    static func ofDays(_ configuration: SiteConfiguration) -> [DataFile] {
        configuration.export.day.map { kind in
            switch kind {
            case .bib: bibTeX(configuration)
            case .ris: .ris
            case .json: .daily
            }
        }
    }

    /// The files of each tag's papers.
    static func ofTags(_ configuration: SiteConfiguration) -> [DataFile] {
        configuration.export.tag.map { citations($0, configuration) }
    }

    /// The files of all papers.
    static func ofArchive(_ configuration: SiteConfiguration) -> [DataFile] {
        configuration.export.archive.map { citations($0, configuration) }
    }

    private static func citations(
        _ kind: SiteConfiguration.CitationExport, _ configuration: SiteConfiguration
    ) -> DataFile {
        switch kind {
        case .bib: bibTeX(configuration)
        case .ris: .ris
        case .cslJSON:
            // A day's `papers.json` has another shape.
            DataFile(ending: kind.rawValue, mediaType: cslJSON.mediaType, name: cslJSON.name, write: cslJSON.write)
        }
    }

    /// The files of each paper.
    static func ofPapers(_ configuration: SiteConfiguration) -> [DataFile] {
        configuration.export.paper ? [bibTeX(configuration), .ris, .cslJSON] : []
    }

    /// Its address, beside a page.
    func route(beside page: Route) -> Route { page.dataFolder.appending("papers.\(ending)") }

    /// The address of a paper's own.
    func route(ofPaper page: Route) -> Route { page.dataFolder.appending("paper.\(ending)") }
}

extension Route {
    /// The folder of what belongs to a page, wherever the page is.
    fileprivate var dataFolder: Route {
        path.hasSuffix(".html") ? Route("\(path.dropLast(5))/") : self
    }

    /// A paper's text as Markdown.
    var markdownTwin: Route { dataFolder.appending("index.md") }
}

extension SiteReader {
    /// How to cite a paper, with what it is about.
    func keyedCitation(of index: PaperIndex) -> Citation {
        var citation = citation(of: index)
        citation.keywords = tags(of: index).map(\.name)
        return citation
    }

    /// Those papers that stand: what is withdrawn or retracted is for nobody to cite.
    func standing(_ papers: some Sequence<PaperIndex>) -> [PaperIndex] {
        papers.filter { !self[paper: $0].status.isVoid }
    }
}

extension OutputKind {
    /// Citations and data of each day: `/2025/12/16/papers.bib`.
    static let dayFiles = OutputKind("day data") { _ in
        { site, _ in
            DataFile.ofDays(site.configuration).map { file in
                OutputGroup(
                    "day data", count: site.archive.days.count,
                    route: { file.route(beside: site.routes.day(site.archive.days[$0].day)) },
                    maker: { _, _ in .of(file.name) }
                ) { place, worker throws(IOFailure) in
                    try file.write(worker.site.standing(worker.site.day(place).papers), &worker)
                }
            }
        }
    }

    /// Citations of each tag's papers, where the site wants them: `/tags/attention/papers.bib`.
    static let tagFiles = OutputKind("tag data") { _ in
        { site, _ in
            DataFile.ofTags(site.configuration).map { file in
                OutputGroup(
                    "tag data", count: site.archive.tags.count,
                    route: { file.route(beside: site.routes.term(site.archive.tags[$0].slug, in: .tags)) },
                    maker: { _, _ in .of(file.name) }
                ) { place, worker throws(IOFailure) in
                    try file.write(worker.site.standing(worker.site.term(place, in: .tags).papers), &worker)
                }
            }
        }
    }

    /// Citations of all papers, where the site wants them: `/papers.bib`.
    static let archiveFiles = OutputKind("archive data") { _ in
        { site, _ in
            DataFile.ofArchive(site.configuration).map { file in
                OutputGroup(
                    "archive data", count: 1, route: { _ in file.route(beside: .home) },
                    maker: { _, _ in .of(file.name) }
                ) { _, worker throws(IOFailure) in
                    worker.site.noteListing()
                    try file.write(worker.site.standing(site.archive.days.flatMap(\.papers)), &worker)
                }
            }
        }
    }

    /// Citations of each paper, where the site wants files of them.
    static let paperFiles = OutputKind("paper data") { _ in
        { site, _ in
            DataFile.ofPapers(site.configuration).map { file in
                OutputGroup(
                    "paper data", count: site.archive.papers.count,
                    route: { file.route(ofPaper: site.routes.paper(site.archive.papers[$0])) },
                    maker: { _, _ in .of(file.name) }
                ) { index, worker throws(IOFailure) in try file.write([index], &worker) }
            }
        }
    }

    /// Each paper as Markdown, for programs that read text, where the site wants that.
    static let markdownTwins = OutputKind("markdown") { _ in
        { site, _ in
            guard site.configuration.export.markdown else { return [] }
            let twins = OutputGroup(
                "markdown", count: site.archive.papers.count,
                route: { site.routes.paper(site.archive.papers[$0]).markdownTwin },
                maker: { _, _ in .of("markdown") }
            ) { index, worker throws(IOFailure) in try MarkdownTwin.write(index, &worker) }
            return [twins]
        }
    }

    /// `llms.txt` (llmstxt.org): where the newest papers are as Markdown.
    static let llms = OutputKind("llms.txt") { _ in
        { site, _ in
            guard site.configuration.export.markdown, let links = site.absoluteLinks,
                !site.staticFiles.contains("static/llms.txt")
            else { return [] }
            let file = OutputGroup(
                "llms.txt", count: 1, route: { _ in Route("llms.txt") }, maker: { _, _ in .of("llms.txt") }
            ) { _, worker in MarkdownTwin.writeList(links, worker.site, &worker.buffer) }
            return [file]
        }
    }

    /// `papers.schema.json`, which describes the JSON of each day.
    static let dailySchema = OutputKind("schema") { _ in
        { site, _ in
            guard site.configuration.export.day.contains(.json) else { return [] }
            let schema = OutputGroup(
                "schema", count: 1, route: { _ in Route("papers.schema.json") }, maker: { _, _ in .of("schema") }
            ) { _, worker in worker.buffer.append(DailyPapers.schema) }
            return [schema]
        }
    }
}
