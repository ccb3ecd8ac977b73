import ArchiveLoading
import ArchiveModel
import Diagnostics
import FileSystem
import Markup
import SiteGeneration

/// Reads `site.toml` with its time zone.
enum SiteSettings {
    /// The configuration, and its time zone (UTC where it names none that there is).
    static func read(_ site: Folder) -> ((SiteConfiguration?, SiteTimeZone), [Diagnostic]) {
        var (configuration, diagnostics) = SiteConfigurationReader.read(site) { SiteTimeZone($0) != nil }
        if let configuration, configuration.site.url == nil, !diagnostics.hasErrors {
            diagnostics.append(
                Diagnostic(
                    .missingKey, .warning,
                    "site.toml does not say the site's `url`, so there are no feeds and no sitemap",
                    at: .file("site.toml"), notes: [.init("write it under [site]: url = \"https://example.org/\"")]))
        }
        return ((configuration, configuration.flatMap { SiteTimeZone($0.site.timeZone) } ?? .utc), diagnostics)
    }
}

/// Finds the theme that a site asks for: its own, else the one that came with the program.
enum ThemeFinder {
    /// The theme with the site's own templates in front; `folders` are looked through after the site's `themes`.
    static func load(
        _ site: Folder, _ configuration: SiteConfiguration, folders: [String]
    ) throws(IOFailure) -> (Theme?, [Diagnostic]) {
        let name = configuration.site.theme
        guard let (folder, place) = try find(name, site: site, folders: folders) else {
            return (
                nil,
                [
                    Diagnostic(
                        .missingTheme, "there is no theme `\(name)`", at: .file("site.toml"),
                        notes: [.init("a theme is a folder such as themes/\(name) with a folder `templates` in it")])
                ]
            )
        }
        let overrides = try site.status("theme", followingLinks: true)?.kind == .folder ? site.folder("theme") : nil
        var bytes: [UInt8] = []
        try site.read("site.toml", into: &bytes)
        return try Theme.load(
            folder, named: place, overrides: overrides, configuration: configuration,
            file: SourceFile(path: "site.toml", bytes: bytes))
    }

    /// The theme's folder and what messages call it: relative to the site's where it is in there.
    static func find(
        _ name: String, site: Folder, folders: [String]
    ) throws(IOFailure) -> (folder: Folder, place: String)? {
        if try site.status("themes/\(name)/templates", followingLinks: true)?.kind == .folder {
            return (try site.folder("themes/\(name)"), "themes/\(name)")
        }
        for path in folders {
            guard let folder = try? Folder.open("\(path)/\(name)") else { continue }  // Not there: try the next.
            if try folder.status("templates", followingLinks: true)?.kind == .folder { return (folder, folder.path) }
        }
        return nil
    }
}
