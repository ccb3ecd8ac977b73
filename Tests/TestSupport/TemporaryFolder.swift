import Foundation

/// A folder of its own for one test, gone when the test is.
package final class TemporaryFolder: Sendable {
    /// Its absolute path.
    package let path: String

    /// Makes an empty folder.
    package init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "offprint-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }  // A test's leavings are no reason to fail.

    /// The absolute path of a name in it.
    package func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, with the folders above it.
    package func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: self(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// A file's text.
    package func text(_ name: String) throws -> String { try String(contentsOfFile: self(name), encoding: .utf8) }
}
