import ArchiveModel
package import FileSystem
import Foundation
import Markup

/// `offprint init`: a new archive that builds at once. Its files lie beside this one and are part of the program.
package enum Starter {
    /// What came of it.
    package enum Result: Sendable {
        /// The files that were made, and those that were there and stay as they are.
        case made([String], kept: [String])
        /// The folder is an archive already.
        case refused
    }

    /// Makes an archive in a folder, which is made where it is missing. Files that are there stay as they are. `url` is the
    /// site's address, where it is known; `day` is that of the first entry.
    package static func make(_ path: String, title: String, url: String?, day: AsOf) throws(IOFailure) -> Result {
        let folder = try Folder.make(path)
        guard try folder.status("site.toml") == nil else { return .refused }
        let date = day.day(in: .utc)
        var (made, kept): ([String], [String]) = ([], [])
        for (name, text) in files(title: title, url: url, date: date) {
            if try folder.status(name) != nil {
                kept.append(name)
            } else {
                try folder.replace(name, with: Array(text.utf8))
                made.append(name)
            }
        }
        return .made(made, kept: kept)
    }

    private static func files(title: String, url: String?, date: Day) -> [(name: String, text: String)] {
        func text(_ bytes: [UInt8]) -> String {
            String(decoding: bytes, as: UTF8.self).replacing("{{date}}", with: date.iso)
        }
        let (year, month) = (date.iso.prefix(4), date.iso.dropFirst(5).prefix(2))
        return [
            (
                "site.toml",
                text(PackageResources.site_toml).replacing("{{title}}", with: TOMLText.inline(.text(title)))
                    .replacing(
                        "# url = \"https://example.org/\"",
                        with: url.map { "url = " + TOMLText.inline(.text($0)) } ?? "# url = \"https://example.org/\"")
            ),
            ("content/papers/\(year)/\(month)/attention-is-all-you-need.md", text(PackageResources.first_entry_md)),
            ("content/pages/about.md", text(PackageResources.about_md)),
            // Its placeholders are filled in when an entry is made.
            ("archetypes/paper.md", String(decoding: PackageResources.archetype_md, as: UTF8.self)),
            ("theme/README.md", text(PackageResources.theme_readme_md)),
            ("CONTRIBUTING.md", text(PackageResources.contributing_md)),
            (".gitignore", text(PackageResources.gitignore)),
            (".github/CODEOWNERS", text(PackageResources.codeowners)),
            (".github/ISSUE_TEMPLATE/suggest-a-paper.yml", text(PackageResources.suggest_a_paper_yml)),
            (".github/workflows/check.yml", text(PackageResources.check_yml)),
            (".github/workflows/publish.yml", text(PackageResources.publish_yml)),
            (".github/workflows/suggest.yml", text(PackageResources.suggest_yml)),
            (
                ".vscode/settings.json",
                #"{ "evenBetterToml.schema.associations": { "site\\.toml$": "./.vscode/site.schema.json" } }"# + "\n"
            ),
            (".vscode/site.schema.json", JSONSchema.site.text),
        ]
    }
}
