import ArchiveExchange
import ArchiveModel
import Diagnostics
import Markup
import Testing

@Suite struct FeedImportTests {
    @Test func arXivSearchIsRead() throws {
        let draft = try draft(
            "arxiv",
            #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
              <title>ArXiv Query</title>
              <entry>
                <id>http://arxiv.org/abs/2306.07552v3</id>
                <updated>2023-09-01T17:59:59Z</updated>
                <published>2023-06-13T05:16:38Z</published>
                <title>Galactic: Scaling End-to-End
              RL at 100k Steps-Per-Second &amp; $O(1)$</title>
                <summary>  We present \emph{Galactic}, hard
            wrapped, 10$\times$ faster.
              A second paragraph: https://github.com/facebookresearch/galactic.
            </summary>
                <author><name>Vincent-Pierre Berges</name><arxiv:affiliation>FAIR</arxiv:affiliation></author>
                <author><name>Andrew Szot</name></author>
                <arxiv:comment>CVPR 2023, see https://galactic.github.io/</arxiv:comment>
                <arxiv:doi>10.1109/CVPR52729.2023.01313</arxiv:doi>
              </entry>
            </feed>
            """#)
        #expect(
            draft.yaml == """
                title: "Galactic: Scaling End-to-End RL at 100k Steps-Per-Second & $O(1)$"
                published: 2023-06-13
                updated: 2023-09-01
                authors:
                  - { name: Vincent-Pierre Berges, affiliation: FAIR }
                  - Andrew Szot
                arxiv: "2306.07552"
                doi: 10.1109/CVPR52729.2023.01313
                code: https://github.com/facebookresearch/galactic
                project: https://galactic.github.io/

                """)
        #expect(
            draft.text == """
                We present *Galactic*, hard wrapped, 10$\\times$ faster.

                A second paragraph: https://github.com/facebookresearch/galactic.
                """)
    }

    /// arXiv answers mistakes with an ordinary feed.
    @Test func arXivsErrorIsAnError() throws {
        let imported = try imported(
            "arxiv",
            """
            <feed xmlns="http://www.w3.org/2005/Atom">
              <entry>
                <id>http://arxiv.org/api/errors#incorrect_id_format_for_1234</id>
                <title>Error</title>
                <summary>incorrect id format for 1234</summary>
              </entry>
            </feed>
            """)
        #expect(imported.records.isEmpty)
        #expect(imported.diagnostics.map(\.message) == ["arXiv says: incorrect id format for 1234"])
        #expect(imported.diagnostics.first?.location?.line == 2)
    }

    @Test func newAndOldListsAreRead() throws {
        let new = try imported(
            "arxiv",
            """
            <rss version="2.0" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
            <item><title>New one</title><link>https://arxiv.org/abs/2511.00001</link>
            <description>arXiv:2511.00001v1 Announce Type: new
            Abstract: The text.</description><arxiv:announce_type>new</arxiv:announce_type><dc:creator>Ada L, Bo M</dc:creator></item>
            <item><title>Old one</title><link>https://arxiv.org/abs/2401.00001</link><arxiv:announce_type>replace</arxiv:announce_type></item>
            </channel></rss>
            """)
        #expect(new.records.map { $0.draft.text(.arxiv) } == ["2511.00001"])
        #expect(new.records.first?.draft.text == "The text.")
        #expect(new.records.first?.draft[.authors]?.list?.map { $0.text ?? "" } == ["Ada L", "Bo M"])
        let old = try draft(
            "arxiv",
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <item rdf:about="http://arxiv.org/abs/0901.00012"><title>Old list. (arXiv:0901.0001v1 [cs.LG])</title>
            <link>http://arxiv.org/abs/0901.0001</link><description>&lt;p&gt;Text.&lt;/p&gt;</description>
            <dc:creator>&lt;a href="http://arxiv.org/a/x"&gt;Ada L&lt;/a&gt;, &lt;a href="#"&gt;Bo M&lt;/a&gt;</dc:creator></item></rdf:RDF>
            """)
        #expect(old.text(.title) == "Old list")
        #expect(old.text(.arxiv) == "0901.0001")
        #expect(old[.authors]?.list?.map { $0.text ?? "" } == ["Ada L", "Bo M"])
        #expect(old.text == "Text.")
    }

