import Foundation
import TestSupport
import Testing

/// `offprint migrate`: keys with the names that they have elsewhere.
@Suite struct MigrateTests {
    /// A site as someone brings it from another generator.
    private func brought() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            # Ours since 2019
            baseURL = "https://example.org/"
            title = "Papers" # kept
            languageCode = "en"

            [listing]
            page_size = 10
            """, to: "site.toml")
        try folder.write(
            """
            ---
            title: One
            date: 2025-01-02
            # who
            author: [A. B.]
            "arxiv_id": 2306.07552
            categories:
              - x
            ---

            author: is no key here.

            """, to: "content/papers/one.md")
        try folder.write(
            "+++\ntitle = \"Two\"\ndate = 2025-01-02\ntags = [\"a\"]\nkeywords = [\"b\"]\nlastmod = 2025-01-03\n+++\nText",
            to: "content/papers/two.md")
        return folder
    }

    private func migrate(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Result {
        try Program.run(["migrate"] + arguments, in: folder.path)
    }

    @Test func itIsShownFirstAndWrittenOnRequest() throws {
        let folder = try brought()
        let before = try FileTree(folder.path)
        let shown = try migrate(folder)
        #expect(shown.status == 0)
        #expect(shown.errors == "7 keys in 3 files to rename; --write does it\n")
        #expect(shown.output.contains("-author: [A. B.]\n-\"arxiv_id\": 2306.07552\n-categories:\n+authors: [A. B.]\n"))
        #expect(shown.output.contains("-title = \"Papers\" # kept\n"))
        #expect(try FileTree(folder.path) == before)

        #expect(try migrate(folder, "--write").errors == "7 keys in 3 files renamed\n")
        #expect(
            try folder.text("site.toml") == """
                # Ours since 2019
                site.url = "https://example.org/"
                site.title = "Papers" # kept
                site.language = "en"

                [listing]
                page_size = 10
                """)
        #expect(
            try folder.text("content/papers/one.md") == """
                ---
                title: One
                date: 2025-01-02
                # who
                authors: [A. B.]
                arxiv: 2306.07552
                tags:
                  - x
                ---

                author: is no key here.

                """)
        // What has the name already stays, and is told.
        let rest = try Program.run(["check"], in: folder.path)
        #expect(rest.errors.contains("content/papers/two.md:5:1: error: the entry has no key `keywords`"))
        #expect(rest.errors.contains("note: it is called `tags`, which is there already"))
        #expect(rest.errors.hasSuffix("1 error\n"), "\(rest.errors)")
        #expect(try migrate(folder).errors == "no key has another name\n")
    }

    @Test func whatIsShownIsAPatch() throws {
        let (one, other) = (try brought(), try brought())
        try one.write(try migrate(one).output, to: "renamed.patch")
        let git = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["git", "apply", "renamed.patch"], in: one.path)
        #expect(git.status == 0, "\(git.errors)")
        _ = try migrate(other, "--write")
        try FileManager.default.removeItem(atPath: one("renamed.patch"))
        #expect(try FileTree(one.path) == FileTree(other.path))
    }

    @Test func aMessageSaysIt() throws {
        let folder = try brought()
        let result = try Program.run(["build"], in: folder.path)
        #expect(result.status == 1)
        #expect(
            result.errors.contains("note: it is called `site.url`, and `offprint migrate` renames it"),
            "\(result.errors)")
    }

    @Test func twoKeysForOneNameAreLeft() throws {
        let site = try SampleSite()
        try site.entry("one", "lastmod: 2025-12-16\nmodified: 2025-12-17")
        #expect(try migrate(site.folder).errors == "no key has another name\n")
    }
}
