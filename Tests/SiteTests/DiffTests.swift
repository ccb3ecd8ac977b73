import Foundation
import TestSupport
import Testing

/// `offprint diff`, in a repository of its own.
@Suite struct DiffTests {
    private func git(_ site: SampleSite, _ arguments: String...) throws {
        let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        let result = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["git"] + identity + arguments, in: site.folder.path)
        #expect(result.status == 0, "\(result.errors)")
    }

    private func diff(_ site: SampleSite, _ arguments: String...) throws -> Program.Result {
        try Program.run(["diff", "--as-of", "2025-12-16"] + arguments, in: site.folder.path)
    }

    private func committed() throws -> SampleSite {
        let site = try SampleSite()
        try site.folder.write("public/\n.cache/\n", to: ".gitignore")
        for name in ["kept", "edited", "gone", "renamed"] {
            try site.folder.write(
                "---\ntitle: Paper \(name)\ndate: 2025-12-10\ntags: [x]\n---\n\nText.\n",
                to: "content/papers/\(name).md")
        }
        try site.folder.write("---\ntitle: About\n---\n\nText.\n", to: "content/pages/about.md")
        try git(site, "init", "-q")
        try git(site, "add", "-A")
        try git(site, "commit", "-q", "-m", "first")
        return site
    }

    @Test func pagesAndFeedItemsAreTold() throws {
        let site = try committed()
        #expect(try diff(site, "HEAD").output == "no page changes\n")
        let papers = site.folder("content/papers")
        try FileManager.default.removeItem(atPath: papers + "/gone.md")
        try FileManager.default.moveItem(atPath: papers + "/renamed.md", toPath: papers + "/other.md")
        try site.folder.write(
            "---\ntitle: Paper edited\ndate: 2025-12-10\ntags: [x]\nstatus: retracted\nnotice: Wrong.\nnotice_date: 2025-12-16\n---\n\nText, mended.\n",
            to: "content/papers/edited.md")
        try site.folder.write(
            "---\ntitle: 'New @you #1 *x*'\ndate: 2025-12-16\ntags: [y]\n---\n\nText.\n", to: "content/papers/new.md")
        try site.folder.write("---\ntitle: About\n---\n\nOther text.\n", to: "content/pages/about.md")
        let result = try diff(site, "main")
        #expect(result.status == 0, "\(result.errors)")
        try Golden.expect(result.output, "diff.text")
        try Golden.expect(try diff(site, "HEAD", "--format", "markdown").output, "diff.markdown")
        // With an alias nothing is lost.
        try site.folder.write(
            "---\ntitle: Paper renamed\ndate: 2025-12-10\ntags: [x]\naliases: [/papers/renamed/]\n---\n\nText.\n",
            to: "content/papers/other.md")
        let aliased = try diff(site, "HEAD").output
        #expect(aliased.contains("changed  /papers/renamed/"), "\(aliased)")
        #expect(!aliased.contains("moved    "), "\(aliased)")
        // Nothing of it is left in the repository.
        let trees = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["git", "worktree", "list"], in: site.folder.path)
        #expect(trees.output.split(separator: "\n").count == 1)
    }

    @Test func aSiteCanBeAPartOfARepository() throws {
        let site = try SampleSite()
        try site.entry("a")
        let whole = try TemporaryFolder()
        try FileManager.default.moveItem(atPath: site.folder.path, toPath: whole("site"))
        for command in [
            ["init", "-q"], ["add", "-A"],
            ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-q", "-m", "x"],
        ] {
            _ = try Program.run(URL(fileURLWithPath: "/usr/bin/env"), ["git"] + command, in: whole.path)
        }
        try whole.write("---\ntitle: B\ndate: 2025-12-16\n---\n\nText.\n", to: "site/content/papers/b.md")
        let result = try Program.run(["diff", "HEAD", "--site", "site", "--as-of", "2025-12-16"], in: whole.path)
        #expect(result.output.contains("new      /papers/b/  B\n"), "\(result.errors)")
        try FileManager.default.createDirectory(atPath: site.folder.path, withIntermediateDirectories: true)
    }

    @Test func whatCannotBeComparedIsSaid() throws {
        let site = try committed()
        for name in ["nonsense", "--upload-pack=x", "HEAD:content"] {
            let result = try diff(site, "--", name)
            #expect(result.status == 74, "\(name)")
            #expect(
                result.errors.contains("there is no commit `\(name)^{commit}`")
                    || result.errors.contains("can't run git"), "\(result.errors)")
        }
        try site.entry("broken", "tagz: [x]")
        let broken = try diff(site, "HEAD")
        #expect(broken.status == 1)
        #expect(broken.errors.contains("content/papers/broken.md:4:1: error"))
        try git(site, "add", "-A")
        try git(site, "commit", "-q", "-m", "broken")
        try FileManager.default.removeItem(atPath: site.folder("content/papers/broken.md"))
        let base = try diff(site, "HEAD")
        #expect(base.status == 1)
        #expect(base.errors.contains("error: the site of HEAD does not build"))
        let none = try TemporaryFolder()
        try none.write("[site]\ntitle = \"x\"\n", to: "site.toml")
        #expect(try Program.run(["diff", "HEAD"], in: none.path).status == 74)
    }
}
