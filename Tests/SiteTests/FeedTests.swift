import Diagnostics
import Foundation
import Markup
import TestSupport
import Testing

/// Feeds as programs read them.
@Suite struct FeedTests {
    /// What a published Atom feed says.
    private struct Atom {
        var ids: [String] = []
        var links: [String: String] = [:]
        var isArchive = false

        init(_ path: String, in tree: FileTree) throws {
            let bytes = Array(try #require(tree.files[path], "\(path)"))
            let (root, problems) = XMLTree.read(SourceFile(path: path, bytes: bytes))
            #expect(problems.isEmpty, "\(path)")
            for child in try #require(root).children {
                switch child.name {
                case "entry": ids += child.all("id").map(\.text)
                case "link":
                    links[child.attribute("rel") ?? ""] = (child.attribute("href") ?? "").replacing(
                        "https://example.org/", with: "")
                case "archive": isArchive = true
                default: break
                }
            }
        }
    }

    private func site(_ papers: Int, settings: String = "") throws -> SampleSite {
        let site = try SampleSite(configuration: "[feeds]\nitems = 3\n\(settings)")
        for number in 1...papers {
            try site.folder.write(
                "---\ntitle: Paper \(number)\ndate: 2025-11-\(number < 10 ? "0" : "")\(number)\ntags: [all]\n---\n\nText & more.\n",
                to: "content/papers/p\(number).md")
        }
        return site
    }

    @Test func fromTheNewestFeedOneComesToTheFirstPaper() throws {
        let site = try site(8, settings: "archive = [\"site\", \"tags\"]\n")
        try site.build("--strict")
        let published = try site.published()
        for (folder, newest) in [("", "atom.xml"), ("tags/all/", "tags/all/atom.xml")] {
            var feed = try Atom(newest, in: published)
            #expect(feed.ids.map { $0.suffix(2) } == ["p8", "p7", "p6"])
            var all = Set(feed.ids)
            var path: [String] = []
            while let earlier = feed.links["prev-archive"] {
                path.append(earlier)
                let next = try Atom(earlier, in: published)
                #expect(next.isArchive && next.ids.count == 3)
                #expect(next.links["current"] == newest)
                #expect(next.links["next-archive"] == path.dropLast().last)
                all.formUnion(next.ids)
                feed = next
            }
            #expect(path == ["\(folder)atom/2.xml", "\(folder)atom/1.xml"])
            #expect(all.count == 8)
        }

        // A new paper leaves the archived feeds as they are, until another one is full.
        let second = published.files["atom/1.xml"]
        try site.folder.write("---\ntitle: New\ndate: 2025-11-09\n---\n\nText.\n", to: "content/papers/p9.md")
        try site.build()
        let later = try site.published()
        #expect(later.files["atom/1.xml"] == second)
        #expect(try Atom("atom/2.xml", in: later).links["next-archive"] == "atom/3.xml")
        #expect(try Atom("atom/3.xml", in: later).ids.map { $0.suffix(2) } == ["p9", "p8", "p7"])
    }

    @Test func aShortListHasNoArchivedFeeds() throws {
        let site = try site(3)
        try site.build("--strict")
        #expect(try Atom("atom.xml", in: try site.published()).links["prev-archive"] == nil)
        #expect(!FileManager.default.fileExists(atPath: site.folder("public/atom")))
    }

    @Test func aNoticeComesInBesideTheNewestPapers() throws {
        let site = try site(8)
        try site.folder.write(
            "---\ntitle: Old\ndate: 2025-10-01\nstatus: retracted\nnotice: Wrong.\nnotice_date: 2025-11-07\n---\n\nText.\n",
            to: "content/papers/old.md")
        try site.folder.write(
            "---\ntitle: Older\ndate: 2025-10-01\nstatus: retracted\nnotice: Wrong.\nnotice_date: 2025-10-07\n---\n\nText.\n",
            to: "content/papers/older.md")
        try site.build("--strict")
        let feed = try Atom("atom.xml", in: try site.published())
        #expect(Set(feed.ids.map { $0.split(separator: "/").last }) == ["p8", "p7", "p6", "old"])
    }

