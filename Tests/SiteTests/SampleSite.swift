import Foundation
import TestSupport
import Testing

/// A small site in a folder of its own, for tests that change it.
struct SampleSite {
    let folder: TemporaryFolder

    /// A site with the theme `plain` and no entries.
    init(configuration: String = "") throws {
        folder = try TemporaryFolder()
        try folder.write(
            "[site]\ntitle = \"Sample\"\nurl = \"https://example.org/\"\ntheme = \"plain\"\n" + configuration,
            to: "site.toml")
        try FileManager.default.copyItem(atPath: "\(GoldenSiteTests.folder)/_themes", toPath: folder("themes"))
    }

    /// Writes an entry.
    func entry(_ name: String, _ keys: String = "", body: String = "Text.") throws {
        try folder.write(
            "---\ntitle: A title\ndate: 2025-12-16\n\(keys)\n---\n\n\(body)\n", to: "content/papers/\(name).md")
    }

    /// Builds it.
    @discardableResult
    func build(_ arguments: String...) throws -> Program.Result {
        try Program.run(["build", "--as-of", "2025-12-16"] + arguments, in: folder.path)
    }

    /// What is published.
    func published() throws -> FileTree { try FileTree(folder("public")) }
}

/// Whether the tests run as the one user whom permissions do not stop.
let isRoot = geteuid() == 0
