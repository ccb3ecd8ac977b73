import Foundation
import TestSupport
import Testing

/// `offprint add` and `offprint new`, against a server that speaks the services' interfaces.
@Suite struct AddTests {
    private static func entry(_ id: String, _ title: String) -> String {
        """
        <entry><id>http://arxiv.org/abs/\(id)v2</id><title>\(title)</title><published>2023-06-13T00:00:00Z</published>
        <updated>2023-06-14T00:00:00Z</updated><summary>Text of \(id).</summary><author><name>Ada L</name></author></entry>
        """
    }

    private static func feed(_ entries: String) -> LocalServer.Reply {
        .answer(status: "200 OK", body: "<feed xmlns=\"http://www.w3.org/2005/Atom\">\(entries)</feed>")
    }

    /// The services, each below its host's name.
    private static func services() throws -> LocalServer {
        try LocalServer { path, _ in
            switch path {
            case "/export.arxiv.org/api/query?max_results=2&id_list=2306.07552,hep-ex/0307015":
                feed(entry("2306.07552", "Galactic: $O(1)$") + entry("hep-ex/0307015", "Old"))
            case "/export.arxiv.org/api/query?max_results=2&id_list=2306.00001,2306.00002":
                feed(
                    "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect id</summary></entry>"
                )
            case "/export.arxiv.org/api/query?max_results=2&id_list=2306.07552,2306.00001":
                feed(entry("2306.07552", "Galactic"))
            case "/export.arxiv.org/api/query?max_results=1&id_list=2306.07552": feed(entry("2306.07552", "Galactic"))
            case "/export.arxiv.org/api/query?max_results=1&id_list=2306.00001": feed("")
            case "/export.arxiv.org/api/query?max_results=1&id_list=2306.00002":
                feed(
                    "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect id</summary></entry>"
                )
            case "/doi.org/10.1038/nature14539":
                .answer(status: "302 Found", headers: ["Location: https://api.crossref.org/x"])
            case "/api.crossref.org/x":
                .answer(
                    status: "200 OK",
                    body:
                        #"{"DOI": "10.1038/nature14539", "title": "Deep learning", "type": "journal-article", "author": [{"given": "Yann", "family": "LeCun"}], "issued": {"date-parts": [[2015, 5]]}, "container-title": "Nature"}"#
                )
            case "/huggingface.co/api/papers/2410.03355":
                .answer(
                    status: "200 OK",
                    body:
                        #"{"id": "2410.03355", "title": "Voted", "summary": "S.", "upvotes": 9, "publishedAt": "2024-10-04T00:00:00.000Z", "authors": [{"name": "Bo M"}]}"#
                )
            case "/api2.openreview.net/notes?id=rJXMpikCZ": .answer(status: "200 OK", body: #"{"notes": []}"#)
            case "/api.openreview.net/notes?id=rJXMpikCZ":
                .answer(
                    status: "200 OK",
                    body:
                        #"{"notes": [{"id": "rJXMpikCZ", "cdate": 1514764800000, "content": {"title": "Graph Attention", "authors": ["P V"], "abstract": "A.", "keywords": ["Graphs"], "pdf": "/pdf/x.pdf"}}]}"#
                )
            case "/api2.openreview.net/notes?id=newer123":
                .answer(
                    status: "200 OK",
                    body:
                        #"{"notes": [{"forum": "newer123", "content": {"title": {"value": "Newer"}, "venue": {"value": "ICLR 2024 oral"}, "TLDR": {"value": "Short."}}}]}"#
                )
            case "/doi.org/10.1000/busy": .answer(status: "503 Busy", headers: ["Retry-After: 0"])
            case "/doi.org/10.1000/html": .answer(status: "200 OK", body: "<html>")
            case "/doi.org/10.1000/types":
                .answer(status: "200 OK", body: #"{"title": {"x": 1}, "author": 3, "issued": "soon"}"#)
            default: .answer(status: "404 Not Found")
            }
        }
    }

    private func add(_ site: SampleSite, _ server: LocalServer, _ arguments: String...) throws -> Program.Result {
        try Program.run(
            ["add", "--date", "2025-12-16"] + arguments, in: site.folder.path,
            environment: ["OFFPRINT_MIRROR": server.address])
    }

    private func text(_ site: SampleSite, _ path: String) throws -> String {
        try String(contentsOfFile: site.folder(path), encoding: .utf8)
    }

    @Test func everyServiceIsAsked() throws {
        let (site, server) = (try SampleSite(), try Self.services())
        let result = try add(
            site, server, "2306.07552", "https://arxiv.org/abs/hep-ex/0307015v1", "10.1038/nature14539",
            "https://huggingface.co/papers/2410.03355", "https://openreview.net/forum?id=rJXMpikCZ",
            "https://openreview.net/forum?id=newer123", "--tag", "efficiency")
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output == """
                content/papers/2025/12/2306.07552.md
                content/papers/2025/12/hep-ex-0307015.md
                content/papers/2025/12/deep-learning.md
                content/papers/2025/12/2410.03355.md
                content/papers/2025/12/graph-attention.md
                content/papers/2025/12/newer.md

                """)
        #expect(
            try text(site, "content/papers/2025/12/2306.07552.md") == """
                ---
                title: "Galactic: $O(1)$"
                date: 2025-12-16
                published: 2023-06-13
                updated: 2023-06-14
                authors: [Ada L]
                arxiv: "2306.07552"
                tags: [efficiency]
                ---

                Text of 2306.07552.

                """)
        #expect(
            try text(site, "content/papers/2025/12/deep-learning.md") == """
                ---
                title: Deep learning
                date: 2025-12-16
                published: 2015-05
                authors: [Yann LeCun]
                type: article
                venue: Nature
                doi: 10.1038/nature14539
                tags: [efficiency]
                ---

                """)
        #expect(try text(site, "content/papers/2025/12/2410.03355.md").contains("upvotes: 9\n"))
        #expect(try text(site, "content/papers/2025/12/newer.md").contains("venue: ICLR 2024 oral\n"))
        // All of arXiv's in one request, DOIs as CSL-JSON.
        #expect(server.requests.filter { $0.hasPrefix("/export.arxiv.org") }.count == 1)
        #expect(
            server.requests.contains {
                $0.hasPrefix("/doi.org/") && $0.hasSuffix("application/vnd.citationstyles.csl+json")
            })
        #expect(try site.build("--strict").status == 0)
    }

    @Test func whatIsThereIsRefusedAndTheRestAdded() throws {
        let (site, server) = (try SampleSite(), try Self.services())
        try site.entry("mine", "arxiv: 2410.03355")
        try site.folder.write(
            "---\ntitle: Deep Learning!\ndate: 2030-01-01\ndraft: true\n---\n", to: "content/papers/later.md")
        let result = try add(site, server, "https://arxiv.org/pdf/2410.03355v3", "10.1038/nature14539", "2306.07552")
        #expect(result.status == 1)
        #expect(result.output == "content/papers/2025/12/2306.07552.md\n")
        #expect(
            result.errors == """
                content/papers/mine.md:1:1: error: the archive has this paper already: the arXiv id 2410.03355 [known-paper]
                content/papers/later.md:1:1: error: the archive has this paper already: the title [known-paper]
                2 errors

                """)
        // What is known is not asked for.
        #expect(!server.requests.contains { $0.contains("2410.03355") })
        #expect(
            try add(site, server, "2306.07552").errors.contains(
                "2306.07552.md:1:1: error: the archive has this paper already"))
    }

    @Test func whatGoesWrongIsSaidAndNothingIsWritten() throws {
        let (site, server) = (try SampleSite(), try Self.services())
        let result = try add(
            site, server, "https://example.org/x", "2306.00001", "2306.00002", "10.1000/none", "10.1000/busy",
            "10.1000/html",
            "10.1000/types")
        #expect(result.status == 74)
        #expect(result.output == "")
        for line in [
            "error: `https://example.org/x` is no identifier or address of a paper that is known here [unknown-paper]",
            "error: can't fetch https://doi.org/10.1000/none: there is no such thing (404)",
            "error: can't fetch https://doi.org/10.1000/busy: the server has a problem (503); try again later",
            "https://doi.org/10.1000/html:1:1: error: this is no value; texts stand in double quotes [json-syntax]",
            "error: arXiv has no paper 2306.00001 [unknown-paper]", "error: arXiv says: incorrect id [refused-record]",
            "https://doi.org/10.1000/types:1:1: error: the item has no `title` [missing-key]",
        ] {
            #expect(result.errors.contains(line), "\(line)\n\(result.errors)")
        }
        #expect(try FileTree(site.folder("content")).files.isEmpty)
        let half = try add(site, server, "2306.07552", "2306.00001")
        #expect(half.output == "content/papers/2025/12/2306.07552.md\n")
        #expect(half.errors.contains("error: arXiv has no paper 2306.00001 [unknown-paper]"))
    }

    @Test func importsCanComeFromAnAddress() throws {
        let (site, server) = (try SampleSite(), try Self.services())
        let environment = ["OFFPRINT_MIRROR": server.address]
        let address = "https://export.arxiv.org/api/query?max_results=1&id_list=2306.07552"
        let result = try Program.run(
            ["import", "arxiv", address, "--date", "2025-12-16"], in: site.folder.path, environment: environment)
        #expect(result.output.hasSuffix("1 new, 0 updated, 0 unchanged, 0 refused\n"), "\(result.errors)")
        let missing = try Program.run(
            ["import", "arxiv", "https://export.arxiv.org/none"], in: site.folder.path, environment: environment)
        #expect(missing.status == 74)
        #expect(missing.errors == "error: can't fetch https://export.arxiv.org/none: there is no such thing (404)\n")
        // Without a file there is standard input.
        #expect(
            try Program.run(["import", "jsonl"], in: site.folder.path).output
                == "0 new, 0 updated, 0 unchanged, 0 refused\n")
    }

    @Test func newEntriesBeginWithATemplate() throws {
        let site = try SampleSite()
        let result = try Program.run(
            ["new", "On \"Quotes\": a study", "--date", "2025-12-16", "--tag", "x"], in: site.folder.path)
        #expect(result.output == "content/papers/2025/12/on-quotes-a-study.md\n")
        #expect(
            try text(site, "content/papers/2025/12/on-quotes-a-study.md") == """
                ---
                title: 'On "Quotes": a study'
                date: 2025-12-16
                authors: []
                tags: [x]
                summary:
                draft: false
                ---

                """)
        #expect(try site.build().status == 0)
        let again = try Program.run(["new", "On quotes – a study"], in: site.folder.path)
        #expect(again.status == 1)
        #expect(
            again.errors.contains(
                "on-quotes-a-study.md:1:1: error: the archive has this paper already: the title [known-paper]"))
        try site.folder.write(
            "---\ntitle: {{title}}\ndate: {{date}}\nextra: {by: me}\n---\n\nWrite.\n", to: "archetypes/paper.md")
        _ = try Program.run(["new", "Other", "--date", "2025-12-16"], in: site.folder.path)
        #expect(
            try text(site, "content/papers/2025/12/other.md")
                == "---\ntitle: Other\ndate: 2025-12-16\nextra: {by: me}\n---\n\nWrite.\n")
    }

    @Test func theEditorIsOpened() throws {
        let site = try SampleSite()
        let result = try Program.run(
            ["new", "Edited; $(touch evil)", "--edit", "--date", "2025-12-16"], in: site.folder.path,
            environment: ["VISUAL": "sed -i s/summary:/summary:\\ Done./"])
        #expect(result.status == 0)
        #expect(try text(site, "content/papers/2025/12/edited-touch-evil.md").contains("summary: Done.\n"))
        #expect(!FileManager.default.fileExists(atPath: site.folder("evil")))
    }
}
