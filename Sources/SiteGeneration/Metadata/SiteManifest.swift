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

    /// Of what paper a page is: what tells it from another one that has its id later.
    package struct Paper: Sendable, Hashable {
        /// The page's path: `papers/galactic/index.html`.
        var path: String
        /// As its entry writes it.
        var title: String
        /// The first author's name.
        var author: String?
        var arxiv: String?, doi: String?
    }

    /// The file that holds it, in the site's folder.
    package static let name = "manifest.json"

    /// The files, in the order of their paths; not the manifest itself.
    package var files: [File]
    /// The papers whose pages are among them, in the archive's order.
    var papers: [Paper] = []

    /// A manifest of files in any order.
    package init(_ files: [File]) { self.files = files.sorted { $0.path < $1.path } }

    /// Appends it as JSON, a line for each file and each paper.
    package func write(to buffer: inout ByteBuffer) {
        buffer.append("{\"version\":1,\"files\":[")
        Self.append(files, to: &buffer) { file, members in
            members.add("path", file.path)
            members.add("size", file.size)
            members.add("sha256", file.sha256)
        }
        buffer.append("],\"papers\":[")
        Self.append(papers, to: &buffer) { paper, members in
            members.add("path", paper.path)
            members.add("title", paper.title)
            members.add("author", paper.author)
            members.add("arxiv", paper.arxiv)
            members.add("doi", paper.doi)
        }
        buffer.append("]}\n")
    }

    private static func append<Item>(
        _ items: [Item], to buffer: inout ByteBuffer, _ write: (Item, inout JSONMembers) -> Void
    ) {
        for (place, item) in items.enumerated() {
            buffer.append(place == 0 ? "\n" : ",\n")
            buffer.appendJSONObject { write(item, &$0) }
        }
        buffer.append("\n")
    }

    /// Whether a path leads out of the folder. By bytes: with a mark behind it a slash is another character.
    private static func leadsOut(_ path: String) -> Bool {
        path.utf8.first == UInt8(ascii: "/")
            || path.utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
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
            if let path, leadsOut(path.value) {
                reader.report(.invalidValue, .error, "the path leads out of the site", at: path.range)
            }
            if let path, let size, let sha256 {
                files.append(File(path: path.value, size: size.value, sha256: sha256.value.lowercased()))
            }
            root.absorb(reader)
        }
        var manifest = SiteManifest(files)
        if let list = root.value("papers"), case .list(let items) = list.content {
            for item in items {
                guard case .table = item.content else { continue }
                var reader = TableReader(item, in: file, name: "paper")
                if let path = reader.requiredText("path"), let title = reader.requiredText("title") {
                    manifest.papers.append(
                        Paper(
                            path: path.value, title: title.value, author: reader.text("author")?.value,
                            arxiv: reader.text("arxiv")?.value, doi: reader.text("doi")?.value))
                }
                root.absorb(reader)
            }
        }
        return root.diagnostics.isEmpty ? (manifest, []) : (nil, root.diagnostics)
    }
}

extension SiteManifest.Paper {
    /// What a manifest says of a paper.
    init(_ paper: Paper, _ routes: SiteRoutes) {
        path = routes.paper(paper).file
        title = paper.title
        author = paper.namedAuthors > 0 ? paper.author(0).name : nil
        arxiv = paper.arxiv
        doi = paper.doi
    }
}

extension OutputKind {
    /// `manifest.json`, where the site wants it. What is in it, only those know who publish the others.
    static let manifest = OutputKind("manifest") { _ in
        { site, _ in
            guard site.configuration.export.manifest else { return [] }
            let manifest = OutputGroup("manifest", count: 1, route: { _ in Route(SiteManifest.name) }) { _, worker in
                guard var manifest = worker.manifest else { preconditionFailure("the manifest is rendered last") }
                manifest.papers = site.archive.papers.map { SiteManifest.Paper($0, site.routes) }
                manifest.write(to: &worker.buffer)
            }
            return [manifest]
        }
    }
}
