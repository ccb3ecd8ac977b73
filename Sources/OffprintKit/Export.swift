package import ArchiveExchange
package import ArchiveModel
package import Diagnostics
package import FileSystem
import Markup
import SearchIndex
import SiteGeneration

/// `offprint export`: papers of the archive in a format of others.
package enum Export {
    /// Which papers: those that every part allows; an empty part allows all.
    package struct Selection: Sendable {
        /// Tags, by name or slug, one of which a paper has to have.
        package var tags: [String]
        /// People, by name or slug, one of whom has to be among the authors.
        package var authors: [String]
        /// The first and the last day.
        package var since: Day?
        package var until: Day?

        /// Makes a selection.
        package init(tags: [String], authors: [String], since: Day?, until: Day?) {
            self.tags = tags
            self.authors = authors
            self.since = since
            self.until = until
        }
    }

    /// What came of it.
    package enum Result: Sendable {
        /// All is written.
        case exported
        /// The archive has errors: nothing is written.
        case stopped
        /// The archive has not what was asked for: nothing is written.
        case refused(String)
    }

    /// Writes the papers of a selection, newest day first, without those that were withdrawn, retracted or removed.
    package static func run(
        _ exporter: Exporter, _ selection: Selection, _ options: SiteArchive.Options,
        write: (UnsafeRawBufferPointer) throws(IOFailure) -> Void
    ) throws(IOFailure) -> (result: Result, diagnostics: [Diagnostic]) {
        let (site, diagnostics) = try SiteArchive.load(options)
        guard let site else { return (.stopped, diagnostics) }
        let archive = site.archive
        var wanted: Set<PaperIndex>?
        do {
            try selection.narrow(&wanted, selection.tags, "tag", archive.tags.map(NamedPapers.init))
            try selection.narrow(&wanted, selection.authors, "author", archive.people.map(NamedPapers.init))
        } catch {
            return (.refused(error.reason), diagnostics)
        }
        let papers: [PaperIndex] = archive.papers.indices.filter { index in
            let paper = archive.papers[index]
            return (wanted?.contains(index) ?? true) && !paper.status.isVoid
                && selection.since.map { paper.day >= $0 } ?? true && selection.until.map { paper.day <= $0 } ?? true
        }

        let routes = SiteRoutes(permalinks: site.configuration.permalinks)
        let links = site.configuration.site.url.map { LinkStyle.absolute(siteURL: $0) }
        let texts = PaperTexts(folder: site.folder)
        var markdown = MarkdownRenderer()
        var text: [UInt8] = []
        try exporter.export(papers) { index throws(IOFailure) in
            let paper = archive.papers[index]
            try texts.read(paper, into: &text)
            while text.first == UInt8(ascii: "\n") { text.removeFirst() }
            while text.last == UInt8(ascii: "\n") { text.removeLast() }
            return ExportedPaper(
                paper, in: archive, page: links?.href(routes.paper(paper)),
                text: String(decoding: text, as: UTF8.self),
                abstract: exporter.wantsAbstract
                    ? markdown.inspect(text[...], excerptLimit: text.count, macros: nil).excerpt : "")
        } flush: { buffer throws(IOFailure) in
            try buffer.withBytes(write)
        }
        return (.exported, diagnostics)
    }
}

/// A tag or a person with their papers.
private struct NamedPapers {
    let name: String
    let otherNames: [String]
    let slug: String
    let papers: ArraySlice<PaperIndex>

    init(_ term: Term) {
        (name, otherNames, slug, papers) = (term.name, [], term.slug, term.papers)
    }

    init(_ person: Person) {
        (name, otherNames, slug, papers) = (person.name, person.otherNames, person.slug, person.papers)
    }

    func isCalled(_ word: String) -> Bool { name == word || slug == word || otherNames.contains(word) }
}

/// A name that the archive has not.
private struct UnknownName: Error {
    let reason: String
}

extension Export.Selection {
    /// Leaves of the wanted papers those that one of the names has.
    fileprivate func narrow(
        _ wanted: inout Set<PaperIndex>?, _ names: [String], _ kind: String, _ all: @autoclosure () -> [NamedPapers]
    ) throws(UnknownName) {
        guard !names.isEmpty else { return }
        let all = all()
        var papers: Set<PaperIndex> = []
        for name in names {
            let called = all.filter { $0.isCalled(name) }
            guard !called.isEmpty else {
                let nearest = Nearest.match(name, among: all.lazy.map(\.name))
                throw UnknownName(
                    reason: "no paper has the \(kind) `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
            }
            for one in called { papers.formUnion(one.papers) }
        }
        wanted = wanted?.intersection(papers) ?? papers
    }
}