    @Test(
        "Searches that have feeds",
        arguments: [
            ("transformer", ["a", "b"]), ("transformers -sparse", ["b"]), ("sparse attention", ["a"]),
            ("\"sparse attention\"", ["a"]), ("\"attention sparse\"", []), ("tag:vision", ["b"]),
            ("-tag:vision", ["a", "c"]),
            ("author:lovelace", ["a"]), ("author:\"ada byron\"", []), ("year:2025", ["a", "b"]), ("year:2024", ["c"]),
            ("after:2025-11-02", ["b"]), ("before:2025", ["c"]), ("after:never", []), ("org:acme", ["c"]),
            ("venue:\"A venue\"", ["c"]), ("has:code", ["c"]), ("speedup", ["b", "c"]), ("speed-up", ["b", "c"]),
            ("goedel gödel", []), ("godel", ["c"]), ("lovelace transformer", ["a"]), ("nothing", []),
        ])
    func savedSearches(query: String, expected: [String]) throws {
        let site = try SampleSite(
            configuration:
                "[feeds]\nscopes = []\n[[feeds.custom]]\nname = \"mine\"\ntitle = \"What I read\"\nquery = '\(query)'\n"
        )
        for (name, keys, text) in [
            ("a", "title: Sparse attention\ndate: 2025-11-01\nauthors: [Ada Lovelace]", "On transformers."),
            ("b", "title: Vision\ndate: 2025-11-02\ntags: [vision]", "A transformer with a speed-up of $2\\times$."),
            (
                "c",
                "title: Other\ndate: 2024-11-01\nauthors: [Kurt Gödel]\nvenue: A venue\norganization: Acme\ncode: https://example.org/",
                "Speedups, speed-ups."
            ),
        ] { try site.folder.write("---\n\(keys)\n---\n\n\(text)\n", to: "content/papers/\(name).md") }
        let result = try site.build("--strict")
        #expect(result.status == 0, "\(result.errors)")
        let feed = try Atom("feeds/mine/atom.xml", in: try site.published())
        #expect(feed.ids.map { String($0.split(separator: "/").last ?? "") }.sorted() == expected)
    }

    @Test func aSavedSearchHasToBeOne() throws {
        let site = try SampleSite(
            configuration: """
                [[feeds.custom]]
                name = "My Feed"
                query = "x"
                [[feeds.custom]]
                name = "b"
                [[feeds.custom]]
                name = "c"
                query = "x"
                [[feeds.custom]]
                name = "c"
                query = "y"

                """)
        let errors = try site.build().errors
        #expect(errors.contains("`My Feed` can't be a part of an address"))
        #expect(errors.contains("write it as `my-feed`"))
        #expect(errors.contains("the saved search has no `query`"))
        #expect(errors.contains("there is a saved search `c` already"))
    }

    @Test func daysAndVenuesCanHaveFeeds() throws {
        let site = try site(5, settings: "scopes = [\"days\", \"venues\"]\n")
        try site.folder.write("Two of *these*.\n", to: "content/days/2025-11-05.md")
        try site.folder.write(
            "---\ntitle: $x^2$ & more\ndate: 2025-11-05\nvenue: A venue\nsummary: Short & good.\n---\n\nText.\n",
            to: "content/papers/v.md")
        try site.build("--strict")
        let published = try site.published()
        let days = try Atom("daily/atom.xml", in: published)
        #expect(days.ids.map { $0.suffix(11) } == ["2025/11/05/", "2025/11/04/", "2025/11/03/"])
        let text = published.text("daily/atom.xml")
        #expect(text.contains("<title>November 5, 2025</title>"))
        #expect(text.contains("<p>Two of <em>these</em>.</p>"))
        #expect(text.contains("<p>Short &amp; good.</p>"))
        #expect(text.contains("<a href=\"https://example.org/papers/v/\"><math "))
        #expect(try Atom("venues/a-venue/atom.xml", in: published).ids.count == 1)
        #expect(published.files["atom.xml"] == nil)
        let list = published.text("feeds.opml")
        #expect(list.contains("text=\"A day at a time\" xmlUrl=\"https://example.org/daily/feed.xml\""))
        #expect(list.contains("text=\"A venue\" xmlUrl=\"https://example.org/venues/a-venue/feed.xml\""))
    }
}
