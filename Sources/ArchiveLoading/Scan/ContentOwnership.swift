import ArchiveModel
import Diagnostics

/// A Markdown file with the files that belong to it.
struct OwnedContent: Sendable {
    /// The Markdown file.
    var file: ContentFile
    /// The files beside it.
    var assets: [ContentFile] = []

    /// What it is called: its file's name, or its folder's where the file is `index.md`.
    var name: String {
        if file.stem.utf8.elementsEqual("index".utf8) {
            let folders = file.folder.split(separator: "/")
            if folders.count > 2, let last = folders.last { return String(last) }
        }
        return String(file.stem)
    }
}

/// Tells whose a file beside entries is.
///
/// It belongs to the entry named `X` where it is called `X.…` or `X-…`, or lies below a folder `X` beside `X.md`, or in
/// or below a folder with an `index.md`, or in a folder with one entry.
struct ContentOwnership {
    private var entries: [OwnedContent] = []
    private var byStem: [String: Int] = [:]
    private var folders: [Substring: [Int]] = [:]

    /// All Markdown files in the order of their paths, each with its files.
    static func resolve(_ files: [ContentFile]) -> (entries: [OwnedContent], diagnostics: [Diagnostic]) {
        var ownership = ContentOwnership()
        ownership.entries = files.filter(\.isMarkdown).map { OwnedContent(file: $0) }
        // Most archives have no other files, and a table of all names takes longer than to find them.
        guard ownership.entries.count < files.count else { return (ownership.entries, []) }
        ownership.indexNames()
        var diagnostics: [Diagnostic] = []
        for file in files where !file.isMarkdown {
            if let owner = ownership.owner(of: file) {
                ownership.entries[owner].assets.append(file)
            } else {
                diagnostics.append(
                    Diagnostic(
                        .strayFile, .warning, "this file belongs to no entry, and is left out", at: .file(file.path),
                        notes: [.init("name it after its entry: `ENTRY.png`, `ENTRY-figure.png` or `ENTRY/figure.png`")]
                    ))
            }
        }
        return (ownership.entries, diagnostics)
    }

    private mutating func indexNames() {
        for (place, entry) in entries.enumerated() {
            byStem[String(entry.file.path.utf8.dropLast(3)) ?? entry.file.path] = place
            folders[entry.file.folder, default: []].append(place)
        }
    }

    private func owner(of file: ContentFile) -> Int? {
        if let owner = ownerByName(file) { return owner }
        if let inside = folders[file.folder], inside.count == 1 { return inside[0] }
        // Upwards, but not out of `content/papers`.
        var folder = file.folder.dropLast()
        while folder.utf8.count(where: { $0 == UInt8(ascii: "/") }) >= 2 {
            if let owner = byStem["\(folder)/index"] ?? byStem[String(folder)] { return owner }
            folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
        }
        return nil
    }

    /// The entry whose name, up to the last `.` or `-` that gives one, begins the file's.
    private func ownerByName(_ file: ContentFile) -> Int? {
        var stem = file.name
        while let end = stem.lastIndex(where: { $0 == "." || $0 == "-" }) {
            stem = stem[..<end]
            if let owner = byStem["\(file.folder)\(stem)"] { return owner }
        }
        return nil
    }
}
