import Foundation
import TestSupport
import Testing

/// What a build does to its output folder.
@Suite struct PublishingTests {
    @Test func nothingChangedWritesNothing() throws {
        let site = try SampleSite()
        try site.entry("one")
        #expect(try site.build().status == 0)
        let paths = try site.published().files.keys
        let before = try Dictionary(uniqueKeysWithValues: paths.map { ($0, try fingerprint(site, $0)) })

        let second = try site.build("--report", "report.json")
        #expect(second.status == 0)
        let report = try site.folder.text("report.json")
        #expect(report.contains("\"written\":0,"), "\(report)")
        // What each choice of [export] costs.
        try site.build("--full", "--report", "report.json")
        let whole = try JSONSerialization.jsonObject(with: Data(site.folder.text("report.json").utf8))
        let kinds = try #require((whole as? [String: Any])?["kinds"] as? [String: Int])
        #expect(kinds["day data"] == 3 && kinds["paper"] == 1, "\(kinds)")
        #expect(kinds.values.reduce(0, +) == paths.count)
        let after = try Dictionary(
            uniqueKeysWithValues: site.published().files.keys.map { ($0, try fingerprint(site, $0)) })
        #expect(before == after)
    }

    /// The file's number and the time it was changed.
    private func fingerprint(_ site: SampleSite, _ path: String) throws -> String {
        let values = try FileManager.default.attributesOfItem(atPath: site.folder("public/\(path)"))
        return "\(String(describing: values[.systemFileNumber])) \(String(describing: values[.modificationDate]))"
    }

    @Test func anotherTimeZoneMovesWhatWasReadBefore() throws {
        let site = try SampleSite()
        try site.folder.write("---\ntitle: Late\ndate: 2025-12-13T23:30:00Z\n---\n", to: "content/papers/late.md")
        #expect(try site.build().status == 0)
        #expect(try site.published().files["2025/12/13/index.html"] != nil)
        let settings = try site.folder.text("site.toml")
        try site.folder.write(settings + "time_zone = \"Europe/Paris\"\n", to: "site.toml")
        #expect(try site.build().status == 0)
        let published = try site.published()
        #expect(published.files["2025/12/14/index.html"] != nil && published.files["2025/12/13/index.html"] == nil)
    }

