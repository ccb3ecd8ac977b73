import Diagnostics
import FileSystem
import Parallelism

/// Walks folders with `readdir` and `fstatat`, one level of them after the other on all cores, in an order that does not
/// depend on the disk.
struct TreeScanner {
    /// All files: what a folder has comes in the order of the names' bytes, a folder in it with all that it has.
    private var files: [ContentFile] = []
    private var diagnostics: [Diagnostic] = []
    private var hasLinks = false

    /// How many folders may lie in each other: more than people make, fewer than exhaust the stack.
    fileprivate static let deepest = 64

    /// A folder whose files are to be found.
    fileprivate struct Place: Sendable {
        let path: String
        /// The folders it lies in, and itself.
        let above: [FileStatus.Identity]
    }

    /// What stands under a name.
    fileprivate enum Item: Sendable {
        case file(ContentFile)
        case folder(Place)
        case problem(Diagnostic)
        case nothing
        /// What a link leads to.
        indirect case link(Item)

        /// It, or what it leads to.
        var target: Item {
            if case .link(let target) = self { target } else { self }
        }
    }

    /// Finds all files below a folder of a site; none where it is missing.
    init(_ path: String, in site: Folder, jobs: Int) throws(IOFailure) {
        guard let status = try site.status(path, followingLinks: true), status.kind == .folder else { return }
        let root = try site.realPath(path)
        var level = [Place(path: path, above: [status.identity])]
        var folders: [ScannedFolder] = []
        var levels: [Level] = []
        while !level.isEmpty {
            let first = folders.count + level.count
            var next: [Place] = []
            let items = items(of: level, in: site, root: root, jobs: jobs)
            for range in items.ranges {
                folders.append(ScannedFolder(level: levels.count, items: range, firstInside: first + next.count))
                for index in range { if case .folder(let place) = items[index].target { next.append(place) } }
            }
            levels.append(items)
            level = next
        }
        files.reserveCapacity(levels.reduce(0) { $0 + ($1.ranges.last?.upperBound ?? 0) })
        collect(folders, 0, levels)
    }

    /// Gives away what was found.
    consuming func found() -> (files: [ContentFile], diagnostics: [Diagnostic], hasLinks: Bool) {
        (files, diagnostics, hasLinks)
    }

    /// What is in the folders of one level.
    private struct Level {
        /// Stretches of ``stretch`` items, as they were found: to join them would copy every path.
        let stretches: [[Item]]
        /// Which of the items each folder has.
        let ranges: [Range<Int>]

        static let stretch = 200

        subscript(index: Int) -> Item { stretches[index / Self.stretch][index % Self.stretch] }
    }

    private struct ScannedFolder {
        let level: Int
        /// Which of the level's items it has.
        let items: Range<Int>
        /// The number of the first folder in it; the others follow.
        let firstInside: Int
    }

    private mutating func collect(_ folders: [ScannedFolder], _ number: Int, _ levels: [Level]) {
        let folder = folders[number]
        var inside = folder.firstInside
        for index in folder.items {
            let item = levels[folder.level][index]
            if case .link = item { hasLinks = true }
            switch item.target {
            case .file(let file): files.append(file)
            case .problem(let problem): diagnostics.append(problem)
            case .folder:
                collect(folders, inside, levels)
                inside += 1
            case .nothing, .link: break
            }
        }
    }

    /// What is in each of some folders.
    private mutating func items(of level: [Place], in site: Folder, root: String, jobs: Int) -> Level {
        let lists = Parallel.map(count: level.count, jobs: jobs, run: 8, state: { FolderReader(site, root: root) }) {
            reader, place in
            reader.names(in: level[place])
        }
        // By names rather than folders, since one folder may have most of them.
        var names: [(place: Int, name: [UInt8])] = []
        var ranges: [Range<Int>] = []
        for (place, list) in lists.enumerated() {
            ranges.append(names.count..<names.count + list.names.count)
            for name in list.names { names.append((place, name)) }
            if let problem = list.problem { diagnostics.append(problem) }
        }
        let all = names
        let stretches = Parallel.mapStretches(
            count: all.count, jobs: jobs, size: Level.stretch, state: { FolderReader(site, root: root) }
        ) { reader, stretch in
            all[stretch].map { reader.item($0.name, in: level[$0.place]) }
        }
        return Level(stretches: stretches, ranges: ranges)
    }
}

/// Looks at what is in folders; each worker has one, which keeps the folder open that it looked into last.
private struct FolderReader: ~Copyable {
    private let site: Folder
    /// Where all links within the tree have to lead.
    private let root: String
    private var open: (path: String, folder: Folder)?

    init(_ site: Folder, root: String) {
        self.site = site
        self.root = root
    }

    private mutating func folder(_ path: String) throws(IOFailure) -> Folder {
        if let open, open.path == path { return open.folder }
        let folder = try site.folder(path)
        open = (path, folder)
        return folder
    }

    /// The names in a folder.
    mutating func names(in place: TreeScanner.Place) -> (names: [[UInt8]], problem: Diagnostic?) {
        do {
            return (try folder(place.path).names(), nil)
        } catch {
            return (
                [], Diagnostic(.fileUnreadable, "the folder can't be opened: \(error.reason)", at: .file(place.path))
            )
        }
    }

    /// What stands under a name in a folder.
    mutating func item(_ bytes: [UInt8], in place: TreeScanner.Place) -> TreeScanner.Item {
        guard let name = String(validating: bytes, as: UTF8.self) else {
            let shown = String(decoding: bytes, as: UTF8.self)
            return problem(.unusableName, "the file's name is not UTF-8", "\(place.path)/\(shown)")
        }
        // Hidden files, and what editors leave behind.
        if bytes.first == UInt8(ascii: ".") || bytes.last == UInt8(ascii: "~") { return .nothing }
        let path = place.path + "/" + name
        do {
            let folder = try folder(place.path)
            guard let status = try folder.status(name) else { return .nothing }
            guard status.kind == .symbolicLink else { return item(status, path, in: place) }
            return .link(try follow(name, in: folder, path, in: place))
        } catch {
            return problem(.fileUnreadable, "the file can't be looked at: \(error.reason)", path)
        }
    }

    private func item(_ status: FileStatus, _ path: String, in place: TreeScanner.Place) -> TreeScanner.Item {
        switch status.kind {
        case .file: return .file(ContentFile(path: path, status: status))
        case .folder:
            if place.above.contains(status.identity) {
                return problem(.linkLoop, "this link leads back to a folder it lies in", path)
            }
            guard place.above.count < TreeScanner.deepest else {
                return problem(
                    .unusableName, "folders lie more than \(TreeScanner.deepest) deep in each other", path)
            }
            return .folder(TreeScanner.Place(path: path, above: place.above + [status.identity]))
        case .symbolicLink, .other: return problem(.unusualFile, "this is neither a file nor a folder", path)
        }
    }

    /// What a link leads to.
    private func follow(
        _ name: String, in folder: Folder, _ path: String, in place: TreeScanner.Place
    ) throws(IOFailure) -> TreeScanner.Item {
        let target: String
        do {
            target = try folder.realPath(name)
        } catch {
            return problem(.linkLoop, "this link leads nowhere: \(error.reason)", path)
        }
        guard target.hasPrefix(root + "/") || target == root else {
            return problem(.linkLeavesTree, "this link leads out of the content folder", path)
        }
        return try folder.status(name, followingLinks: true).map { item($0, path, in: place) } ?? .nothing
    }

    private func problem(_ id: DiagnosticID, _ message: String, _ path: String) -> TreeScanner.Item {
        .problem(Diagnostic(id, message, at: .file(path)))
    }
}
