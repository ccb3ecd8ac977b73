import Foundation
import Testing

/// Texts that are expected to be what they were, a file each in `Tests/Golden`.
enum Golden {
    /// Expects a text to be what the file of that name has. With `OFFPRINT_RECORD=1` the file is written anew, and the test
    /// fails all the same: a person has to look.
    static func expect(_ text: String, _ name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../Golden/\(name)")
        if GoldenSiteTests.isRecording {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name); look at what changed and run again without OFFPRINT_RECORD")
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)), "\(name)")
    }
}
