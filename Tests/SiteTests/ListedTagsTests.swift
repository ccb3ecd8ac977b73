import Foundation
import TestSupport
import Testing

/// `content/tags.toml`.
@Suite struct ListedTagsTests {
    private static let list = """
        [nlp]
        title = "Natural language processing"
        description = "Text in and out: $O(n^2)$."

        ["language models"]
        parents = ["nlp"]
        synonyms = ["LLM", "Large Language Models"]

        [agents]
        parents = ["Large language models"]

        [robots]
        """

    private func site() throws -> SampleSite {
        let site = try SampleSite(configuration: "[feeds]\nscopes = [\"tags\"]\n")
        try site.folder.write(Self.list, to: "content/tags.toml")
        try site.entry("a", "tags: [LLM, vision]")
        try site.entry("b", "tags: [Language Models, llm, language-models]")
        try site.entry("c", "tags: [agents]")
        return site
    }

    @Test func namesOfATagAreOne() throws {
        let site = try site()
        let result = try site.build("--strict")
        #expect(result.status == 0, "\(result.errors)")
        let published = try site.published()
        // Its own name, once, in the order of what was written.
        let page = published.text("tags/language-models/index.html")
        for paper in ["a", "b", "c"] { #expect(page.contains("papers/\(paper)/"), "\(paper)") }
        #expect(
            published.text("tags/language-models/atom.xml").components(
                separatedBy: "<category term=\"language models\""
            ).count == 3)
        // The parent has no paper of its own.
        let parent = published.text("tags/nlp/index.html")
        for paper in ["a", "b", "c"] { #expect(parent.contains("papers/\(paper)/"), "\(paper)") }
        #expect(parent.contains("<meta name=\"description\" content=\"Text in and out: O(n²).\""))
        #expect(published.text("tags/nlp/feed.xml").components(separatedBy: "<item>").count == 4)
        #expect(!published.text("tags/agents/index.html").contains("papers/a/"))
        #expect(published.text("tags/index.html").contains("Natural language processing"))
        #expect(!published.files.keys.contains { $0.hasPrefix("tags/robots") })
        // Every other name leads there.
        for (old, new) in [
            ("llm", "language-models"), ("large-language-models", "language-models"),
            ("natural-language-processing", "nlp"),
        ] { #expect(published.text("tags/\(old)/index.html").contains("/tags/\(new)/"), "\(old)") }
    }

    @Test func anExportOfATagHasThosePapers() throws {
        let site = try site()
        let found = try Program.run(
            ["export", "jsonl", "--tag", "Natural language processing"], in: site.folder.path)
        #expect(found.output.split(separator: "\n").count == 3)
    }

    @Test func checkSaysWhatIsNotListedAndWhatIsNotUsed() throws {
        let site = try site()
        try site.entry("d", "tags: [agent]")
        let result = try Program.run(["check"], in: site.folder.path)
        #expect(
            result.errors.contains(
                """
                content/papers/a.md:4:7: warning: content/tags.toml does not list the tag `vision` [unlisted-tag]
                """))
        #expect(result.errors.contains("did you mean `agents`?"))
        #expect(result.errors.contains("content/tags.toml:12:2: warning: no paper has the tag `robots` [unused-tag]"))
        #expect(!result.errors.contains("similar-tags"))
    }

    @Test func mistakesAreErrorsWithTheirPlaces() throws {
        let site = try site()
        try site.folder.write(
            """
            [a]
            parents = ["b"]
            colour = "red"

            [b]
            parents = ["a", "unknown"]
            synonyms = ["C"]

            [c]
            synonyms = ["…"]

            d = 1
            """, to: "content/tags.toml")
        let result = try site.build()
        #expect(result.status == 1)
        for line in [
            "content/tags.toml:2:12: error: the tag `a` is a part of itself",
            "content/tags.toml:3:1: error: the tag has no key `colour`",
            "content/tags.toml:6:12: error: the tag `b` is a part of itself",
            "content/tags.toml:6:17: error: there is no tag `unknown` in this file",
            "content/tags.toml:9:2: error: `c` is a name of the tag `b` already",
            "content/tags.toml:10:13: error: `…` can't be a tag's name",
            "content/tags.toml:12:1: error: the tag has no key `d`",
        ] { #expect(result.errors.contains(line), "\(line)\n\(result.errors)") }
        #expect(try site.published().files.isEmpty)
    }
}
