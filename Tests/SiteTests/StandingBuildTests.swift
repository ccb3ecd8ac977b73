import Foundation
import TestSupport
import Testing

/// Where nothing was touched since the last build, the next one looks at files and reads none.
@Suite("A build that finds nothing to do") struct StandingBuildTests {
    private let site: SampleSite

    init() throws {
        site = try SampleSite()
        try site.entry("a", "tags: [\"x y\"]\nauthors: [Ada]")
        try site.entry("b", "authors: [ada]")
        try site.folder.write("what is this?", to: "content/papers/2025/stray.txt")
        try site.folder.write("a b c", to: "static/robots-of-old.txt")
        settle()
    }

    /// Waits until a change would show in a file's time.
    private func settle() { Thread.sleep(forTimeInterval: 0.12) }

    /// Builds; whether it read entries, and what it said.
    private func build(_ arguments: String...) throws -> (loads: Bool, errors: String, report: String) {
        let result = try Program.run(
            ["build", "--as-of", "2025-12-16", "--cache", "cache", "--report", "report.json"] + arguments,
            in: site.folder.path)
        try #require(result.status == 0, "\(result.errors)")
        let report = try site.folder.text("report.json")
        return (report.contains("\"load\""), result.errors, report)
    }

    /// Whether the site is what a first build makes of it.
    private func expectFresh(_ arguments: String...) throws {
        let result = try Program.run(
            ["build", "--as-of", "2025-12-16", "--full", "--output", "fresh", "--cache", "none"] + arguments,
            in: site.folder.path)
        #expect(result.status == 0)
        let differences = try site.published().differences(from: FileTree(site.folder("fresh")))
        #expect(differences.isEmpty, "\(differences)")
    }

    @Test("says what the one before said") func nothing() throws {
        let first = try build()
        #expect(first.loads && first.errors.contains("warning"))
        let second = try build()
        #expect(!second.loads)
        #expect(second.errors == first.errors)
        #expect(second.report.contains("\"papers\":2,\"days\":1,"))
        #expect(second.report.contains("\"written\":0,") && second.report.contains("\"rendered\":0,"))
    }

    @Test("is none where a published file is missing, is another or is too many") func outputs() throws {
        _ = try build()
        let page = "public/papers/a/index.html"
        let original = try site.folder.text(page)
        try FileManager.default.removeItem(atPath: site.folder(page))
        #expect(try build().loads)
        try expectFresh()
        settle()

        #expect(try !build().loads)
        try String(original.reversed()).write(toFile: site.folder(page), atomically: false, encoding: .utf8)
        #expect(try build().loads)
        try expectFresh()
        settle()

        #expect(try !build().loads)
        // As a build that was stopped in the middle leaves it.
        try site.folder.write("new.html\n", to: "public/.offprint/journal")
        #expect(try build().loads)
        try expectFresh()
    }

    @Test(
        "is none where anything was touched that a build reads",
        arguments: [
            "content/papers/a.md", "content/papers/2025/stray.txt", "content/pages/new.md",
            "content/days/2025-12-16.md", "static/robots-of-old.txt", "static/new.txt",
            "themes/plain/templates/paper.mustache", "theme/assets/new.css", "site.toml",
        ])
    func inputs(_ path: String) throws {
        _ = try build()
        #expect(try !build().loads)
        let old = (try? site.folder.text(path)) ?? (path.contains("/pages/") ? "---\ntitle: New\n---\n" : "x")
        let comment = path.hasSuffix(".toml") ? "\n[feeds]\nitems = 7\n" : "\nNew.\n"
        try site.folder.write(old + comment, to: path)
        settle()
        #expect(try build().loads)
        try expectFresh()
    }

    @Test("is none where a file changed in its place and kept its size") func inPlace() throws {
        _ = try build()
        #expect(try !build().loads)
        let path = "content/papers/a.md"
        let changed = try site.folder.text(path).replacing("Text.", with: "Next.")
        try changed.write(toFile: site.folder(path), atomically: false, encoding: .utf8)
        settle()
        #expect(try build().loads)
        try expectFresh()
    }

    @Test("is none where it is asked for something else") func options() throws {
        try site.entry("draft", "draft: true")
        settle()
        for arguments in [["--drafts"], ["--relative"], ["--as-of", "2025-12-20"], []] {
            func build() throws -> Bool {
                let result = try Program.run(
                    ["build", "--cache", "cache", "--report", "report.json"]
                        + (arguments.contains("--as-of") ? [] : ["--as-of", "2025-12-16"]) + arguments,
                    in: site.folder.path)
                #expect(result.status == 0)
                return try site.folder.text("report.json").contains("\"load\"")
            }
            #expect(try build(), "\(arguments)")
            #expect(try !build(), "\(arguments)")
        }
    }

    @Test("stops on a warning that it would only repeat where that is asked for") func strict() throws {
        _ = try build()
        #expect(try !build().loads)
        let result = try Program.run(
            ["build", "--as-of", "2025-12-16", "--cache", "cache", "--strict"], in: site.folder.path)
        #expect(result.status == 1)
    }

    @Test("is not one after a change within the step in which file systems count time") func unsettled() throws {
        // The program has to start within a tenth of a second for that, which a busy machine may not let it do at once.
        let isLookedAtAgain = try (0..<10).contains { attempt in
            try site.entry("c", body: "Text \(attempt).")
            #expect(try build().loads)
            return try build().loads
        }
        #expect(isLookedAtAgain, "the entry may have changed again since it was read")
    }
}
