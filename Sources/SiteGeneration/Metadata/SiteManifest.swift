import ArchiveModel
package import Diagnostics
package import Markup

/// What files a site has, their sizes and their checksums, so that a copy can be compared with it and a later state knows
/// which addresses there were.
package struct SiteManifest: Sendable {
    /// One file.
    package struct File: Sendable, Hashable {
        /// Its path below the site's folder: `papers/galactic/index.html`.
        package var path: String
        /// In bytes.
        package var size: Int
        /// Its SHA-256 (FIPS 180-4), as 64 hexadecimal digits.
        package var sha256: String

        /// Makes a file of a manifest.
        package init(path: String, size: Int, sha256: String) {
            self.path = path
            self.size = size
            self.sha256 = sha256
        }
    }

    /// The file that holds it, in the site's folder.
    package static let name = "manifest.json"

    /// The files, in the order of their paths; not the manifest itself.
    package var files: [File]

    /// A manifest of files in any order.
    package init(_ files: [File]) { self.files = files.sorted { $0.path < $1.path } }

    /// Appends it as JSON, a line for each file.
    package func write(to buffer: inout ByteBuffer) {
        buffer.append("{\"version\":1,\"files\":[")
        for (place, file) in files.enumerated() {
            buffer.append(place == 0 ? "\n" : ",\n")
            buffer.appendJSONObject { members in
                members.add("path", file.path)
                members.add("size", file.size)
                members.add("sha256", file.sha256)
            }
        }
        buffer.append("\n]}\n")
    }

    /// Reads one; `nil`, and the reasons, where a file is none. Paths that lead out of the folder are refused.
    package static func read(_ file: SourceFile) -> (manifest: SiteManifest?, diagnostics: [Diagnostic]) {
        let (value, problems) = JSONReader.read(file)
        guard let value else { return (nil, problems) }
        guard case .table = value.content else {
            return (nil, [Diagnostic(.wrongType, "a manifest is an object with `files`", at: .file(file.path))])
        }
        var root = TableReader(value, in: file, name: "manifest")
        _ = root.integer("version", in: 1...1)
        guard let list = root.value("files"), case .list(let items) = list.content else {
            root.reportMissing("files")
            return (nil, root.diagnostics)
        }
        var files: [File] = []
        files.reserveCapacity(items.count)
        for item in items {
            guard case .table = item.content else {
                root.report(.wrongType, .error, "a file has to be an object", at: item.range)
                continue
            }
            var reader = TableReader(item, in: file, name: "file")
            let path = reader.requiredText("path")
            let size = reader.integer("size", in: 0...Int.max)
            let sha256 = reader.requiredText("sha256")
            if let path, path.value.hasPrefix("/") || path.value.split(separator: "/").contains("..") {
                reader.report(.invalidValue, .error, "the path leads out of the site", at: path.range)
            }
            if let path, let size, let sha256 {
                files.append(File(path: path.value, size: size.value, sha256: sha256.value.lowercased()))
            }
            root.absorb(reader)
        }
        return root.diagnostics.isEmpty ? (SiteManifest(files), []) : (nil, root.diagnostics)
    }
}

extension OutputKind {
    /// `manifest.json`, where the site wants it. What is in it, only those know who publish the others.
    static let manifest = OutputKind("manifest") { _ in
        { site, _ in
            guard site.configuration.export.manifest else { return [] }
            let manifest = OutputGroup("manifest", count: 1, route: { _ in Route(SiteManifest.name) }) { _, worker in
                guard let manifest = worker.manifest else { preconditionFailure("the manifest is rendered last") }
                manifest.write(to: &worker.buffer)
            }
            return [manifest]
        }
    }
}
