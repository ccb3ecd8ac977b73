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

extension SampleSite {
    /// Builds as a user whom permissions stop: root is none, so it becomes `nobody` first.
    func buildUnprivileged() throws -> Program.Result {
        guard geteuid() == 0 else { return try build() }
        let become = ["--reuid=65534", "--regid=65534", "--clear-groups", Program.url.path]
        return try Program.run(
            URL(fileURLWithPath: "/usr/bin/setpriv"), become + ["build", "--as-of", "2025-12-16"], in: folder.path)
    }

    /// Whether ``buildUnprivileged()`` can do that here.
    static let canBeUnprivileged = geteuid() != 0 || FileManager.default.fileExists(atPath: "/usr/bin/setpriv")
}
