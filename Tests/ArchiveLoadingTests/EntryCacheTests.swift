import ArchiveModel
import Diagnostics
import FileSystem
import Foundation
import Markup
import Parallelism
import TestSupport
import Testing

@testable import ArchiveLoading

/// A site whose entries are read again and again, with a cache.
private struct CachedSite {
    let folder: TemporaryFolder
    var salt = Fingerprint.of("program")

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder("cache"), withIntermediateDirectories: true)
    }

    func write(_ text: String, to name: String) throws { try folder.write(text, to: "content/papers/\(name)") }

    /// Everything the archive says of its papers, and of its files; `isSettled` has it loaded long after they changed.
    func load(isSettled: Bool = true) throws -> String {
        let site = try Folder.open(folder.path)
        let (tree, problems) = try ContentTree.scan(site, jobs: 1)
        let (archive, diagnostics) = ArchiveLoader.load(
            tree, in: site, configuration: SiteConfiguration(), options: try options(isSettled))
        let said = (problems + diagnostics).sorted()
        return (archive.papers.map { Self.describe($0, in: archive) } + said.map { "\($0)" })
            .joined(separator: "\n")
    }

    /// How many of the entries have to be parsed.
    func parsed(isSettled: Bool = true) throws -> Int {
        let site = try Folder.open(folder.path)
        let (entries, _) = ContentOwnership.resolve(try ContentTree.scan(site, jobs: 1).tree.papers)
        return try entries.indices.count { index in
            var reader = EntryReader(site: site, options: try options(isSettled))
            // What was parsed is in memory of its own.
            return !reader.read(entries[index...index]).owners.isEmpty
        }
    }

    private func options(_ isSettled: Bool) throws -> ArchiveLoader.Options {
        let now = Int64((Date().timeIntervalSince1970 + (isSettled ? 60 : -60)) * 1_000_000_000)
        return ArchiveLoader.Options(
            asOf: try #require(Day("2025-12-16")), drafts: true, jobs: 1, offset: { _ in 0 }, macros: .none,
            cache: EntryCache(try Folder.open(folder("cache")), salt: salt, isIgnored: false), startedAt: now,
            progress: ProgressCounter())
    }

    private static func describe(_ paper: Paper, in archive: Archive) -> String {
        var said: [String] = []
        func say(_ values: Any?...) { said.append(values.map { "\($0 ?? "-")" }.joined(separator: " | ")) }
        say(paper.id, paper.title, paper.day, paper.moment, paper.status, paper.excerpt, paper.source, paper.path)
        for place in 0..<paper.namedAuthors {
            say(paper.author(place), archive.people[Int(paper.person(place))].slug)
        }
        say(paper.tags.map { archive.tags[Int($0)].name }, paper.authorCount, paper.fingerprint)
        say(paper.organization.map { archive.organizations[Int($0)] }, paper.venue.map { archive.venues[Int($0)].name })
        say(paper.summary, paper.upvotes, paper.comments, paper.stars, paper.published, paper.updated)
        say(paper.arxiv, paper.doi, paper.openreview, paper.isbn, paper.pmid)
        say(paper.url, paper.pdf, paper.code, paper.project, paper.demo, paper.video, paper.models, paper.datasets)
        say(paper.discussion, paper.type, paper.volume, paper.issue, paper.pages, paper.publisher, paper.submitter)
        say(paper.image, paper.imageAlt, paper.notice, paper.noticeDate, paper.aliases, paper.language, paper.extra)
        say(paper.assets)
        return said.joined(separator: "\n")
    }
}

@Suite("What was read is kept") struct EntryCacheTests {
    private let site: CachedSite

    private static let whole = """
        ---
        title: "All of it: $x^2$"
        date: 2025-12-15T08:00:00Z
        published: 2025-12-01
        updated: 2025-12-02
        authors:
          - Ada Lovelace
          - { given: Alan, family: Turing, suffix: Jr., orcid: 0000-0002-1825-0097, affiliation: NPL, url: "https://example.org/a" }
        tags: [one, two]
        organization: { name: Labs, handle: labs, url: "https://example.org" }
        venue: NeurIPS
        author_count: 7
        upvotes: 3
        comments: 0
        stars: 12
        summary: A sentence.
        arxiv: "2306.07552"
        doi: 10.1000/ABC
        openreview: rJXMpikCZ
        isbn: 978-3-16-148410-0
        pmid: "23193287"
        url: https://example.org/u
        pdf: https://example.org/p
        code: https://example.org/c
        project: https://example.org/r
        demo: https://example.org/d
        video: https://example.org/v
        models: ["https://example.org/m1", "https://example.org/m2"]
        datasets: "https://example.org/s"
        discussion: https://example.org/t
        type: article
        volume: "7"
        issue: "2"
        pages: 1-9
        publisher: Example Press
        submitter: somebody
        image: whole.png
        image_alt: A picture
        status: corrected
        notice: A *slip*.
        notice_date: 2025-12-10
        aliases: [/old/]
        language: de
        extra: { a: 1, b: [x, "y", { c: null }] }
        ---

        The text of it.
        """

