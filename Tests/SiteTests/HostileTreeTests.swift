import Foundation
import TestSupport
import Testing

/// Files that no editor means to write.
@Suite struct HostileTreeTests {
    @Test func aLinkThatLeavesTheTreeIsRefused() throws {
        let site = try SampleSite()
        try site.entry("one")
        try site.folder.write("---\ntitle: Secret\ndate: 2025-12-16\n---\n", to: "secret.md")
        try link(site, "content/papers/leak.md", to: "../../secret.md")
        try link(site, "content/papers/one.txt", to: "/etc/hostname")
        let result = try site.build()
        #expect(result.status == 1)
        #expect(result.errors.contains("content/papers/leak.md:1:1: error: this link leads out"), "\(result.errors)")
        #expect(result.errors.contains("content/papers/one.txt:1:1: error: this link leads out"), "\(result.errors)")
        #expect(try site.published().files.isEmpty)
    }

    @Test func aLoopOfLinksIsRefused() throws {
        let site = try SampleSite()
        try site.entry("one")
        try link(site, "content/papers/loop", to: ".")
        try link(site, "content/papers/self", to: "self")
        let result = try site.build()
        #expect(result.status == 1)
        #expect(result.errors.contains("content/papers/loop:1:1: error"), "\(result.errors)")
        #expect(result.errors.contains("content/papers/self:1:1: error"), "\(result.errors)")
        #expect(result.errors.contains("[link-loop]"))
    }

    @Test func aLinkWithinTheTreeIsFollowed() throws {
        let site = try SampleSite()
        try site.entry("2025/one")
        try FileManager.default.createDirectory(
            atPath: site.folder("content/papers/new"), withIntermediateDirectories: true)
        try link(site, "content/papers/new/two.md", to: "../2025/one.md")
        let result = try site.build()
        #expect(result.status == 0, "\(result.errors)")
        #expect(try site.published().files["papers/two/index.html"] != nil)
    }

    /// Of a file with two names, the one elsewhere stays as it is, whatever happens to the one here.
    @Test func hardLinksAreCopied() throws {
        let site = try SampleSite()
        try site.entry("one/index")
        let outside = try TemporaryFolder()
        try outside.write("kept as it is\n", to: "notes.txt")
        try outside.write("another's page\n", to: "page.html")
        let files = FileManager.default
        try files.linkItem(atPath: outside("notes.txt"), toPath: site.folder("content/papers/one/notes.txt"))
        try files.createDirectory(atPath: site.folder("public"), withIntermediateDirectories: true)
        #expect(try site.build().status == 0)
        let folder = site.folder("public/papers/one")
        let name = try #require(files.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("notes.") })
        let published = "\(folder)/\(name)"
        #expect(files.contents(atPath: published) == Data("kept as it is\n".utf8))
        #expect(try number(of: published) != number(of: outside("notes.txt")))
        // A page that someone made one with a file elsewhere.
        try files.removeItem(atPath: site.folder("public/index.html"))
        try files.linkItem(atPath: outside("page.html"), toPath: site.folder("public/index.html"))
        try site.entry("two")
        #expect(try site.build().status == 0)
        #expect(try outside.text("page.html") == "another's page\n")
        #expect(try String(contentsOfFile: site.folder("public/index.html"), encoding: .utf8).contains("</html>"))
    }

    private func number(of path: String) throws -> UInt64? {
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? UInt64
    }

