import Citations

// The formats of reference managers. How a citation is written in each is in the room `Citations`.

extension Exporter {
    /// BibTeX, an empty line between entries.
    static let bibTeX = citations(.bibTeX, "bib", "For LaTeX and reference managers.", ("", "\n", ""))

    /// The same for programs that know no Unicode.
    static let bibTeXInASCII = citations(
        .bibTeXInASCII, "ascii.bib", "BibTeX for programs that know no Unicode: accents as commands.", ("", "\n", ""))

    /// RIS.
    static let ris = citations(.ris, "ris", "For reference managers: EndNote, Zotero, Mendeley.", ("", "\n", ""))

    /// CSL-JSON: one array.
    static let cslJSON = citations(.cslJSON, "json", "For pandoc, citeproc and Zotero.", ("[\n", ",\n", "\n]\n"))

    private static func citations(
        _ format: CitationFormat, _ ending: String, _ summary: String, _ frame: (String, String, String)
    ) -> Exporter {
        Exporter(id: format.id, summary: summary, ending: ending, frame: frame, wantsAbstract: true) { paper, buffer in
            format.write(paper.citation, &buffer)
        }
    }
}
