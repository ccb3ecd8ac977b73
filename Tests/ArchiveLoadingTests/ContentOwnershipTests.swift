import FileSystem
import TestSupport
import Testing

@testable import ArchiveLoading

@Suite("Whose a file beside entries is") struct ContentOwnershipTests {
    /// Each file of a tree with the entry that it belongs to; `nil` for a stray.
    private func owners(_ paths: String...) throws -> [String: String] {
        let folder = try TemporaryFolder()
        for path in paths { try folder.write("", to: "content/papers/\(path)") }
        let (tree, _) = try ContentTree.scan(Folder.open(folder.path), jobs: 2)
        let (entries, _) = ContentOwnership.resolve(tree.papers)
        var owners: [String: String] = [:]
        for entry in entries {
            for asset in entry.assets {
                owners[String(asset.path.dropFirst("content/papers/".count))] = entry.name
            }
        }
        return owners
    }

    @Test("By its name") func byName() throws {
        let owners = try owners("a.md", "a-b.md", "a.png", "a-b.png", "a-b-c.png", "a-c.tar.gz", "b.png")
        #expect(owners == ["a.png": "a", "a-b.png": "a-b", "a-b-c.png": "a-b", "a-c.tar.gz": "a"])
    }

    @Test("By its folder") func byFolder() throws {
        let owners = try owners(
            "x/index.md", "x/one.png", "x/deep/er/two.png", "y.md", "y/three.png", "y/deep/four.png", "z/only.md",
            "z/five.png", "w/six.png")
        #expect(
            owners == [
                "x/one.png": "x", "x/deep/er/two.png": "x", "y/three.png": "y", "y/deep/four.png": "y",
                "z/five.png": "only",
            ])
    }
}