    @Test func oaiIsRead() throws {
        let draft = try draft(
            "arxiv",
            """
            <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
            <record><header status="deleted"><identifier>oai:arXiv.org:0000.00000</identifier></header></record>
            <record><header><identifier>oai:arXiv.org:hep-ex/0307015</identifier></header><metadata>
            <arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>hep-ex/0307015</id><created>2003-07-07</created>
            <authors><author><keyname>Bugrov</keyname><forenames>A. E.</forenames><suffix>Jr.</suffix></author>
            <author><keyname>H1 Collaboration</keyname></author></authors>
            <title>Multi-Electron Production</title><abstract>  Text
            here. </abstract><doi>10.1140/epjc/s2003-01326-x</doi></arXiv></metadata></record>
            </ListRecords></OAI-PMH>
            """)
        #expect(
            draft.yaml == """
                title: Multi-Electron Production
                published: 2003-07-07
                authors: [A. E. Bugrov Jr., H1 Collaboration]
                arxiv: hep-ex/0307015
                doi: 10.1140/epjc/s2003-01326-x

                """)
        let error = try imported(
            "arxiv", "<OAI-PMH><error code=\"badArgument\">No such set</error></OAI-PMH>")
        #expect(error.diagnostics.map(\.message) == ["arXiv says: No such set"])
    }

    @Test(arguments: [
        ("<feed>", "1:7 the XML can't be read: Premature end of data in tag feed line 1"),
        ("<html><body/></html>", "1:1 this is neither Atom, RSS nor OAI-PMH but begins with <html>"),
        ("", "1:1 the XML can't be read: Document is empty"),
        ("<feed><entry><title>T</title></entry></feed>", "1:1 this has no arXiv identifier, or no title"),
    ])
    func brokenXMLIsTold(xml: String, expected: String) throws {
        let problem = try #require(try imported("arxiv", xml).diagnostics.first)
        #expect("\(problem.location?.line ?? 0):\(problem.location?.column ?? 0) \(problem.message)" == expected)
    }

    /// Neither files nor the network are read, nor do entities grow.
    @Test func hostileXMLIsHarmless() throws {
        let bomb = """
            <!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
            <!ENTITY f SYSTEM "file:///etc/passwd">]>
            <feed><entry><id>http://arxiv.org/abs/2306.07552</id><title>T &c; &f;</title></entry></feed>
            """
        let title = try imported("arxiv", bomb).records.first?.draft.text(.title) ?? ""
        #expect(!title.contains("root:"))
        #expect(title.utf8.count < 100)
        _ = try imported("arxiv", String(repeating: "<a>", count: 100_000))
    }

    @Test func dailyPapersAreRead() throws {
        let draft = try draft(
            "huggingface",
            #"""
            [{"paper": {"id": "2306.07552", "title": "Galactic: $O(1)$\n  steps", "summary": "Text\nof it.",
              "publishedAt": "2023-06-13T05:16:38.000Z", "submittedOnDailyAt": "2023-06-14T00:00:00.000Z", "upvotes": 21,
              "authors": [{"_id": "1", "name": "Ada L", "hidden": false}, {"name": "Ghost", "hidden": true}],
              "organization": {"name": "facebook", "fullname": "Meta"}, "projectPage": "https://galactic.example/",
              "githubRepo": "https://github.com/x/y", "githubStars": 5, "ai_summary": "Fast.",
              "ai_keywords": ["Reinforcement Learning", "PPO"]},
              "publishedAt": "2023-06-13T01:16:38.000Z", "title": "Galactic", "numComments": 2,
              "submittedBy": {"fullname": "AK", "name": "akhaliq"}, "thumbnail": "https://cdn.example/x.png"}]
            """#)
        #expect(
            draft.yaml == """
                title: "Galactic: $O(1)$ steps"
                date: 2023-06-14
                published: 2023-06-13
                authors: [Ada L]
                organization: { name: Meta, handle: facebook }
                arxiv: "2306.07552"
                code: https://github.com/x/y
                project: https://galactic.example/
                tags: [reinforcement-learning, ppo]
                summary: Fast.
                upvotes: 21
                comments: 2
                stars: 5
                discussion: https://huggingface.co/papers/2306.07552
                submitter: AK

                """)
        #expect(draft.text == "Text of it.")
        #expect(try imported("huggingface", "[]").records.isEmpty)
        let broken = try imported(
            "huggingface", #"[{"paper": {"id": 1}}, {"x": 1}, 3, {"paper": {"id": "2306.07552", "title": ["t"]}}]"#)
        #expect(broken.records.isEmpty)
        #expect(broken.diagnostics.count >= 4)
    }

    @Test func cslItemsAreRead() throws {
        let draft = try draft(
            "csl-json",
            #"""
            {"id": "http://zotero.org/users/1/items/ABC", "type": "article-journal", "title": "Deep <i>learning</i> &amp; <b>co</b>",
             "author": [{"family": "LeCun", "given": "Yann", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
                        {"family": "Beethoven", "non-dropping-particle": "van", "given": "Ludwig"}, {"literal": "The ATLAS Team"}],
             "issued": {"date-parts": [["2015", 5, 28]]}, "container-title": ["Nature"], "volume": "521", "issue": 7553,
             "page": "436-444", "DOI": "10.1038/nature14539", "URL": "http://dx.doi.org/10.1038/nature14539",
             "abstract": "<jats:title>Abstract</jats:title><jats:p>One &lt; two.</jats:p><jats:p>Three_</jats:p>", "indexed": {}}
            """#)
        #expect(
            draft.yaml == """
                title: Deep learning & co
                published: 2015-05-28
                authors:
                  - { name: Yann LeCun, orcid: "0000-0002-1825-0097" }
                  - Ludwig van Beethoven
                  - The ATLAS Team
                type: article
                venue: Nature
                volume: "521"
                issue: "7553"
                pages: "436-444"
                doi: 10.1038/nature14539

                """)
        #expect(draft.text == "Abstract\n\nOne < two.\n\nThree\\_")
    }
}
