package import FileSystem

extension ContentTree {
    /// Looks again at some files and folders below `content`, which may be new, changed or gone: what a scan would find now.
    ///
    /// - Returns: Whether that was enough. Where it is not (there is something unusual), the tree is as it was.
    package mutating func update(_ paths: [String], in site: Folder) -> Bool {
        // What a link leads to can stand under other names as well.
        guard !hasLinks else { return false }
        var found: [(path: String, files: [ContentFile])] = []
        for path in paths where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") || $0.hasSuffix("~") })
        {
            guard let files = Self.files(at: path, in: site) else { return false }
            guard path == TagVocabularyParser.path || Self.group(of: path) != nil else { return false }
            found.append((path, files))
        }
        for (path, files) in found {
            if path == TagVocabularyParser.path {
                tags = files.first
            } else if let group = Self.group(of: path) {
                self[keyPath: group].replace(path, with: files)
            }
        }
        return true
    }

    /// A file, or the files in a folder; none where there is nothing any more, `nil` where there is something unusual.
    private static func files(at path: String, in site: Folder) -> [ContentFile]? {
        do {
            guard let status = try site.status(path) else { return [] }
            switch status.kind {
            case .file: return [ContentFile(path: path, status: status)]
            case .folder:
                let (files, diagnostics, hasLinks) = try TreeScanner(path, in: site, jobs: 1).found()
                return diagnostics.isEmpty && !hasLinks ? files : nil
            case .symbolicLink, .other: return nil
            }
        } catch {
            return nil
        }
    }

    private static func group(of path: String) -> WritableKeyPath<ContentTree, [ContentFile]>? {
        if path.hasPrefix("content/papers/") { return \.papers }
        if path.hasPrefix("content/pages/") { return \.pages }
        return path.hasPrefix("content/days/") ? \.days : nil
    }
}

extension [ContentFile] {
    /// Puts files, which are in order, into the place of one file or of all in a folder.
    fileprivate mutating func replace(_ path: String, with files: [ContentFile]) {
        let start = place { $0.comes(before: path) }
        let end = place { $0.comes(before: path) || $0.isIn(path) }
        replaceSubrange(start..<end, with: files)
    }

    /// The place of the first file of which something is not so, that is so of all before it.
    private func place(_ isBefore: (ContentFile) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension ContentFile {
    /// Whether it is what is at a path, or lies in it.
    fileprivate func isIn(_ path: String) -> Bool {
        self.path.utf8.starts(with: path.utf8)
            && (self.path.utf8.count == path.utf8.count || self.path.utf8.dropFirst(path.utf8.count).first == 0x2F)
    }

    /// Whether a scan finds it before what is at a path: a folder's names are in order, each with what it has.
    fileprivate func comes(before path: String) -> Bool {
        // As if a slash were less than all else.
        func rank(_ byte: UInt8) -> UInt8 { byte == 0x2F ? 0 : byte }
        for (own, other) in zip(self.path.utf8, path.utf8) where own != other { return rank(own) < rank(other) }
        return self.path.utf8.count < path.utf8.count
    }
}
