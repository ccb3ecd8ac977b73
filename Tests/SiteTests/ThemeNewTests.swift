import Foundation
import TestSupport
import Testing

@Suite("Themes of others") struct ThemeNewTests {
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

    @Test("have their keys and the program's words listed") func keys() throws {
        let site = try SampleSite()
        let listed = try Program.run(["theme", "keys"], in: site.folder.path).output
        for line in ["# Templates", "# Views", "# Words", "- settings", "- not_found "] {
            #expect(listed.contains("\n" + line) || listed.hasPrefix(line), "\(line)")
        }
        #expect(listed.contains("\n- day_description       {count} papers featured on {date}.\n"))
        // Each of them can be said otherwise.
        let words = listed.split(separator: "\n").drop { $0 != "# Words" }.filter { $0.hasPrefix("- ") }
        let file = words.map { "\($0.split(separator: " ")[1]) = \"X\"\n" }.joined()
        try site.entry("a")
        try site.folder.write("[words]\n" + file, to: "theme/i18n/en.toml")
        #expect(try site.build("--strict").errors == "")
    }

    @Test("are told of colors that are hard to read", arguments: [("#777", "4.4"), ("#fff", "1.0"), ("#767676", nil)])
    func contrast(color: String, ratio: String?) throws {
        let site = try SampleSite(configuration: "[theme]\nmark = \"\(color)\"\n")
        try site.entry("a")
        let told = try site.build().errors
        #expect(told.contains("[low-contrast]") == (ratio != nil))
        if let ratio { #expect(told.contains("what it is read on is \(ratio) to 1")) }
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
