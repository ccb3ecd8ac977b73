import Foundation
import TestSupport
import Testing

/// Whatever happens to a site between two builds, the later one makes what a first one would.
///
/// `OFFPRINT_SEED` and `OFFPRINT_EDITS` choose which edits are made and how often.
@Suite struct IncrementalBuildTests {
    @Test func aBuildAfterAnyEditsEqualsAFullOne() throws {
        let seed: UInt64 = environment("OFFPRINT_SEED") ?? 20_251_216
        let site = try ChangingSite(seed: seed)
        var lastEdits: [[String]] = []
        for step in 0...(environment("OFFPRINT_EDITS") ?? 120) {
            if step > 0 { lastEdits.append(try site.edit()) }
            // Only what has not just changed lets a build be sure that a later change will show.
            if step % 4 == 0 { Thread.sleep(forTimeInterval: 0.12) }
            let told = "seed \(seed), step \(step), after \(lastEdits.suffix(3))"
            let (builds, isPublished) = try Self.compare(site, told)
            guard builds else { return }
            if isPublished {
                try site.save()
            } else {
                try #require(step > 0, "the first site has errors")
                try site.restore()
            }
            if step % 8 == 0 { try Self.expectNothingWritten(site, told) }
        }
    }

    /// Builds on and builds anew; false where the two differ, and whether something was published.
    private static func compare(_ site: ChangingSite, _ told: String) throws -> (isSame: Bool, isPublished: Bool) {
        let before = try FileTree(site.folder("public"))
        let later = try site.build("public", cache: "cache")
        for name in ["fresh", "fresh-cache"] { try? FileManager.default.removeItem(atPath: site.folder(name)) }
        let full = try site.build("fresh", cache: "fresh-cache")
        let after = try FileTree(site.folder("public"))

        #expect(later.status == full.status, "\(told)")
        #expect(later.errors == full.errors, "\(told)")
        let expected = full.status == 0 ? try FileTree(site.folder("fresh")) : before
        let differences = after.differences(from: expected)
        #expect(differences.isEmpty, "\(told):\n\(differences.prefix(5).joined(separator: "\n"))")
        if full.status == 0 {
            let changed = after.files.count { before.files[$0.key] != $0.value }
            let report = try site.folder.text("report.json")
            #expect(
                report.contains("\"written\":\(changed),"), "\(told): \(changed) files are other ones now: \(report)")
        }
        let isSame = later.status == full.status && later.errors == full.errors && differences.isEmpty
        return (isSame, full.status == 0)
    }

    private static func expectNothingWritten(_ site: ChangingSite, _ told: String) throws {
        Thread.sleep(forTimeInterval: 0.12)
        let first = try site.build("public", cache: "cache")
        guard first.status == 0 else { return }
        let before = try site.stamps()
        let second = try site.build("public", cache: "cache")
        #expect(second.status == 0 && second.errors == first.errors, "\(told)")
        let report = try site.folder.text("report.json")
        #expect(report.contains("\"written\":0,"), "\(told)")
        // Nothing can be kept where an edit put a folder.
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: site.folder("cache/outputs"), isDirectory: &isFolder)
        #expect(report.contains("\"load\"") == isFolder.boolValue, "entries are read; \(told)")
        #expect(try site.stamps() == before, "\(told)")
    }

    private func environment<Number: FixedWidthInteger>(_ name: String) -> Number? {
        ProcessInfo.processInfo.environment[name].flatMap { Number($0) }
    }
}

extension ChangingSite {
    fileprivate func build(_ output: String, cache: String) throws -> Program.Result {
        let report = output == "public" ? "report.json" : "full-report.json"
        return try Program.run(
            ["build", "--site", "site", "--output", output, "--cache", cache, "--report", report] + options,
            in: folder.path)
    }

    /// The number and the time of every published file.
    fileprivate func stamps() throws -> [String: String] {
        var stamps: [String: String] = [:]
        for path in try FileTree(folder("public")).files.keys {
            let values = try FileManager.default.attributesOfItem(atPath: folder("public/\(path)"))
            stamps[path] = "\(values[.systemFileNumber] ?? "") \(values[.modificationDate] ?? "")"
        }
        return stamps
    }
}