    init() throws {
        site = try CachedSite()
        try site.write(Self.whole, to: "whole.md")
        try site.write("PNG", to: "whole.png")
        try site.write("---\ntitle: Small\ndate: 2025-12-15\n---\n", to: "small.md")
        try site.write("---\ntitle: Slip\ndate: 2025-12-15\nupvots: 3\n---\n\n![No](no.png)\n", to: "slip.md")
        try site.write("---\ntitle: Wrong\ndate: 2025-13-15\n---\n", to: "wrong.md")
    }

    @Test("It says the same again, diagnostics among it") func roundTrip() throws {
        let first = try site.load()
        #expect(first.contains("NPL"))
        #expect(first.contains("upvots") && first.contains("2025-13-15") && first.contains("no.png"))
        #expect(try site.parsed() == 0)
        #expect(try site.load() == first)
    }

    @Test("A file that was written while it was read is read again, and parsed only where it says something else")
    func unsettled() throws {
        let first = try site.load(isSettled: false)
        #expect(try site.parsed() == 0)
        let text = Self.whole.replacing("A sentence.", with: "A sentense.")
        try site.write(text, to: "whole.md")
        #expect(try site.parsed() == 1)
        let second = try site.load()
        #expect(first.contains("A sentence.") && !second.contains("A sentence.") && second.contains("A sentense."))
    }

    @Test("Another time alone is no change") func touched() throws {
        _ = try site.load()
        let time = Date(timeIntervalSince1970: 1_000_000_000)
        for name in ["whole.md", "whole.png", "slip.md"] {
            let path = site.folder("content/papers/\(name)")
            try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
        }
        #expect(try site.parsed() == 0)
    }

    @Test("Files beside an entry are part of it") func assets() throws {
        _ = try site.load()
        try site.write("GIF", to: "whole.png")
        #expect(try site.parsed() == 1)
        _ = try site.load()
        try site.write("GIF", to: "small-more.png")
        #expect(try site.parsed() == 1)
        _ = try site.load()
        try FileManager.default.removeItem(atPath: site.folder("content/papers/small-more.png"))
        #expect(try site.parsed() == 1)
    }

    @Test("Little is written after a small change, and what is of no use goes at last") func growth() throws {
        for number in 0..<40 {
            try site.write("---\ntitle: Paper \(number)\ndate: 2025-12-15\n---\n\nText.\n", to: "p\(number).md")
        }
        _ = try site.load()
        func size() throws -> Int { (try Data(contentsOf: URL(filePath: site.folder("cache/records")))).count }
        let first = try size()
        for round in 1...200 {
            try site.write("---\ntitle: Round \(round)\ndate: 2025-12-15\n---\n\nText.\n", to: "p\(round % 40).md")
            _ = try site.load()
            #expect(try size() < 3 * first)
        }
        #expect(try site.parsed() == 0)
    }

    @Test("Another program reads everything anew") func salt() throws {
        let first = try site.load()
        var other = site
        other.salt = .of("another")
        #expect(try other.parsed() == 4)
        #expect(try other.load() == first)
    }

    @Test("A damaged cache is as good as none", arguments: ["entries", "records"]) func damage(name: String) throws {
        let first = try site.load()
        let names = ["entries", "records"]
        let whole = try names.map { try Data(contentsOf: URL(filePath: site.folder("cache/\($0)"))) }
        let path = URL(filePath: site.folder("cache/\(name)"))
        let bytes = try Data(contentsOf: path)
        func load(_ damaged: Data) throws -> String {
            // Loading mends the cache, so both files are put back each time: else one alone would be foreign.
            for (name, bytes) in zip(names, whole) { try bytes.write(to: URL(filePath: site.folder("cache/\(name)"))) }
            try damaged.write(to: path)
            return try site.load()
        }
        for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 97)) {
            var damaged = bytes
            damaged[place] ^= 0x55
            #expect(try load(damaged) == first, "byte \(place)")
            #expect(try load(bytes.prefix(place)) == first, "cut at \(place)")
        }
        try FileManager.default.removeItem(at: path)
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        #expect(try site.load() == first)
    }
}
