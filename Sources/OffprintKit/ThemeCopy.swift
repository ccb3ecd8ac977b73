package import FileSystem

/// `offprint theme new`: a theme of one's own that begins as a copy of another, since what works is the best beginning.
package enum ThemeCopy {
    /// What came of it.
    package enum Outcome: Sendable, Equatable {
        /// The theme's folder, from the site's on, and how many files it has.
        case made(folder: String, files: Int)
        /// The name can't be a folder's, or a theme has it already; there is no theme to copy.
        case refused(String)
    }

    /// Copies the theme `original`, looked for as a build looks for one, to the site's `themes/NAME`.
    package static func make(
        _ name: String, from original: String, site path: String, themeFolders: [String]
    ) throws(IOFailure) -> Outcome {
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
        }
        guard isPlain, !name.isEmpty else {
            return .refused("a theme's name has letters, digits, `-` and `_`, not `\(name)`")
        }
        let site = try Folder.open(path)
        guard try site.status("themes/\(name)") == nil else {
            return .refused("there is a theme themes/\(name) already")
        }
        guard let (source, _) = try ThemeFinder.find(original, site: site, folders: themeFolders) else {
            return .refused("there is no theme `\(original)` to begin with")
        }
        // Under another name until all of it is there: a copy that is cut short is no theme.
        let unfinished = "themes/.\(name).new"
        try site.makeFolder("themes")
        try site.removeTree(unfinished)
        try site.makeFolder(unfinished)
        var files = 0
        for item in ["theme.toml", "templates", "i18n", "assets", "root"] {
            files += try copy(item, from: source, to: try site.folder(unfinished), named: name)
        }
        try site.move(unfinished, from: site, to: "themes/\(name)")
        return .made(folder: "themes/\(name)", files: files)
    }

    /// Copies a file or a folder with all that is in it; how many files these were.
    private static func copy(
        _ item: String, from source: Folder, to target: Folder, named name: String
    ) throws(IOFailure) -> Int {
        guard let status = try source.status(item, followingLinks: true) else { return 0 }
        guard status.kind == .folder else {
            guard status.kind == .file else { return 0 }
            var bytes: [UInt8] = []
            try source.read(item, into: &bytes)
            if item == "theme.toml" { bytes = renamed(bytes, to: name) }
            _ = try target.write(bytes, to: item)
            return 1
        }
        try target.makeFolder(item)
        let (inner, copied) = (try source.folder(item), try target.folder(item))
        var files = 0
        for bytes in try inner.names() {
            let entry = String(decoding: bytes, as: UTF8.self)
            guard !entry.hasPrefix("."), !entry.hasSuffix("~") else { continue }
            files += try copy(entry, from: inner, to: copied, named: "")
        }
        return files
    }

    /// A `theme.toml` that says another name.
    private static func renamed(_ bytes: [UInt8], to name: String) -> [UInt8] {
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let end = lines.firstIndex { $0.hasPrefix("[") } ?? lines.endIndex
        if let line = lines[..<end].firstIndex(where: { $0.hasPrefix("name = ") }) {
            lines[line] = "name = \"\(name)\""
        }
        return Array(lines.joined(separator: "\n").utf8)
    }
}
