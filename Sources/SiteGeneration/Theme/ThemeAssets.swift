import ArchiveModel
import FileSystem
import Markup

/// The files of a theme's `assets` folder under names that carry a checksum, so that browsers may keep them for ever.
struct ThemeAssets: Sendable {
    /// One file.
    struct File: Sendable {
        /// Its path below `assets`: `style.css`, `icons/star.svg`.
        let name: String
        let bytes: [UInt8]
        let route: Route
    }

    let files: [File]

    /// Reads all assets; those of `overrides` count instead of the theme's of the same name.
    static func read(_ folder: Folder, overrides: Folder?) throws(IOFailure) -> ThemeAssets {
        var contents: [String: [UInt8]] = [:]
        for place in [folder, overrides].compactMap({ $0 }) {
            for path in try FolderListing.files(in: place, below: "assets") {
                var bytes: [UInt8] = []
                try place.read(path, into: &bytes)
                contents[String(path.dropFirst("assets/".count))] = bytes
            }
        }
        var linker = StyleLinker(contents: contents)
        return ThemeAssets(files: contents.keys.sorted().map { linker.file($0) })
    }

    /// The keys of the assets: their names, whose dots lead from key to key, so that `{{asset.style.css}}` is a link.
    var schema: TemplateSchema<ThemeAssets> {
        Self.schema("asset", files.map { ($0.name.split(separator: ".").map(String.init), $0.route) })
    }

    private static func schema(_ name: String, _ files: [(parts: [String], route: Route)]) -> TemplateSchema<Self> {
        var keys: [TemplateKey<ThemeAssets>] = []
        var order: [String] = []
        var children: [String: [(parts: [String], route: Route)]] = [:]
        for file in files {
            guard let first = file.parts.first else { continue }
            if children[first] == nil { order.append(first) }
            children[first, default: []].append((Array(file.parts.dropFirst()), file.route))
        }
        for part in order {
            let inside = children[part] ?? []
            if let file = inside.first(where: { $0.parts.isEmpty }) {
                keys.append(.link(part, "The file's address.") { _ in .route(file.route) })
            } else {
                keys.append(
                    .view(part, "The assets whose names begin so.", schema: schema("\(name).\(part)", inside)) { $0 })
            }
        }
        return TemplateSchema(name, "The theme's files, by name: `asset.style.css`.", keys)
    }
}

extension OutputKind {
    /// The theme's own files.
    static let themeAssets = OutputKind("theme asset") { _ in
        { site, _ in
            let files = site.theme.assets.files
            let group = OutputGroup("theme asset", count: files.count, route: { files[$0].route }) {
                index, worker throws(IOFailure) in worker.buffer.append(files[index].bytes)
            }
            return [group]
        }
    }
}
