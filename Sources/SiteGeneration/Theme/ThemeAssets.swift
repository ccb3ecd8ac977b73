import ArchiveModel
import Diagnostics
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
    /// Keys that are the files' names, whose dots lead from key to key: `{{asset.style.css}}` is a link.
    let links: TemplateSchema<ThemeAssets>
    /// The same for what is in them: `{{inline.icons.svg}}`.
    let contents: TemplateSchema<ThemeAssets>
    /// The same for their checksums, as Subresource Integrity and Content Security Policy write them:
    /// `{{integrity.script.js}}`.
    let checksums: TemplateSchema<ThemeAssets>

    /// Reads all assets; of those of one name the ones of the first place count.
    static func read(
        _ places: [(folder: Folder, name: String)], for view: AssetView, _ schemas: ThemeSchemas
    ) throws(IOFailure) -> (assets: ThemeAssets, diagnostics: [Diagnostic]) {
        let (contents, diagnostics) = try view.files("assets", of: places, schemas)
        var linker = StyleLinker(contents: contents)
        return (ThemeAssets(files: contents.keys.sorted().map { linker.file($0) }), diagnostics)
    }

    /// Names and addresses of files, as they are when all are known. Made once: every template is compiled with them.
    init(files: [File]) {
        self.files = files
        let names = files.map { (parts: $0.name.split(separator: ".").map(String.init), file: $0) }
        links = Self.schema("asset", "The addresses of the theme's files, by name: `asset.style.css`.", names) {
            file, name in .link(name, "The file's address.") { _ in .route(file.route) }
        }
        contents = Self.schema("inline", "The contents of the theme's files, by name: `inline.icons.svg`.", names) {
            file, name in .html(name, "What is in the file.") { _ in HTML(ofTheme: file.bytes) }
        }
        checksums = Self.schema("integrity", "The SHA-256 of the theme's files, by name: `integrity.script.js`.", names)
        {
            file, name in
            let checksum = "sha256-" + Base64.text(SHA256.checksum(of: file.bytes))
            return .text(name, "The file's checksum.") { _ in checksum }
        }
    }

    private static func schema(
        _ name: String, _ summary: String, _ files: [(parts: [String], file: File)],
        key: (File, String) -> TemplateKey<ThemeAssets>
    ) -> TemplateSchema<Self> {
        var keys: [TemplateKey<ThemeAssets>] = []
        var order: [String] = []
        var children: [String: [(parts: [String], file: File)]] = [:]
        for (parts, file) in files {
            guard let first = parts.first else { continue }
            if children[first] == nil { order.append(first) }
            children[first, default: []].append((Array(parts.dropFirst()), file))
        }
        for part in order {
            let inside = children[part] ?? []
            if let (_, file) = inside.first(where: { $0.parts.isEmpty }) {
                keys.append(key(file, part))
            } else {
                let child = schema("\(name).\(part)", summary, inside, key: key)
                keys.append(.view(part, "The files whose names begin so.", schema: child) { $0 })
            }
        }
        return TemplateSchema(name, summary, keys)
    }
}

/// What the templates among a theme's assets see: what is the same for a site whatever its archive holds.
struct AssetView: Sendable {
    let configuration: SiteConfiguration
    let language: Language
    let settings: ThemeSettings

    private static let site = TemplateSchema<AssetView>(
        "site", "The site, as site.toml says.",
        [
            .text("title", "The site's name.") { $0.configuration.site.title },
            .text("description", "One sentence about it.") { $0.configuration.site.description },
            .text("url", "Its address, where site.toml says it.") { $0.configuration.site.url },
            .text("language", "Its language (BCP 47).") { $0.configuration.site.language },
            .text("path", "The path that its addresses begin with: `/`, `/reading/`.") {
                $0.configuration.basePath
            },
        ])

    /// The files below a folder of a theme, by their paths in it; of those of one name the ones of the first place count.
    /// A file `NAME.mustache` is a template that makes the file `NAME`.
    func files(
        _ name: String, of places: [(folder: Folder, name: String)], _ schemas: ThemeSchemas
    ) throws(IOFailure) -> (contents: [String: [UInt8]], diagnostics: [Diagnostic]) {
        var contents: [String: [UInt8]] = [:]
        var diagnostics: [Diagnostic] = []
        for (folder, place) in places.reversed() {
            for path in try FolderListing.files(in: folder, below: name) {
                var bytes: [UInt8] = []
                try folder.read(path, into: &bytes)
                var file = String(path.dropFirst(name.count + 1))
                if file.hasSuffix(".mustache") {
                    file = String(file.dropLast(".mustache".count))
                    let source = SourceFile(path: "\(place)/\(path)", bytes: bytes)
                    let (rendered, problems) = render(source, as: file, schemas)
                    bytes = rendered
                    diagnostics += problems
                }
                contents[file] = bytes
            }
        }
        return (contents, diagnostics)
    }

    /// What a template makes, and what is wrong with it.
    private func render(_ file: SourceFile, as name: String, _ schemas: ThemeSchemas) -> ([UInt8], [Diagnostic]) {
        if let problem = TextCheck.problem(in: file) { return ([], [problem]) }
        let schema = TemplateSchema<AssetView>(
            name, "A file of the theme.",
            [
                .view("site", "The site.", schema: Self.site) { $0 },
                .view("settings", "The theme's settings.", schema: schemas.settings) { $0.settings },
            ])
        let library = TemplateLibrary([TemplateSource(name: name, file: file)], messages: language.messages)
        let (template, problems) = library.compile(name, for: schema, escaping: Escaping(fileName: name))
        guard let template else { return ([], problems) }
        var buffer = ByteBuffer()
        var renderer = TemplateRenderer()
        renderer.render(template, self, links: .rooted(basePath: configuration.basePath), into: &buffer)
        return (buffer.bytes, [])
    }
}

/// Base64 (RFC 4648), padded.
enum Base64 {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        var (bits, count) = (0, 0)
        for byte in bytes {
            (bits, count) = (bits << 8 | Int(byte), count + 8)
            while count >= 6 {
                count -= 6
                text.append(digits[bits >> count & 63])
            }
        }
        if count > 0 { text.append(digits[bits << (6 - count) & 63]) }
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The files of a theme's folder `root`: what has to have an address of its own, such as `sw.js`.
struct ThemeRootFiles: Sendable {
    let files: [(name: String, bytes: [UInt8])]

    /// Reads them as ``ThemeAssets`` are read; one that is empty is not wanted.
    static func read(
        _ places: [(folder: Folder, name: String)], for view: AssetView, _ schemas: ThemeSchemas
    ) throws(IOFailure) -> (files: ThemeRootFiles, diagnostics: [Diagnostic]) {
        let (contents, diagnostics) = try view.files("root", of: places, schemas)
        let wanted = contents.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        return (ThemeRootFiles(files: wanted.map { ($0.key, $0.value) }), diagnostics)
    }
}

extension OutputKind {
    /// The theme's files that lie at the site's root. A site's own file of the name counts instead.
    static let themeRootFiles = OutputKind("theme file") { _ in
        { site, _ in
            let own = Set(site.staticFiles)
            let files = site.theme.root.files.filter { !own.contains("static/" + $0.name) }
            let group = OutputGroup("theme file", count: files.count, route: { Route(files[$0].name) }) {
                index, worker throws(IOFailure) in worker.buffer.append(files[index].bytes)
            }
            return [group]
        }
    }

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
