import ArchiveExchange
import ArchiveModel
import Diagnostics
import Markup
import Testing

@Suite struct BibTeXImportTests {
    @Test func everyPartOfAnEntryIsRead() throws {
        let draft = try draft(
            "bibtex",
            #"""
            % A comment, and name@example.org.
            @string{nips = "Advances in Neural" # { Information Processing Systems}}
            @preamble{"\newcommand{\x}{y}"}
            @comment{ @article{not, title={This}} }
            @InProceedings(Vaswani-2017,
              Title = {Attention Is {All} You Need: {\'E}tudes in $O(n^2)$ \& 50\%},
              author = "Vaswani, Ashish and Ludwig van Beethoven and {The ATLAS Collaboration} and
                        Knuth, Jr., Donald E. and de la Vall{\'e}e Poussin, Charles and others",
              booktitle = nips,
              year = 2017, month = dec,
              pages = {5998--6008},
              volume = "30", publisher = {Curran},
              doi = {10.5555/3295222\_1},
              url = {https://papers.example/a\_b},
              keywords = {attention; transformers, sequence models},
              abstract = {The code is at https://github.com/example/t2t. Done.},
            )
            """#)
        #expect(
            draft.yaml == #"""
                title: "Attention Is All You Need: Études in $O(n^2)$ & 50%"
                id: Vaswani-2017
                published: 2017-12
                authors:
                  - Ashish Vaswani
                  - Ludwig van Beethoven
                  - The ATLAS Collaboration
                  - Donald E. Knuth Jr.
                  - { given: Charles, family: de la Vallée Poussin }
                type: inproceedings
                venue: Advances in Neural Information Processing Systems
                volume: "30"
                pages: "5998-6008"
                publisher: Curran
                doi: 10.5555/3295222_1
                url: https://papers.example/a_b
                code: https://github.com/example/t2t
                tags: [attention, transformers, sequence models]

                """#)
        #expect(draft.text == "The code is at https://github.com/example/t2t. Done.")
    }

    /// What made other readers of PMLR's bibliographies fail.
    @Test func whatBreaksOthersIsRead() throws {
        let imported = try imported(
            "bibtex",
            #"""
            @article{a, title = "The G\"odel prize", author = "Erd\H{o}s, P\'al and M\"uller, J\"urgen", year = "2001" }
            @article{b, title = {No date}, published = {}, year = {} month = jan }
            @article{c, title = {A \\textit{slanted} word}, abstract = {\color{red} Red, \textcolor{blue}{blue}.}}
            @article{müller_α:1, title = {A key beyond ASCII}}
            @article{d, title = "ends with a backslash\\", note = {x}}
            """#)
        #expect(imported.diagnostics.isEmpty, "\(imported.diagnostics)")
        let drafts = imported.records.map(\.draft)
        #expect(
            drafts.map { $0.text(.title) } == [
                "The Gödel prize", "No date", "A slanted word", "A key beyond ASCII", "ends with a backslash",
            ])
        #expect(drafts[0][.authors]?.list?.map { $0.text ?? "" } == ["Pál Erdős", "Jürgen Müller"])
        #expect(drafts[2].text == "Red, blue.")
        #expect(drafts.map { $0.text(.id) } == ["a", "b", "c", nil, "d"])
    }

    @Test func volumesAreInherited() throws {
        let draft = try draft(
            "bibtex",
            """
            @inproceedings{p, crossref = {V}, title = {Within}, author = {A B}}
            @proceedings{v, title = {Proceedings of X}, year = 2020, publisher = {Y}, author = {Ed Itor}}
            """)
        #expect(draft.text(.venue) == "Proceedings of X")
        #expect(draft.text(.published) == "2020")
        #expect(draft[.authors]?.list?.first?.text == "A B")
    }

    @Test(arguments: [
        ("journal = {arXiv preprint arXiv:2306.07552}", "2306.07552"),
        ("journal = {CoRR}, volume = {abs/2306.07552}", "2306.07552"),
        ("eprint = {hep-ex/0307015v2}, archiveprefix = {arXiv}", "hep-ex/0307015"),
        ("url = {https://arxiv.org/pdf/2306.07552v3.pdf}", "2306.07552"),
        ("doi = {10.48550/arXiv.2306.07552}, url = {https://doi.org/10.48550/arXiv.2306.07552}", "2306.07552"),
    ])
    func arXivIsKnownInAllItsForms(fields: String, id: String) throws {
        let draft = try draft("bibtex", "@article{k, title = {T}, \(fields)}")
        #expect(draft.text(.arxiv) == id)
        #expect(draft[.venue] == nil)
    }

    @Test func whatCannotBeReadIsToldAndTheRestIsRead() throws {
        let imported = try imported(
            "bibtex",
            """
            @article{good, title = {First}}
            @article{broken, title = {Never closed
            @article{untitled, year = 2000}
            @article{odd, title {No equals sign}}
            @article{macro, title = {Known}, journal = unknown}

            @article{last, title = {Last}}
            """)
        #expect(imported.records.map { $0.draft.text(.title) } == ["First", "Known", "Last"])
        #expect(
            imported.diagnostics.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message)" } == [
                "2:26 this brace is never closed", "4:21 `=` has to follow the field's name `title`",
                "5:44 there is no @string `unknown`", "3:1 the entry `untitled` has no `title`",
            ])
    }

    @Test func hostileInputIsBounded() throws {
        for text in [
            String(repeating: "@", count: 200_000), String(repeating: "@a{", count: 50_000),
            "@a{b,t=" + String(repeating: "{", count: 200_000), "@a{b,t=\"" + String(repeating: "\\\"", count: 100_000),
            "@a{b,author={" + String(repeating: "x and ", count: 50_000) + "}}",
        ] {
            _ = try imported("bibtex", text)
        }
    }
}
