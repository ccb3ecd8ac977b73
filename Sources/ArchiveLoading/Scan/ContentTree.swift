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
    /// `content/tags.toml`, where there is one.
    package var tags: ContentFile?
    /// Whether there are links among them.
    var hasLinks = false

    /// All of them, by kind.
    package var groups: [[ContentFile]] { [papers, pages, days, tags.map { [$0] } ?? []] }

    /// Finds all files below the site's `content`; a site without that folder has none.
    package static func scan(
        _ site: Folder, jobs: Int
    ) throws(IOFailure) -> (tree: ContentTree, diagnostics: [Diagnostic]) {
        var (files, diagnostics, hasLinks) = try TreeScanner("content", in: site, jobs: jobs).found()
        // A folder's files come one after the other; what papers there are stay where they are, since there are many.
        func isPaper(_ file: ContentFile) -> Bool { file.path.utf8.starts(with: "content/papers/".utf8) }
        let start = files.firstIndex(where: isPaper) ?? files.endIndex
        let end = files.lastIndex(where: isPaper).map { $0 + 1 } ?? start
        let others = files[..<start] + files[end...]
        files.removeSubrange(end...)
        files.removeSubrange(..<start)
        var tree = ContentTree()
        tree.papers = files
        tree.hasLinks = hasLinks
        for file in others {
            let path = file.path.utf8
            if path.starts(with: "content/pages/".utf8) {
                tree.pages.append(file)
            } else if path.starts(with: "content/days/".utf8) {
                tree.days.append(file)
            } else if file.path == TagVocabularyParser.path {
                tree.tags = file
            } else {
                diagnostics.append(
                    Diagnostic(
                        .strayFile, .warning,
                        "this file is in none of the folders that make up the site, and is left out",
                        at: .file(file.path), notes: [.init("entries go into content/papers, pages into content/pages")]
                    ))
            }
        }
        return (tree, diagnostics)
    }
}
