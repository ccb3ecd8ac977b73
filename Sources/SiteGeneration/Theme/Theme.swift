import ArchiveModel
package import Diagnostics
package import FileSystem
package import Markup

/// A theme as it was read: its templates, files and declarations, with the site's own in front of them.
package struct Theme: Sendable {
    let templates: TemplateLibrary
    let assets: ThemeAssets
    let manifest: ThemeManifest
    let settings: ThemeSettings
    let schemas: ThemeSchemas

    /// Reads a theme. `overrides` is the site's own `theme` folder: a template or asset in it counts instead of the
    /// theme's one of the same name. What can't be read of it is left out, with a diagnostic.
    package static func load(
        _ folder: Folder, overrides: Folder?, values: MetadataValue?, configuration: SourceFile?
    ) throws(IOFailure) -> (theme: Theme, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var sources: [TemplateSource] = []
        for place in [overrides, folder].compactMap({ $0 }) {
            for path in try FolderListing.files(in: place, below: "templates") where path.hasSuffix(".mustache") {
                var bytes: [UInt8] = []
                try place.read(path, into: &bytes, limit: 1_000_000)
                let file = SourceFile(path: "\(place.path)/\(path)", bytes: bytes)
                if let problem = TextCheck.problem(in: file) {
                    diagnostics.append(problem)
                    continue
                }
                let name = path.dropFirst("templates/".count).dropLast(".mustache".count)
                sources.append(TemplateSource(name: String(name), file: file))
            }
        }
        let (manifest, manifestProblems) = try ThemeManifest.read(folder)
        let (settings, settingsProblems) = manifest.settings(from: values, in: configuration)
        let assets = try ThemeAssets.read(folder, overrides: overrides)
        diagnostics += manifestProblems + settingsProblems
        let theme = Theme(
            templates: TemplateLibrary(sources), assets: assets, manifest: manifest, settings: settings,
            schemas: ThemeSchemas(manifest, assets: assets))
        return (theme, diagnostics)
    }
}

/// Lists the files of a folder.
enum FolderListing {
    /// The paths of all files below `path`, hidden ones left out, sorted; none where the folder is missing. Links are
    /// followed only to files: a theme and a site's own folders are trusted, loops are not worth the risk.
    static func files(in folder: Folder, below path: String) throws(IOFailure) -> [String] {
        guard let status = try folder.status(path, followingLinks: true), status.kind == .folder else { return [] }
        var files: [String] = []
        let inner = try folder.folder(path)
        for bytes in try inner.names() {
            let name = String(decoding: bytes, as: UTF8.self)
            guard !name.hasPrefix("."), !name.hasSuffix("~"), let status = try inner.status(name) else { continue }
            switch status.kind {
            case .folder: files += try Self.files(in: folder, below: "\(path)/\(name)")
            case .file: files.append("\(path)/\(name)")
            case .symbolicLink:
                if try inner.status(name, followingLinks: true)?.kind == .file { files.append("\(path)/\(name)") }
            case .other: break
            }
        }
        return files
    }
}
