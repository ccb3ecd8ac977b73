import Foundation
import TestSupport
import Testing

/// The schemas that editors are given know the keys that the program reads, and no others.
@Suite struct SchemaTests {
    private func schema(_ name: String) throws -> [String: Any] {
        let result = try Program.run(["schema", name], in: NSTemporaryDirectory())
        #expect(result.status == 0)
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    private func properties(_ schema: [String: Any]) -> [String: [String: Any]] {
        schema["properties"] as? [String: [String: Any]] ?? [:]
    }

    /// The keys that the program says it knows in a place, when it is asked for one that is like none.
    private func known(_ errors: String) -> Set<String> {
        let notes = errors.components(separatedBy: "note: known keys: ").dropFirst()
        return Set(notes.first?.components(separatedBy: "\n")[0].components(separatedBy: ", ") ?? [])
    }

    @Test func entriesHaveTheirKeys() throws {
        let site = try SampleSite()
        try site.entry("a", "zzzzzzzzzzzz: 1")
        let known = known(try site.build().errors)
        #expect(known.count > 40)
        #expect(Set(properties(try schema("entry")).keys) == known)
    }

    @Test func siteHasItsKeys() throws {
        let schema = try schema("site")
        #expect(Set(properties(schema).keys) == known(try SampleSite(configuration: "[zzzzzzzzzzzz]\n").build().errors))
        for (name, table) in properties(schema) where table["properties"] != nil {
            let site = try SampleSite()
            let path = site.folder("site.toml")
            let own = try String(contentsOfFile: path, encoding: .utf8)
            try site.folder.write(
                name == "site" ? own + "zzzzzzzzzzzz = 1\n" : own + "[\(name)]\nzzzzzzzzzzzz = 1\n", to: "site.toml")
            #expect(Set(properties(table).keys) == known(try site.build().errors), "[\(name)]")
        }
    }

    @Test func tagsHaveTheirKeys() throws {
        let site = try SampleSite()
        try site.folder.write("[a]\nzzzzzzzzzzzz = 1\n", to: "content/tags.toml")
        let tag = try #require(try schema("tags")["additionalProperties"] as? [String: Any])
        #expect(Set(properties(tag).keys) == known(try site.build().errors))
    }

    @Test func requiredKeysAreThose() throws {
        #expect(try schema("entry")["required"] as? [String] == ["title", "date"])
        #expect(try schema("site")["required"] as? [String] == ["site"])
        #expect(try Program.run(["schema", "entri"], in: "/").errors.contains("did you mean `entry`?"))
    }
}
