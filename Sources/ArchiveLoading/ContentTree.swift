package import Diagnostics
package import FileSystem

/// One file that the scan found.
package struct ContentFile: Sendable {
    /// Its path, relative to the site's folder: `content/papers/2025/galactic.md`.
    package var path: String
    /// What the file system says of it.
    package var status: FileStatus

    // By bytes: what separates is ASCII, and going by characters would take longer than to find the file.
    private var nameStart: String.Index {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
    }

    /// Its name.
    var name: Substring { path[nameStart...] }
    /// The name without `.md`.
    var stem: Substring { isMarkdown ? path[nameStart..<path.utf8.index(path.endIndex, offsetBy: -3)] : name }
    /// The folder it is in, with a slash at its end.
    var folder: Substring { path[..<nameStart] }
    /// Whether it is Markdown.
    var isMarkdown: Bool { path.utf8.count > 3 && path.utf8.suffix(3).elementsEqual(".md".utf8) }
}

/// What is in `content/`, before anything is read: every file once, in the order of the paths' bytes.
package struct ContentTree: Sendable {
    /// Below `content/papers`.
    package var papers: [ContentFile] = []
    /// Below `content/pages`.
    package var pages: [ContentFile] = []
    /// Below `content/days`.
    package var days: [ContentFile] = []

    /// Finds all files below the site's `content`; a site without that folder has none.
    package static func scan(_ site: Folder) throws(IOFailure) -> (tree: ContentTree, diagnostics: [Diagnostic]) {
        var scanner = TreeScanner(site: site)
        try scanner.scan("content")
        var tree = ContentTree()
        for file in scanner.files {
            if file.path.hasPrefix("content/papers/") {
                tree.papers.append(file)
            } else if file.path.hasPrefix("content/pages/") {
                tree.pages.append(file)
            } else if file.path.hasPrefix("content/days/") {
                tree.days.append(file)
            } else {
                scanner.diagnostics.append(
                    Diagnostic(
                        .strayFile, .warning,
                        "this file is in none of the folders that make up the site, and is left out",
                        at: .file(file.path), notes: [.init("entries go into content/papers, pages into content/pages")]
                    ))
            }
        }
        return (tree, scanner.diagnostics)
    }
}

/// Walks folders with `readdir` and `fstatat`, in an order that does not depend on the disk.
struct TreeScanner {
    private let site: Folder
    var files: [ContentFile] = []
    var diagnostics: [Diagnostic] = []

    /// How many folders may lie in each other: more than people make, fewer than exhaust the stack.
    private static let deepest = 64

    init(site: Folder) { self.site = site }

    mutating func scan(_ path: String) throws(IOFailure) {
        guard let status = try site.status(path, followingLinks: true), status.kind == .folder else { return }
        let root = try site.realPath(path)
        try scan(try site.folder(path), path: path, root: root, above: [status.identity])
    }

    private mutating func scan(
        _ folder: Folder, path: String, root: String, above: [FileStatus.Identity]
    ) throws(IOFailure) {
        for bytes in try folder.names() {
            guard let name = String(validating: bytes, as: UTF8.self) else {
                let shown = String(decoding: bytes, as: UTF8.self)
                report(.unusableName, "the file's name is not UTF-8", "\(path)/\(shown)")
                continue
            }
            // Hidden files, and what editors leave behind.
            if name.hasPrefix(".") || name.hasSuffix("~") { continue }
            let inner = "\(path)/\(name)"
            guard var status = try folder.status(name) else { continue }
            if status.kind == .symbolicLink {
                guard let target = try follow(name, in: folder, path: inner, root: root) else { continue }
                status = target
            }
            switch status.kind {
            case .file: files.append(ContentFile(path: inner, status: status))
            case .folder:
                if above.contains(status.identity) {
                    report(.linkLoop, "this link leads back to a folder it lies in", inner)
                } else if above.count >= Self.deepest {
                    report(.unusableName, "folders lie more than \(Self.deepest) deep in each other", inner)
                } else {
                    let next = try open(name, in: folder, path: inner)
                    if let next { try scan(next, path: inner, root: root, above: above + [status.identity]) }
                }
            case .symbolicLink, .other:
                report(.unusualFile, "this is neither a file nor a folder", inner)
            }
        }
    }

    private mutating func open(_ name: String, in folder: Folder, path: String) throws(IOFailure) -> Folder? {
        do {
            return try folder.folder(name)
        } catch {
            report(.fileUnreadable, "the folder can't be opened: \(error.reason)", path)
            return nil
        }
    }

    /// What a link leads to, or `nil` after complaining of it.
    private mutating func follow(
        _ name: String, in folder: Folder, path: String, root: String
    ) throws(IOFailure) -> FileStatus? {
        let target: String
        do {
            target = try folder.realPath(name)
        } catch {
            report(.linkLoop, "this link leads nowhere: \(error.reason)", path)
            return nil
        }
        guard target.hasPrefix(root + "/") || target == root else {
            report(.linkLeavesTree, "this link leads out of the content folder", path)
            return nil
        }
        return try folder.status(name, followingLinks: true)
    }

    private mutating func report(_ id: DiagnosticID, _ message: String, _ path: String) {
        diagnostics.append(Diagnostic(id, message, at: .file(path)))
    }
}
