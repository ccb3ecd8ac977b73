import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Why a file beside an entry is none of the site's.
struct AssetRefusal: Error {
    let id: DiagnosticID
    let message: String
}

/// Gives the files beside an entry their places in the site: names that carry a checksum of the content.
struct AssetReader: ~Copyable {
    private let site: Folder
    private var bytes: [UInt8] = []

    init(site: Folder) { self.site = site }

    /// The checksum of what is in a file, which may be no page and no script.
    mutating func checksum(of file: ContentFile) -> Result<Checksum, AssetRefusal> {
        do {
            try site.read(file.path, into: &bytes)
        } catch {
            return .failure(AssetRefusal(id: .fileUnreadable, message: "the file can't be read: \(error.reason)"))
        }
        if let reason = ActiveContent.reason(SourceFile(path: file.path, bytes: bytes)) {
            return .failure(AssetRefusal(id: .activeFile, message: reason))
        }
        return .success(.of(bytes))
    }

    /// The assets below `route`, named relative to `folder`.
    static func place(
        _ files: [(file: ContentFile, checksum: Result<Checksum, AssetRefusal>)], folder: Substring, route: Route
    ) -> (assets: [Asset], diagnostics: [Diagnostic]) {
        var assets: [Asset] = []
        var diagnostics: [Diagnostic] = []
        for (file, checksum) in files {
            let name = String(file.path.dropFirst(folder.count)).canonicallyComposed
            guard ValueChecks.sitePath(name) != nil else {
                diagnostics.append(
                    Diagnostic(
                        .unusableName, "the file's name can't be part of an address", at: .file(file.path),
                        notes: [.init(#"leave out \ ? # % : < > " | * and leading dots"#)]))
                continue
            }
            switch checksum {
            case .success(let checksum):
                let hashed = Asset.hashed(name, checksum)
                assets.append(Asset(name: name, path: file.path, route: route.appending(hashed)))
            case .failure(let refusal):
                diagnostics.append(Diagnostic(refusal.id, refusal.message, at: .file(file.path)))
            }
        }
        return (assets, diagnostics)
    }
}
