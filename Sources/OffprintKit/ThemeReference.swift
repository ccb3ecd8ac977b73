package import Diagnostics
package import FileSystem
import Markup
import SiteGeneration

/// The reference for authors of themes, made from the views themselves so that it can't be out of date.
package enum ThemeReference {
    /// Every template with its page's keys, then every view that is reached from one, then the program's words, as Markdown.
    package static func text(
        site path: String, themeFolders: [String]
    ) throws(IOFailure) -> (text: String?, diagnostics: [Diagnostic]) {
        let site = try Folder.open(path)
        let ((configuration, _), problems) = SiteSettings.read(site)
        guard let configuration, !problems.hasErrors else { return (nil, problems) }
        let (theme, themeProblems) = try ThemeFinder.load(site, configuration, folders: themeFolders)
        guard let theme, !themeProblems.hasErrors else { return (nil, themeProblems) }
        // The templates' own problems are no hindrance: who reads this is mending them.
        let pages = Plan.prepare(theme).templates.pages

        var text = "# Templates\n"
        var views: [SchemaDescription] = []
        for page in pages {
            guard let own = page.views.first else { continue }
            text += "\n## templates/\(page.template).mustache\n\n\(own.summary)\n\n" + table(own)
            for view in page.views.dropFirst() where !views.contains(view) { views.append(view) }
        }
        text += "\n# Views\n"
        for view in views { text += "\n## \(view.name)\n\n\(view.summary)\n\n" + table(view) }
        text += "\n# Words\n\nWhat the program itself says: `[words]` in a language file.\n\n"
        text += lines(LanguageReference.words.map { ($0.key, "", $0.english) })
        return (text, [])
    }

    private static func table(_ view: SchemaDescription) -> String {
        lines(view.keys.map { ($0.name, $0.kind, $0.summary) })
    }

    private static func lines(_ keys: [(name: String, kind: String, summary: String)]) -> String {
        let width = keys.map(\.name.count).max() ?? 0
        let kindWidth = keys.map(\.kind.count).max() ?? 0
        func padded(_ text: String, _ width: Int) -> String {
            text.isEmpty ? "" : text + String(repeating: " ", count: width + 2 - text.count)
        }
        return keys.map { "- \(padded($0.name, width))\(padded($0.kind, kindWidth))\($0.summary)\n" }.joined()
    }
}
