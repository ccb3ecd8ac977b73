import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Gives the files beside an entry their places in the site: names that carry a checksum of the content.
struct AssetReader: Sendable {
    private let site: Folder

    init(site: Folder) { self.site = site }

    /// The assets below `route`, named relative to `folder`.
    func read(_ files: [ContentFile], folder: Substring, route: Route) -> Loaded<[Asset]> {
        var assets: [Asset] = []
        var diagnostics: [Diagnostic] = []
        var bytes: [UInt8] = []
        for file in files {
            let name = String(file.path.dropFirst(folder.count)).canonicallyComposed
            guard ValueChecks.sitePath(name) != nil else {
                diagnostics.append(
                    Diagnostic(
                        .unusableName, "the file's name can't be part of an address", at: .file(file.path),
                        notes: [.init(#"leave out \ ? # % : < > " | * and leading dots"#)]))
                continue
            }
            do {
                try site.read(file.path, into: &bytes)
                let hashed = Asset.hashed(name, Checksum.of(bytes))
                assets.append(Asset(name: name, path: file.path, route: route.appending(hashed)))
            } catch {
                diagnostics.append(
                    Diagnostic(.fileUnreadable, "the file can't be read: \(error.reason)", at: .file(file.path)))
            }
        }
        return Loaded(value: assets, diagnostics: diagnostics)
    }
}
