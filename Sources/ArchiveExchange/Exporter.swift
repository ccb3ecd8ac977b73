package import ArchiveModel
import Citations
package import Markup

/// A format in which papers leave the archive. To add one: a file with a value of this type in `Exporters/`, and its line
/// in ``all``.
package struct Exporter: Sendable {
    /// What the command calls it: `bibtex`.
    package let id: String
    /// One line of help.
    package let summary: String
    /// What the names of its files end with: `bib`.
    package let ending: String
    /// What stands before the first paper, between two, and after the last.
    let frame: (opening: String, separator: String, closing: String)
    /// Whether it writes the text without its markup.
    package let wantsAbstract: Bool
    /// Writes a paper.
    let write: @Sendable (ExportedPaper, inout ByteBuffer) -> Void

    /// Every format.
    package static let all: [Exporter] = [.bibTeX, .bibTeXInASCII, .ris, .cslJSON, .jsonLines]

    /// Writes papers in their order; `flush` is given each time some of it is there, so that memory doesn't grow.
    package func export<Failure: Error>(
        _ papers: [PaperIndex], paper: (PaperIndex) throws(Failure) -> ExportedPaper,
        flush: (inout ByteBuffer) throws(Failure) -> Void
    ) throws(Failure) {
        var buffer = ByteBuffer(capacity: 1 << 16)
        buffer.append(frame.opening)
        var isFirst = true
        for index in papers {
            if !isFirst { buffer.append(frame.separator) }
            isFirst = false
            write(try paper(index), &buffer)
            if buffer.count > 1 << 15 {
                try flush(&buffer)
                buffer.removeAll()
            }
        }
        buffer.append(frame.closing)
        try flush(&buffer)
    }
}

/// What exporters see of a paper.
package struct ExportedPaper {
    /// The paper.
    package let paper: Paper
    /// The archive it is of.
    package let archive: Archive
    /// The whole address of its page, where the site's is known.
    package let page: String?
    /// Its text: Markdown.
    package let text: String
    /// Its text without markup, on one line, with `$…$` math; empty for a format that doesn't want it.
    package let abstract: String

    /// Makes what exporters see of a paper.
    package init(_ paper: Paper, in archive: Archive, page: String?, text: String, abstract: String) {
        self.paper = paper
        self.archive = archive
        self.page = page
        self.text = text
        self.abstract = abstract
    }

    /// How it is cited, with what reference managers keep beside that.
    var citation: Citation {
        var citation = Citation(
            paper, venue: paper.venue.map { archive.venues[Int($0)].name },
            organization: paper.organization.map { archive.organizations[Int($0)].name }, page: page)
        citation.keywords = paper.tags.map { archive.tags[Int($0)].name }
        citation.abstract = abstract
        return citation
    }
}
