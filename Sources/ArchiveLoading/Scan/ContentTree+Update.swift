package import FileSystem

extension ContentTree {
    /// Looks again at some files and folders below `content`, which may be new, changed or gone: what a scan would find now.
    ///
    /// - Returns: Whether that was enough. Where it is not (there is something unusual), the tree is as it was.
    package mutating func update(_ paths: [String], in site: Folder) -> Bool {
        // What a link leads to can stand under other names as well.
        guard !hasLinks else { return false }
        var tree = self
        for path in paths { guard tree.update(path, in: site) else { return false } }
        self = tree
        return true
    }

    private mutating func update(_ path: String, in site: Folder) -> Bool {
        if path.split(separator: "/").contains(where: { $0.hasPrefix(".") || $0.hasSuffix("~") }) { return true }
        var found: [ContentFile] = []
        do {
            switch try site.status(path)?.kind {
            case .file?:
                guard let status = try site.status(path) else { return false }
                found = [ContentFile(path: path, status: status)]
            case .folder?:
                let (files, diagnostics, hasLinks) = try TreeScanner(path, in: site, jobs: 1).found()
                guard diagnostics.isEmpty, !hasLinks else { return false }
                found = files
            case nil: break
            case .symbolicLink?, .other?: return false
            }
        } catch {
            return false
        }
        guard path != TagVocabularyParser.path else {
            tags = found.first
            return true
        }
        let group: WritableKeyPath<ContentTree, [ContentFile]>
        if path.hasPrefix("content/papers/") {
            group = \.papers
        } else if path.hasPrefix("content/pages/") {
            group = \.pages
        } else if path.hasPrefix("content/days/") {
            group = \.days
        } else {
            return false
        }
        self[keyPath: group].replace(path, with: found)
        return true
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