    private func link(_ site: SampleSite, _ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: site.folder(path), withDestinationPath: target)
    }

    @Test func aPipeIsRefusedAndNotWaitedFor() throws {
        let site = try SampleSite()
        try site.entry("one")
        #expect(mkfifo(site.folder("content/papers/pipe.md"), 0o644) == 0)
        let result = try site.build()
        #expect(result.status == 1)
        #expect(result.errors.contains("[unusual-file]"), "\(result.errors)")
    }

    @Test(.enabled(if: SampleSite.canBeUnprivileged, "permissions do not stop root")) func anUnreadableFileIsNamed()
        throws
    {
        let site = try SampleSite()
        try site.entry("one")
        chmod(site.folder("content/papers/one.md"), 0)
        let result = try site.buildUnprivileged()
        #expect(result.status == 1)
        #expect(result.errors.contains("content/papers/one.md:1:1: error: the file can't be read"), "\(result.errors)")
    }

    @Test func aTextOfFiveMegabytesIsRefused() throws {
        let site = try SampleSite()
        try site.entry("one", body: String(repeating: "word ", count: 1_000_000))
        let result = try site.build()
        #expect(result.status == 1)
        #expect(result.errors.contains("[file-too-large]"), "\(result.errors)")
        #expect(result.errors.utf8.count < 2_000)
    }

    @Test func aTitleOfTenThousandCharactersIsRefused() throws {
        let site = try SampleSite()
        try site.folder.write(
            "---\ntitle: \(String(repeating: "x", count: 10_000))\ndate: 2025-12-16\n---\n", to: "content/papers/one.md"
        )
        let result = try site.build()
        #expect(result.status == 1)
        #expect(
            result.errors.contains("2:8: error: `title` has 10000 characters; 2000 is the limit"), "\(result.errors)")
        #expect(result.errors.utf8.count < 2_000)
    }

    @Test func namesWithLineBreaksAndEscapesDoNotConfuseTheTerminal() throws {
        let site = try SampleSite()
        try site.entry("a\nb\u{1B}[31mc", "tagz: x")
        let result = try site.build()
        #expect(result.status == 1)
        #expect(!result.errors.contains("\u{1B}"), "\(result.errors)")
        #expect(result.errors.contains("a\\u{a}b\\u{1b}[31mc.md:4:1: error"), "\(result.errors)")
    }

    @Test func aNameWithALineBreakMakesAUsableAddress() throws {
        let site = try SampleSite()
        try site.entry("a\nb")
        #expect(try site.build().status == 0)
        #expect(try site.published().files["papers/a-b/index.html"] != nil)
    }

    @Test func aNameThatIsNotUTF8IsNamed() throws {
        let site = try SampleSite()
        try site.entry("one")
        let name: [CChar] = Array(site.folder("content/papers/").utf8CString.dropLast()) + [CChar(bitPattern: 0xFF), 0]
        let file = creat(name, 0o644)
        guard file >= 0 else { return }  // Some file systems allow no such name, so there is nothing to see.
        close(file)
        let result = try site.build()
        #expect(result.status == 1)
        #expect(result.errors.contains("[unusable-name]"), "\(result.errors)")
    }

    @Test func assetsCannotLeaveTheirPlace() throws {
        let site = try SampleSite()
        try site.folder.write("x", to: "outside.txt")
        try site.entry("one", body: "[a](../../../outside.txt) ![b](/../../etc/passwd) ![c](one.png)")
        try site.folder.write("picture", to: "content/papers/one.png")
        let result = try site.build()
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.contains("there is no file `../../../outside.txt` beside this one"), "\(result.errors)")
        let page = try site.published().text("papers/one/index.html")
        #expect(page.contains("src=\"/papers/one/one."))
        #expect(!(try site.published().files.values.contains(Data("x".utf8))))
    }

    @Test func noMarkupOfAStrangersReachesAPage() throws {
        let expected = try FileTree("\(GoldenSiteTests.folder)/hostile/expected")
        #expect(expected.files.count > 20)
        for (path, content) in expected.files where !path.hasSuffix(".svg") {
            let text = String(decoding: content, as: UTF8.self).lowercased()
            if path.hasSuffix(".bib") || path.hasSuffix(".ris") {
                // Text, and for what begins so no browser guesses that it is a page.
                #expect(text.isEmpty || text.hasPrefix("@") || text.hasPrefix("ty  - "), "\(path)")
                continue
            }
            #expect(!text.contains("<script"), "\(path)")
            #expect(!text.contains("<img src=x"), "\(path)")
            #expect(!text.contains("href=\"javascript"), "\(path)")
            // In feeds, markup stands escaped once and is a reader's markup again: there it has to be escaped twice.
            guard path.hasSuffix("feed.xml") || path.hasSuffix("atom.xml") else { continue }
            for element in ["description", "content:encoded", "content type=\"html\""] {
                for part in text.components(separatedBy: "<\(element)>").dropFirst() {
                    #expect(!part.prefix { $0 != "<" }.contains("&lt;script"), "\(path)")
                }
            }
        }
    }
}
