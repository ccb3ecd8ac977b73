import Foundation
import TestSupport
import Testing

/// Export and import, by the program.
@Suite struct ExchangeTests {
    /// The entry that has every key.
    private static let full = """
        title: "Everything: $O(n^2)$ & more"
        date: 2025-12-16T09:30:00Z
        published: 2025-06
        updated: 2025-12-01
        authors:
          - Ada Lovelace
          - { name: Ludwig van Beethoven, orcid: 0000-0002-1825-0097, affiliation: "Vienna, AT", url: https://lvb.example/ }
          - { family: The ATLAS Team }
        organization: { name: Example Lab, handle: example, url: https://lab.example/ }
        tags: [x, "Language Models"]
        arxiv: "2306.07552"
        doi: 10.1000/a_b
        openreview: rJXMpikCZ
        isbn: 978-3-16-148410-0
        pmid: "23193287"
        url: https://a.example/
        pdf: https://a.example/x.pdf
        license: https://creativecommons.org/licenses/by/4.0/
        code: https://github.com/x/y
        models: [https://m.example/]
        venue: A Conference
        type: inproceedings
        volume: "12"
        issue: "3"
        pages: 12-34
        publisher: P
        summary: "One sentence: short."
        upvotes: 3
        comments: 0
        stars: 12
        discussion: https://d.example/
        submitter: Somebody
        status: corrected
        notice: "A *notice*: see $x$."
        notice_date: 2025-12-15
        expires: 2030-01-01
        aliases: [/old/name/, /older.html]
        language: de
        extra: { a: 1, b: [true, "1", 1.50], c: { d: "x: y" } }
        """

    private func archive() throws -> SampleSite {
        let site = try SampleSite()
        try site.folder.write(
            "---\n\(Self.full)\n---\n\n*Text* with `code`.\n\nAnd $$x$$ more.\n", to: "content/papers/full.md")
        try site.entry("plain", "authors: [Plato]\ntags: [x]")
        try site.entry("draft", "draft: true")
        try site.entry("gone", "status: retracted\narxiv: 2306.00001")
        return site
    }

    private func export(_ site: SampleSite, _ arguments: String...) throws -> String {
        let result = try Program.run(["export", "--as-of", "2025-12-16"] + arguments, in: site.folder.path)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    private func importing(_ format: String, _ text: String, into site: SampleSite, _ arguments: String...) throws
        -> Program.Result
    {
        try site.folder.write(text, to: "import.txt")
        return try Program.run(
            ["import", format, "import.txt", "--as-of", "2025-12-16"] + arguments, in: site.folder.path)
    }

    @Test(arguments: ["bibtex", "ris", "csl-json", "jsonl"]) func exportIsWhatItWas(format: String) throws {
        let site = try archive()
        try Golden.expect(try export(site, format), "export.\(format)")
    }

    /// What is exported and imported again is the same.
    @Test(arguments: ["bibtex", "csl-json", "jsonl"]) func whatComesBackIsTheSame(format: String) throws {
        let exported = try export(archive(), format)
        let other = try SampleSite()
        let result = try importing(format, exported, into: other)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasSuffix("2 new, 0 updated, 0 unchanged, 0 refused\n"))
        #expect(try export(other, format) == exported)
        #expect(try importing(format, exported, into: other).output == "0 new, 0 updated, 2 unchanged, 0 refused\n")
    }

