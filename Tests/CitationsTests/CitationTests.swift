import ArchiveModel
import Citations
import Testing

@Suite struct CitationTests {
    private func text(_ format: String, _ citation: Citation) -> String {
        CitationFormat.all.first { $0.id == format }?.text(citation) ?? ""
    }

    private var article: Citation {
        var citation = Citation(
            key: "øl-1", type: .article, title: "On LServe & the GPU's $\\alpha_{1}$-cost: 50% off", year: 2025)
        citation.authors = ["Ada B. Lovelace", "Ludwig van Beethoven", "The ATLAS Collaboration", "Plato"].map {
            CitedName(AuthorName(name: $0))
        }
        citation.month = 3
        citation.day = 7
        citation.venue = "Journal of A & B"
        citation.volume = "12"
        citation.issue = "3"
        citation.pages = "34-56"
        citation.doi = "10.1000/a_b"
        citation.address = "https://doi.org/10.1000/a_b"
        return citation
    }

    @Test func bibTeX() {
        #expect(
            text("bibtex", article) == #"""
                @article{uf8l-1,
                  title         = {On {LServe} \& the {GPU's} $\alpha_{1}$-cost: 50\% off},
                  author        = {Lovelace, Ada B. and van Beethoven, Ludwig and {The ATLAS Collaboration} and Plato},
                  year          = {2025},
                  month         = mar,
                  journal       = {Journal of A \& B},
                  volume        = {12},
                  number        = {3},
                  pages         = {34--56},
                  doi           = {10.1000/a_b},
                  url           = {https://doi.org/10.1000/a_b},
                }

                """#)
    }

    @Test func ris() {
        #expect(
            text("ris", article) == """
                TY  - JOUR
                TI  - On LServe & the GPU's α₁-cost: 50% off
                AU  - Lovelace, Ada B.
                AU  - van Beethoven, Ludwig
                AU  - The ATLAS Collaboration
                AU  - Plato
                PY  - 2025
                DA  - 2025/03/07
                JO  - Journal of A & B
                VL  - 12
                IS  - 3
                SP  - 34
                EP  - 56
                DO  - 10.1000/a_b
                UR  - https://doi.org/10.1000/a_b
                ER  -\u{20}

                """)
    }

    @Test func apa() {
        #expect(
            text("text", article) == """
                Lovelace, A. B., van Beethoven, L., The ATLAS Collaboration, & Plato. (2025). On LServe & the GPU's \
                α₁-cost: 50% off. Journal of A & B, 12(3), 34–56. https://doi.org/10.1000/a_b

                """)
    }

    @Test func apaNamesTwentyAuthors() {
        var citation = Citation(key: "a", title: "Why?", year: 2025)
        citation.authors = (1...21).map { CitedName(AuthorName(name: "A N\($0)")) }
        let names = (1...19).map { "N\($0), A." }.joined(separator: ", ")
        #expect(text("text", citation) == "\(names), … N21, A. (2025). Why?\n")
        citation.authors.removeLast()
        #expect(text("text", citation).contains("N19, A., & N20, A. (2025)"))
    }

    @Test(arguments: [
        ("Ada Lovelace", "Lovelace|Ada|"), ("Plato", "Plato||"), ("Martin Luther King Jr.", "King|Martin Luther|Jr."),
        ("Vincent van der Berg", "van der Berg|Vincent|"), ("Qwen Team", "Qwen Team||"), ("林黛玉", "林黛玉||"),
    ])
    func name(printed: String, parts: String) {
        let name = CitedName(AuthorName(name: printed))
        #expect("\(name.family)|\(name.given)|\(name.suffix ?? "")" == parts)
    }

    @Test func namesWhoseFieldsAreToldApart() {
        var author = AuthorName(name: "Jean-Paul de la Cruz III")
        (author.given, author.family, author.suffix) = ("Jean-Paul", "de la Cruz", "III")
        var citation = Citation(key: "a", title: "T", year: 2025)
        citation.authors = [CitedName(author)]
        #expect(text("bibtex", citation).contains("{de la Cruz, III, Jean-Paul}"))
        #expect(text("text", citation).hasPrefix("de la Cruz, J.-P., III. (2025)"))
    }

    /// Whatever an entry says, the BibTeX entry ends where it should and the RIS record has the lines it should.
    @Test(arguments: ["}", "{", "a} @misc{x,", "$}$", "\\", "a\nTY  - JOUR", "$\\}{$", "%", "a ~ b ^ c"])
    func hostileText(text: String) {
        var citation = Citation(key: text, title: text, year: 2025)
        citation.venue = text
        citation.doi = text
        var depth = 0
        // BibTeX does not know that a backslash could escape a brace.
        for character in self.text("bibtex", citation) where depth >= 0 {
            depth += character == "{" ? 1 : character == "}" ? -1 : 0
        }
        #expect(depth == 0)
        let lines = self.text("ris", citation).split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines.filter { $0.hasPrefix("TY  - ") }.count == 1)
    }
}
