import Foundation
import TestSupport
import Testing

@Suite("offprint theme new") struct ThemeNewTests {
    /// An empty site that may find the themes of this repository.
    private func site() throws -> TemporaryFolder {
        let site = try TemporaryFolder()
        try site.write("[site]\ntitle = \"Own\"\nurl = \"https://example.org/\"\ntheme = \"own\"\n", to: "site.toml")
        return site
    }

    @Test("makes a theme that builds at once and says its own name")
    func works() throws {
        let site = try site()
        let made = try Program.run(["theme", "new", "own"], in: site.path)
        #expect(made.status == 0)
        #expect(made.output.hasPrefix("themes/own: "))
        #expect(try site.text("themes/own/theme.toml").hasPrefix("name = \"own\"\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: site("themes")) == ["own"])
        let built = try Program.run(["build", "--strict"], in: site.path)
        #expect(built.errors == "")
        #expect(built.status == 0)
    }

    @Test(
        "leaves everything as it is where it can't",
        arguments: [
            (["../own"], "a theme's name has letters, digits, `-` and `_`, not `../own`"),
            (["taken"], "there is a theme themes/taken already"),
            (["own", "--from", "nothing"], "there is no theme `nothing` to begin with"),
        ])
    func refuses(arguments: [String], reason: String) throws {
        let site = try site()
        try site.write("x", to: "themes/taken/notes.txt")
        let result = try Program.run(["theme", "new"] + arguments, in: site.path)
        #expect(result.status == 64)
        #expect(result.errors.contains(reason))
        #expect(
            try FileManager.default.subpathsOfDirectory(atPath: site("themes")).sorted() == [
                "taken", "taken/notes.txt",
            ])
    }
}
