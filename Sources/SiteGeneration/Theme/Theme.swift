package import ArchiveModel
package import Diagnostics
package import FileSystem
package import Markup

/// A theme as it was read: its templates, files and declarations, with the site's own in front of them.
package struct Theme: Sendable {
    let language: Language
    let templates: TemplateLibrary
    let assets: ThemeAssets
    let root: ThemeRootFiles
    let manifest: ThemeManifest
    let settings: ThemeSettings
    let schemas: ThemeSchemas
    /// Of all its files.
    package let fingerprint: Fingerprint
    /// Whether the site has a search page.
    package let hasSearch: Bool
    /// Of the words and dates that the program itself writes.
    package var languageFingerprint: Fingerprint { language.fingerprint }

    /// Reads a theme. `overrides` is the site's own `theme` folder: a template or asset in it counts instead of the
    /// theme's one of the same name. Messages call the theme's folder `name` and the other one `theme`. What can't be read of it is left out, with a diagnostic.
    package static func load(
        _ folder: Folder, named name: String, overrides: Folder?, configuration: SiteConfiguration, file: SourceFile
    ) throws(IOFailure) -> (theme: Theme, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var sources: [TemplateSource] = []
        var fingerprint = Fingerprint()
        let places = [(overrides, "theme"), (folder, name)].compactMap { place, name in place.map { ($0, name) } }
        for (place, name) in places {
            for path in try FolderListing.files(in: place, below: "templates") where path.hasSuffix(".mustache") {
                var bytes: [UInt8] = []
                try place.read(path, into: &bytes, limit: 1_000_000)
                fingerprint.add(name)
                fingerprint.add(path)
                fingerprint.add(bytes)
                let file = SourceFile(path: "\(name)/\(path)", bytes: bytes)
                if let problem = TextCheck.problem(in: file) {
                    diagnostics.append(problem)
                    continue
                }
                let name = path.dropFirst("templates/".count).dropLast(".mustache".count)
                sources.append(TemplateSource(name: String(name), file: file))
            }
        }
        let (language, languageProblems) = try Language.load(
            configuration.site.language, folder, named: name, overrides: overrides)
        fingerprint.add(language.fingerprint)
        let (manifest, manifestProblems) = try ThemeManifest.read(folder, named: name)
        let (settings, settingsProblems) = manifest.settings(
            from: configuration.themeSettings, in: file)
        let schemas = ThemeSchemas(manifest)
        let view = AssetView(configuration: configuration, language: language, settings: settings)
        let (assets, assetProblems) = try ThemeAssets.read(places, for: view, schemas)
        let (root, rootProblems) = try ThemeRootFiles.read(places, for: view, schemas)
        diagnostics += languageProblems + manifestProblems + settingsProblems + assetProblems + rootProblems
        fingerprint.add(manifest.fingerprint)
        for file in assets.files {
            fingerprint.add(file.name)
            fingerprint.add(file.bytes)
        }
        for file in root.files {
            fingerprint.add(file.name)
            fingerprint.add(file.bytes)
        }
        if let overrides, try overrides.status("theme.toml") != nil {
            diagnostics.append(
                Diagnostic(
                    .strayFile, .warning, "a site's own theme folder has no theme.toml; this one is not read",
                    at: .file("theme/theme.toml"), notes: [.init("settings are set in site.toml, under [theme]")]))
        }
        let templates = TemplateLibrary(sources, messages: language.messages)
        let theme = Theme(
            language: language, templates: templates, assets: assets, root: root, manifest: manifest,
            settings: settings, schemas: schemas, fingerprint: fingerprint,
            hasSearch: configuration.search.enabled && templates.has("search"))
        return (theme, diagnostics)
    }
}

/// Lists the files of a folder.
enum FolderListing {
    /// The paths of all files below `path`, sorted; none where the folder is missing. Links are followed only to files:
    /// a theme and a site's own folders are trusted, loops are not worth the risk.
    ///
    /// Hidden files are left out, or, where they are wanted, only those of git, the Finder and editors.
    static func files(
        in folder: Folder, below path: String, withHidden: Bool = false
    ) throws(IOFailure) -> [String] {
        guard let status = try folder.status(path, followingLinks: true), status.kind == .folder else { return [] }
        var files: [String] = []
        let inner = try folder.folder(path)
        for bytes in try inner.names() {
            let name = String(decoding: bytes, as: UTF8.self)
            guard isWanted(name, withHidden: withHidden), let status = try inner.status(name) else { continue }
            switch status.kind {
            case .folder: files += try Self.files(in: folder, below: "\(path)/\(name)", withHidden: withHidden)
            case .file: files.append("\(path)/\(name)")
            case .symbolicLink:
                if try inner.status(name, followingLinks: true)?.kind == .file { files.append("\(path)/\(name)") }
            case .other: break
            }
        }
        return files
    }

    private static func isWanted(_ name: String, withHidden: Bool) -> Bool {
        if name.hasSuffix("~") || name.hasPrefix(".git") || name == ".DS_Store" || name.hasSuffix(".swp") {
            return false
        }
        return withHidden || !name.hasPrefix(".")
    }
}
