import FileSystem

/// The files of a built site.
enum SiteFiles {
    /// Their paths, sorted, but for what a build keeps there for itself.
    static func paths(of output: Folder) throws(IOFailure) -> [String] {
        var found: [String] = []
        var folders = [""]
        while let path = folders.popLast() {
            for bytes in try output.folder(path.isEmpty ? "." : path).names() {
                let name = path + String(decoding: bytes, as: UTF8.self)
                if name == ".offprint" { continue }
                if try output.status(name)?.kind == .folder { folders.append(name + "/") } else { found.append(name) }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
