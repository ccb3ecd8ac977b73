import Foundation
import TestSupport
import Testing

/// Builds each folder of `Tests/Sites` and compares everything that comes of it with what stands there:
///
/// - `site.toml`, `content`, `theme`: the site. It is built with the theme `plain` of `Tests/Sites/_themes`.
/// - `arguments`: more arguments of `offprint build`, one a line.
/// - `expected`: every file of the built site; none where the build has to fail.
/// - `messages.txt`: what is printed to standard error, and the exit status where it is not 0.
///
/// With `OFFPRINT_RECORD=1` the last two are written anew, and the test fails all the same: a person has to look.
@Suite struct GoldenSiteTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../Sites")
        .standardizedFileURL.path
    static let isRecording = ProcessInfo.processInfo.environment["OFFPRINT_RECORD"] == "1"

    static let cases: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).filter { !$0.hasPrefix("_") && !$0.hasPrefix(".") }.sorted()
    }()

    @Test func thereAreCases() { #expect(Self.cases.count >= 6) }

    @Test(arguments: cases) func site(_ name: String) throws {
        let source = "\(Self.folder)/\(name)"
        let site = try TemporaryFolder()
        for item in ["site.toml", "content", "theme", "static"] {
            guard FileManager.default.fileExists(atPath: "\(source)/\(item)") else { continue }
            try FileManager.default.copyItem(atPath: "\(source)/\(item)", toPath: site(item))
        }
        try FileManager.default.copyItem(atPath: "\(Self.folder)/_themes", toPath: site("themes"))
        let more = (try? String(contentsOfFile: "\(source)/arguments", encoding: .utf8)) ?? ""
        let arguments = ["build", "--as-of", "2025-12-16"] + more.split(separator: "\n").map(String.init)

        let result = try Program.run(arguments, in: site.path)
        let built = try FileTree(site("public"))
        let messages = result.errors + (result.status == 0 ? "" : "exit status \(result.status)\n")

        if Self.isRecording {
            try? FileManager.default.removeItem(atPath: "\(source)/expected")  // There may be none yet.
            if result.status == 0 {
                try? FileManager.default.removeItem(atPath: site("public/.offprint"))
                try FileManager.default.copyItem(atPath: site("public"), toPath: "\(source)/expected")
            }
            try Data(messages.utf8).write(to: URL(fileURLWithPath: "\(source)/messages.txt"))
            Issue.record("recorded \(name); look at what changed and run again without OFFPRINT_RECORD")
            return
        }
        #expect(messages == (try String(contentsOfFile: "\(source)/messages.txt", encoding: .utf8)))
        let differences = built.differences(from: try FileTree("\(source)/expected"))
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }
}