    @Test(
        .enabled(if: ArXivRecord.areHere, "the sample data is not here"), arguments: ["bibtex", "csl-json", "jsonl"])
    func realRecordsComeBackTheSame(format: String) throws {
        let records = try ArXivRecord.all()
        let (first, second) = (try SampleSite(), try SampleSite())
        let daily = String(decoding: try ArXivRecord.dailyPapers(records), as: UTF8.self)
        let result = try importing("huggingface", daily, into: first)
        #expect(
            result.output.hasSuffix("\(records.count) new, 0 updated, 0 unchanged, 0 refused\n"),
            "\(result.errors.prefix(999))")
        let exported = try export(first, format)
        let again = try importing(format, exported, into: second, "--date", "published")
        #expect(
            again.output.hasSuffix("\(records.count) new, 0 updated, 0 unchanged, 0 refused\n"),
            "\(again.errors.prefix(999))")
        // In another order: within a day papers stand by their votes, which BibTeX has not.
        func items(_ text: String) -> Set<String> {
            Set(
                format == "bibtex"
                    ? text.trimmingCharacters(in: .newlines).components(separatedBy: "\n\n")
                    : text.components(separatedBy: "\n"))
        }
        #expect(items(try export(second, format)) == items(exported))
        #expect(items(exported).count >= records.count)
    }

    @Test(.enabled(if: SharedData.url("data/pmlr") != nil, "the sample data is not here"))
    func proceedingsComeBackTheSame() throws {
        let folder = try #require(SharedData.url("data/pmlr"))
        let posts = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }
        let (first, second) = (try SampleSite(), try SampleSite())
        let all = "\(posts.count) new, 0 updated, 0 unchanged, 0 refused\n"
        let read = try Program.run(["import", "pmlr"] + posts.map { "\(folder)/\($0)" }, in: first.folder.path)
        #expect(read.output.hasSuffix(all), "\(read.errors.prefix(999))")
        // A year later, when all of them have been.
        func bibliography(_ site: SampleSite) throws -> String {
            try Program.run(["export", "bibtex", "--as-of", "2027-05-05"], in: site.folder.path).output
        }
        let exported = try bibliography(first)
        #expect(try importing("bibtex", exported, into: second, "--date", "published").output.hasSuffix(all))
        #expect(try bibliography(second) == exported)
        #expect(exported.components(separatedBy: "\n@").count == posts.count)
    }

    @Test func accentsAsCommandsComeBackAsLetters() throws {
        let (first, second) = (try SampleSite(), try SampleSite())
        try first.folder.write(
            """
            ---
            title: "Über naïve Bäume with $α + β$, ß, Ł, “quotes” – 5 °, 数学 and ǘ"
            date: 2025-12-16
            authors: [Kurt Gödel, José Ñuñez, Åsa Ørsted, Thị Đặng, Josef Šafařík]
            ---

            """, to: "content/papers/one.md")
        let commands = try export(first, "bibtex-ascii")
        #expect(
            commands.contains(#"{\"{U}}ber na{\"{\i}}ve B{\"{a}}ume with ${\alpha} + {\beta}$, {\ss}, {\L},"#),
            "\(commands)")
        #expect(
            commands.contains(#"author        = {G{\"{o}}del, Kurt and {\~{N}}u{\~{n}}ez, Jos{\'{e}} and"#),
            "\(commands)")
        #expect(commands.contains("数学"))
        #expect(!commands.contains("é") && !commands.contains("–"))
        #expect(try importing("bibtex", commands, into: second).status == 0)
        let (one, other) = (try export(first, "bibtex"), try export(second, "bibtex"))
        #expect(other.replacing("${\\alpha} + {\\beta}$", with: "$α + β$") == one)
    }

    @Test func aPartIsExported() throws {
        let site = try archive()
        #expect(try export(site, "bibtex", "--tag", "language-models").contains("@inproceedings{full,"))
        #expect(try export(site, "bibtex", "--author", "Plato", "--tag", "x").hasPrefix("@misc{plain,"))
        #expect(try export(site, "jsonl", "--since", "2025-12-17") == "")
        #expect(try export(site, "csl-json", "--until", "2025-12-15") == "[\n\n]\n")
        let unknown = try Program.run(["export", "bibtex", "--tag", "Language Model"], in: site.folder.path)
        #expect(unknown.status == 64)
        #expect(
            unknown.errors.hasPrefix("Error: no paper has the tag `Language Model`; did you mean `Language Models`?\n"))
        #expect(try Program.run(["export", "bibtext"], in: site.folder.path).errors.contains("did you mean `bibtex`?"))
        try site.entry("broken", "tags: {")
        let broken = try Program.run(["export", "bibtex"], in: site.folder.path)
        #expect(broken.status == 1)
        #expect(broken.output == "")
    }

    // MARK: Bringing entries up to date

    private static let daily = """
        [{"paper": {"id": "2306.07552", "title": "A title", "summary": "Text.", "upvotes": 7, "publishedAt": "2023-06-13T00:00:00Z",
          "submittedOnDailyAt": "2025-12-16T00:00:00Z", "authors": [{"name": "Ada Lovelace"}], "githubStars": 5}, "numComments": 2}]
        """

    private static let edited = """
        ---
        # Chosen by the editor.
        title: A title   # as printed
        date: 2025-12-10
        arxiv: 2306.07552
        authors:
          - {name: Ada Lovelace, orcid: 0000-0002-1825-0097}
        tags: [mine]
        upvotes: 3 # on its first day
        ---

        My own words.

        """

    @Test func entriesKeepWhatTheirEditorsWrote() throws {
        let site = try SampleSite()
        try site.folder.write(Self.edited, to: "content/papers/own/galactic.md")
        let result = try importing("huggingface", Self.daily, into: site)
        #expect(result.status == 0)
        #expect(
            result.output == """
                updated  content/papers/own/galactic.md (published, upvotes, comments, stars, discussion)
                0 new, 1 updated, 0 unchanged, 0 refused

                """)
        #expect(
            result.errors.contains(
                "content/papers/own/galactic.md:1:1: warning: the source has another text [changed-elsewhere]"))
        let expected = Self.edited.replacing("upvotes: 3", with: "upvotes: 7")
            .replacing("date: 2025-12-10\n", with: "date: 2025-12-10\npublished: 2023-06-13\n")
            .replacing(
                "first day\n",
                with: "first day\ncomments: 2\nstars: 5\ndiscussion: https://huggingface.co/papers/2306.07552\n")
        #expect(try String(contentsOfFile: site.folder("content/papers/own/galactic.md"), encoding: .utf8) == expected)
        #expect(
            try importing("huggingface", Self.daily, into: site).output == "0 new, 0 updated, 1 unchanged, 0 refused\n")
    }

    @Test func whatChangedElsewhereIsReportedOrTaken() throws {
        let site = try SampleSite()
        let path = "content/papers/galactic.md"
        try site.folder.write(Self.edited.replacing("A title ", with: "An old title "), to: path)
        let result = try importing("huggingface", Self.daily, into: site, "--dry-run")
        #expect(
            result.errors.contains("\(path):3:8: warning: the source has another `title`: A title [changed-elsewhere]"))
        #expect(result.output.hasSuffix("1 updated, 0 unchanged, 0 refused; nothing is written\n"))
        #expect(try String(contentsOfFile: site.folder(path), encoding: .utf8).contains("upvotes: 3"))
        _ = try importing("huggingface", Self.daily, into: site, "--replace")
        let replaced = try String(contentsOfFile: site.folder(path), encoding: .utf8)
        #expect(replaced.contains("title: A title   # as printed\n"))
        #expect(replaced.hasSuffix("---\n\nText.\n"))
        #expect(replaced.contains("orcid: 0000-0002-1825-0097"))
    }

    @Test func whatCannotBeAnEntryIsRefusedAndTheRestComesIn() throws {
        let site = try SampleSite()
        let result = try importing(
            "jsonl",
            """
            {"title": "Good", "date": "2025-12-16"}
            {"title": "Bad", "date": "2025-13-16", "code": "ftp://x"}
            {"title": "Odd", "tilte": "x"}
            not json
            {"title": "Evil", "id": "../../evil", "date": "2025-12-16"}
            {"title": "Good", "date": "2025-12-16"}
            """, into: site)
        #expect(result.status == 1)
        #expect(
            result.output
                == """
                new      content/papers/2025/12/good.md
                1 new, 0 updated, 1 unchanged, 5 refused

                """.replacing("5 refused", with: "4 refused"))
        for line in [
            "import.txt:2:1: error: there is no day 2025-13-16 [invalid-date]",
            "import.txt:2:1: error: `code` has to be an address that begins with https:// or http:// [invalid-address]",
            "import.txt:3:18: error: an entry has no key `tilte` [unknown-key]",
            "import.txt:4:1: error: this is no value; texts stand in double quotes [json-syntax]",
            "import.txt:5:1: error: `id` has to be letters",
        ] {
            #expect(result.errors.contains(line), "\(line)\n\(result.errors)")
        }
        #expect(try site.build().status == 0)
        // Nothing is written where the site's own files are broken.
        try site.entry("broken", "tags: {")
        let stopped = try importing("jsonl", #"{"title": "More", "date": "2025-12-16"}"#, into: site)
        #expect(stopped.status == 1)
        #expect(stopped.output == "")
    }

    /// Bibliographies give their keys by authors and years: two papers may have the same.
    @Test func keysOfBibliographiesAreNoIdentifiers() throws {
        let site = try SampleSite()
        let bibliography = """
            @article{smith2020, title = {The first}, doi = {10.1000/1}}
            @article{smith2020, title = {The second}, doi = {10.1000/2}}
            """
        #expect(
            try importing("bibtex", bibliography, into: site).output.hasSuffix(
                "2 new, 0 updated, 0 unchanged, 0 refused\n"))
        #expect(
            try importing("bibtex", bibliography, into: site).output == "0 new, 0 updated, 2 unchanged, 0 refused\n")
        let exported = try export(site, "jsonl").replacing("The second", with: "Another title").replacing(
            "10.1000/2", with: "10.1000/3")
        let result = try importing("jsonl", exported, into: site)
        #expect(result.output == "0 new, 0 updated, 2 unchanged, 0 refused\n", "\(result.output)")
        #expect(result.errors.contains("the source has another `title`: Another title"))
    }

    @Test func papersWithOneTitleAreToldApartByTheirIdentifiers() throws {
        let site = try SampleSite()
        try site.folder.write(
            "---\ntitle: Deep Learning\ndate: 2025-12-16\narxiv: 2306.07552\n---\n", to: "content/papers/a.md")
        let result = try importing(
            "jsonl",
            """
            {"title": "Deep  $learning$", "arxiv": "2306.07553"}
            {"title": "Deep learning!"}
            """, into: site, "--tag", "new")
        #expect(result.output.hasPrefix("new      content/papers/2025/12/2306.07553.md\n"))
        #expect(result.output.hasSuffix("1 new, 0 updated, 1 unchanged, 0 refused\n"), "\(result.output)")
        #expect(
            try String(contentsOfFile: site.folder("content/papers/2025/12/2306.07553.md"), encoding: .utf8)
                == "---\ntitle: Deep  $learning$\ndate: 2025-12-16\narxiv: \"2306.07553\"\ntags: [new]\n---\n")
    }
}