    @Test func onlyWhatChangedIsWritten() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.entry("two")
        try site.build()
        let before = try fingerprint(site, "papers/two/index.html")
        try site.entry("one", body: "Other text.")
        #expect(try site.build().status == 0)
        #expect(try site.published().text("papers/one/index.html").contains("Other text."))
        #expect(try fingerprint(site, "papers/two/index.html") == before)
    }

    @Test func whatIsGoneIsRemovedAndNothingElse() throws {
        let site = try SampleSite()
        try site.entry("one", "tags: [rare]")
        try site.entry("two")
        try site.build()
        try site.folder.write("mine", to: "public/papers/one/mine.txt")
        try site.folder.write("mine", to: "public/mine.txt")
        try FileManager.default.removeItem(atPath: site.folder("content/papers/one.md"))
        #expect(try site.build().status == 0)
        let files = try site.published().files
        #expect(files["papers/one/index.html"] == nil)
        #expect(files["papers/one/mine.txt"] != nil)
        #expect(files["mine.txt"] != nil)
        #expect(!FileManager.default.fileExists(atPath: site.folder("public/tags")), "empty folders go too")
        #expect(files["papers/two/index.html"] != nil)
    }

    @Test func aFolderThatIsNotOursIsRefused() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.folder.write("mine", to: "public/thesis.tex")
        let result = try site.build()
        #expect(result.status == 74)
        #expect(result.errors.contains("it is not empty, and no site was built there before"), "\(result.errors)")
        #expect(try site.published().files.keys.sorted() == ["thesis.tex"])
        #expect(!FileManager.default.fileExists(atPath: site.folder("public/.offprint")))
    }

    @Test func whatSomebodyElsePutThereIsNotReplaced() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.build()
        let before = try site.published()
        for path in ["papers/two/index.html", "papers/two", "papers/two/index.html/mine.txt"] {
            try site.folder.write("mine", to: "public/\(path)")
            try site.entry("two")
            let result = try site.build()
            #expect(result.status == 74, "\(path)")
            #expect(result.errors.contains("not made by a build"), "\(result.errors)")
            try FileManager.default.removeItem(atPath: site.folder("public/papers/two"))
            #expect(try site.published() == before)
        }
        #expect(try site.build().status == 0)
    }

    @Test func anErrorPublishesNothing() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.build()
        let before = try site.published()
        try site.entry("two")
        try site.entry("three", "draft: maybe")
        #expect(try site.build().status == 1)
        #expect(try site.published() == before)
    }

    @Test func strictTurnsWarningsIntoErrors() throws {
        let site = try SampleSite()
        try site.entry("one", body: "![x](missing.png)")
        #expect(try site.build("--strict").status == 1)
        #expect(try site.published().files.isEmpty)
        #expect(try site.build().status == 0)
    }

    @Test func filesAndFoldersMayTradePlaces() throws {
        let site = try SampleSite()
        try site.entry("one", "aliases: [old]")
        try site.folder.write("x", to: "static/place/inside.txt")
        try site.folder.write("x", to: "static/thing")
        #expect(try site.build().status == 0)
        try FileManager.default.removeItem(atPath: site.folder("static"))
        try site.folder.write("x", to: "static/place")
        try site.folder.write("x", to: "static/thing/inside.txt")
        let result = try site.build()
        #expect(result.status == 0, "\(result.errors)")
        let files = try site.published().files
        #expect(files["place"] != nil && files["thing/inside.txt"] != nil && files["place/inside.txt"] == nil)
    }

    /// Kills builds at many moments; whatever is there afterwards is whole, and the next build makes all of it right.
    @Test func aKilledBuildLeavesWholeFilesAndTheNextMendsTheRest() throws {
        let site = try SampleSite()
        for number in 0..<60 { try site.entry("paper\(number)", "tags: [t\(number % 7)]", body: "First version.") }
        try site.build()
        let first = try site.published()
        for number in 0..<60 where number % 3 != 0 {
            try site.entry("paper\(number)", "tags: [t\(number % 5)]", body: "Second version, longer than the first.")
        }
        for number in 0..<60 where number % 3 == 0 {
            try FileManager.default.removeItem(atPath: site.folder("content/papers/paper\(number).md"))
        }
        let other = try TemporaryFolder()
        let wanted = try Program.run(
            ["build", "--as-of", "2025-12-16", "--output", other("public")], in: site.folder.path)
        #expect(wanted.status == 0)
        let second = try FileTree(other("public"))

        var interrupted = 0
        for delay in stride(from: 0, through: 300, by: 6) {
            let process = Process()
            process.executableURL = Program.url
            process.arguments = ["build", "--as-of", "2025-12-16"]
            process.currentDirectoryURL = URL(fileURLWithPath: site.folder.path)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(delay) * 1_000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal { interrupted += 1 }
            for (path, content) in try site.published().files {
                #expect(content == first.files[path] || content == second.files[path], "\(path) is neither old nor new")
            }
        }
        #expect(interrupted > 0)
        #expect(try site.build().status == 0)
        let differences = try site.published().differences(from: second)
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test(.enabled(if: SampleSite.canBeUnprivileged, "permissions do not stop root"))
    func whatAFailedBuildLeftBehindIsRemovedByTheNext() throws {
        let site = try SampleSite()
        chmod(site.folder.path, 0o777)
        try site.entry("one")
        #expect(try site.buildUnprivileged().status == 0)

        // The new files are moved in the order of their names: this one gets there, the paper's does not.
        try site.folder.write("x", to: "static/0-left-behind.txt")
        try site.entry("two")
        chmod(site.folder("public/papers"), 0o555)
        #expect(try site.buildUnprivileged().status == 74)
        chmod(site.folder("public/papers"), 0o777)
        #expect(try site.published().files["0-left-behind.txt"] != nil)

        try FileManager.default.removeItem(atPath: site.folder("static/0-left-behind.txt"))
        #expect(try site.buildUnprivileged().status == 0)
        #expect(try site.published().files["0-left-behind.txt"] == nil)
        #expect(try site.published().files["papers/two/index.html"] != nil)
    }

    @Test func twoBuildsAtOnceDoNotMix() throws {
        let site = try SampleSite()
        for number in 0..<40 { try site.entry("paper\(number)") }
        try site.build()
        let lock = open(site.folder("public/.offprint"), O_RDONLY)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let result = try site.build()
        close(lock)
        #expect(result.status == 74)
        #expect(result.errors.contains("another build is busy there"), "\(result.errors)")
        #expect(try site.build().status == 0)
    }

    @Test func aFullDiskLeavesTheOldSite() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.build()
        let before = try site.published()
        try site.entry("one", body: String(repeating: "Many words. ", count: 20_000))
        // A limit on the size of files fails a write as a full disk does, and needs no disk of its own.
        let shell = "trap '' XFSZ; ulimit -f 64; exec '\(Program.url.path)' build --as-of 2025-12-16"
        let result = try Program.run(URL(fileURLWithPath: "/bin/bash"), ["-c", shell], in: site.folder.path)
        #expect(result.status == 74, "\(result.errors)")
        #expect(result.errors.contains("can't write"), "\(result.errors)")
        #expect(try site.published() == before)
    }

    @Test(.enabled(if: SampleSite.canBeUnprivileged, "permissions do not stop root"))
    func aReadOnlyFolderLeavesTheOldSite() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.build()
        let before = try site.published()
        try site.entry("one", body: "Other.")
        for path in ["public", "public/.offprint"] { chmod(site.folder(path), 0o555) }
        let result = try site.buildUnprivileged()
        for path in ["public", "public/.offprint"] { chmod(site.folder(path), 0o755) }
        #expect(result.status == 74, "\(result.errors)")
        #expect(try site.published() == before)
    }

    @Test func anOutputThatIsAFileIsAClearError() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.folder.write("", to: "public")
        let result = try site.build()
        #expect(result.status == 74)
        #expect(result.errors.contains("public: Not a directory"), "\(result.errors)")
    }

    @Test func manifestsCannotLeadOutOfTheFolder() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.build()
        try site.folder.write("precious", to: "precious.txt")
        let manifest = try site.folder.text("public/.offprint/manifest")
        try site.folder.write(
            manifest + "../precious.txt\n\(site.folder("precious.txt"))\n", to: "public/.offprint/manifest")
        try site.entry("two")
        #expect(try site.build().status == 0)
        #expect(try site.folder.text("precious.txt") == "precious")
    }
}
