import Foundation
import TestSupport
import Testing

/// The languages of the themes in this repository.
@Suite("The default theme") struct LanguageTests {
    private static let themes = URL(fileURLWithPath: #filePath).appending(path: "../../../themes").standardizedFileURL
        .path

    @Test("leaves nothing in English in the languages that it has", arguments: ["de", "ja", "de-AT"])
    func translations(language: String) throws {
        let site = try TemporaryFolder()
        try site.write(
            "[site]\ntitle = \"S\"\nurl = \"https://example.org/\"\nlanguage = \"\(language)\"\n", to: "site.toml")
        try site.write(
            "---\ntitle: A title\ndate: 2025-12-16\nauthors: [Ada]\n---\n\nText.[^1]\n\n[^1]: Note.\n",
            to: "content/papers/a.md")
        try FileManager.default.copyItem(atPath: Self.themes, toPath: site("themes"))
        let result = try Program.run(["build", "--strict", "--as-of", "2025-12-16"], in: site.path)
        #expect(result.errors == "")
        #expect(result.status == 0)
        let page = try site.text("public/papers/a/index.html")
        #expect(page.contains("<html lang=\"\(language)\""))
        for english in ["Archive", "Featured", "Cite", "Skip", "December", "Back to"] {
            #expect(!page.contains(english))
        }
        #expect(page.contains(language == "ja" ? "2025年12月16日（火曜日）" : "Dienstag, 16. Dezember 2025"))
    }
}
