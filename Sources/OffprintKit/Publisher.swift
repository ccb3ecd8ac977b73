package import FileSystem
import Markup
import Parallelism
package import SiteGeneration

/// Puts a site into its folder so that a reader never gets half a file, whenever the program is stopped.
///
/// Everything is first rendered and compared with what is there; only what differs is written, to `.offprint/stage`
/// within the folder, since only within one file system is moving a file one step. Then the staged files are moved to
/// their places, what the site has no more is removed, and the manifest is written. A build that was stopped between
/// leaves a journal of the files that it may have made, so that the next one knows them for its own.
package struct Publisher: ~Copyable {
    /// What happened to the files.
    package struct Result: Sendable {
        package var written = 0
        package var unchanged = 0
        package var removed = 0
        /// The size of all files of the site.
        package var bytes = 0
    }

    private enum Place {
        static let own = ".offprint"
        static let manifest = "manifest"
        static let journal = "journal"
        static let stage = "stage"
    }

    private let output: Folder
    private let own: Folder
    /// The files that earlier builds made.
    private let known: Set<String>

    /// Takes over a folder, making it where it is missing. One that is neither empty nor made by an earlier build is
    /// refused, and so is one that another build is busy with.
    package static func open(_ path: String) throws(IOFailure) -> Publisher {
        let output = try Folder.make(path)
        let names = try output.names().filter { $0 != Array(Place.own.utf8) }
        let ownStatus = try output.status(Place.own)
        if let ownStatus, ownStatus.kind != .folder {
            throw IOFailure("publish into", path, reason: "`\(Place.own)` in it is no folder")
        }
        if ownStatus == nil, !names.isEmpty {
            throw IOFailure("publish into", path, reason: "it is not empty, and no site was built there before")
        }
        try output.makeFolder(Place.own)
        let own = try output.folder(Place.own)
        guard own.lock() else { throw IOFailure("publish into", path, reason: "another build is busy there") }
        let manifest = try list(Place.manifest, in: own)
        let journal = try list(Place.journal, in: own)
        if manifest == nil, journal == nil, !names.isEmpty {
            throw IOFailure("publish into", path, reason: "it is not empty, and no site was built there before")
        }
        return Publisher(output: output, own: own, known: Set((manifest ?? []) + (journal ?? [])))
    }

    /// Makes the folder hold exactly the plan's files, besides those that were never ours.
    package consuming func publish(_ plan: Plan, site: Folder, jobs: Int) throws(IOFailure) -> Result {
        try own.removeTree(Place.stage)
        var result = try stage(plan, site: site, jobs: jobs)
        let arrivals: Arrivals
        do {
            arrivals = try findArrivals()
        } catch {
            try own.removeTree(Place.stage)
            throw error
        }
        let files = (0..<plan.count).map { plan[$0].route.file }
        let current = Set(files)
        let stale = known.subtracting(current).sorted()

        if !arrivals.paths.isEmpty || !stale.isEmpty || known != current {
            try write(files + stale, to: Place.journal)
            let rest = try makeWay(for: arrivals, stale: stale)
            for path in arrivals.paths { try output.move("\(Place.stage)/\(path)", from: own, to: path) }
            for file in rest { try remove(file) }
            // Without stale files the journal says what the manifest has to.
            if !stale.isEmpty { try write(files, to: Place.journal) }
            try own.move(Place.journal, from: own, to: Place.manifest)
        } else if try own.status(Place.manifest) == nil {
            try write(files, to: Place.manifest)
        }
        try own.removeTree(Place.stage)
        result.removed = stale.count
        return result
    }

    // MARK: Steps

    /// Renders everything and stages what differs from what is published.
    private func stage(_ plan: Plan, site: Folder, jobs: Int) throws(IOFailure) -> Result {
        let (output, own, known) = (output, own, known)
        let states = Parallel.map(
            count: plan.count, jobs: jobs, state: { StageWorker(site: site, output: output, own: own) }
        ) { worker, index in
            worker.stage(plan[index], under: Place.stage, known: known)
        }
        var result = Result()
        for state in states {
            switch state {
            case .failed(let failure):
                try own.removeTree(Place.stage)
                throw failure
            case .unchanged(let bytes):
                result.unchanged += 1
                result.bytes += bytes
            case .staged(let bytes):
                result.written += 1
                result.bytes += bytes
            }
        }
        return result
    }

    /// What is to be moved from the stage to its place, and what stands there.
    private struct Arrivals {
        /// Files, and whole folders where there is none of that name yet: one step for any number of files.
        var paths: [String] = []
        /// Files of ours where a folder arrives, folders of ours where a file arrives.
        var obstacles: Set<String> = []
    }

    /// Compares the stage with what is published. Fails where a file would replace one, or stand in the place of a
    /// folder or below a file, that no build made.
    private func findArrivals() throws(IOFailure) -> Arrivals {
        var arrivals = Arrivals()
        guard try own.status(Place.stage) != nil else { return arrivals }
        let stage = try own.folder(Place.stage)
        var folders = [""]
        while let folder = folders.popLast() {
            for name in try stage.folder(folder.isEmpty ? "." : folder).names() {
                let path = folder + String(decoding: name, as: UTF8.self)
                let isFolder = try stage.status(path)?.kind == .folder
                guard let status = try output.status(path, followingLinks: isFolder) else {
                    arrivals.paths.append(path)
                    continue
                }
                if isFolder, status.kind == .folder {
                    folders.append(path + "/")
                    continue
                }
                var isOurs = known.contains(path)
                if status.kind == .folder { isOurs = try holdsOnlyOurs(path) }
                guard isOurs else {
                    throw IOFailure("publish", path, reason: "what is there was not made by a build")
                }
                arrivals.paths.append(path)
                if isFolder || status.kind == .folder { arrivals.obstacles.insert(path) }
            }
        }
        return arrivals
    }

    /// Whether a folder has files and all of them are of earlier builds.
    private func holdsOnlyOurs(_ path: String) throws(IOFailure) -> Bool {
        let names = try output.folder(path).names()
        for name in names {
            let inner = "\(path)/\(String(decoding: name, as: UTF8.self))"
            let isFolder = try output.status(inner)?.kind == .folder
            guard isFolder ? try holdsOnlyOurs(inner) : known.contains(inner) else { return false }
        }
        return !names.isEmpty
    }

    /// Removes the stale files that something arriving finds in its way; returns the others.
    private func makeWay(for arrivals: Arrivals, stale: [String]) throws(IOFailure) -> [String] {
        guard !arrivals.obstacles.isEmpty else { return stale }
        var rest: [String] = []
        for file in stale {
            var path = file[...]
            var isInTheWay = arrivals.obstacles.contains(file)
            while !isInTheWay, let slash = path.lastIndex(of: "/") {
                path = path[..<slash]
                isInTheWay = arrivals.obstacles.contains(String(path))
            }
            if isInTheWay { try remove(file) } else { rest.append(file) }
        }
        return rest
    }

    /// Removes a file and the folders that it leaves empty.
    private func remove(_ file: String) throws(IOFailure) {
        try output.remove(file)
        var folder = file[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            guard try output.removeEmptyFolder(String(folder)) else { return }
        }
    }

    // MARK: Lists

    private func write(_ files: [String], to name: String) throws(IOFailure) {
        var text = ByteBuffer()
        text.append(Self.heading)
        for file in files {
            text.append(file)
            text.append(byte: UInt8(ascii: "\n"))
        }
        try own.write(text.bytes, to: name + ".new")
        try own.move(name + ".new", from: own, to: name)
    }

    private static let heading = "# The files that offprint made here. It removes those that a later build has not.\n"

    /// The files of a list; `nil` where there is none. Lines that could lead out of the folder are nobody's.
    private static func list(_ name: String, in folder: Folder) throws(IOFailure) -> [String]? {
        guard try folder.status(name) != nil else { return nil }
        var bytes: [UInt8] = []
        try folder.read(name, into: &bytes)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        return lines.filter { line in
            !line.hasPrefix("#") && !line.hasPrefix("/") && !line.split(separator: "/").contains("..")
        }
    }
}

/// Renders outputs one after the other and stages those that differ from what is published.
private struct StageWorker: ~Copyable {
    enum State: Sendable {
        case unchanged(bytes: Int)
        case staged(bytes: Int)
        case failed(IOFailure)
    }

    private let output: Folder
    private let own: Folder
    private var renderer: RenderWorker
    private var existing: [UInt8] = []

    init(site: Folder, output: Folder, own: Folder) {
        self.output = output
        self.own = own
        renderer = RenderWorker(site: site)
    }

    /// Renders an output, and stages it unless it is published already; only what is `known` as ours can be.
    mutating func stage(_ planned: OutputGroup.Output, under stage: String, known: Set<String>) -> State {
        do {
            renderer.buffer.removeAll()
            try planned.render(&renderer)
            let size = renderer.buffer.count
            let file = planned.route.file
            if known.contains(file), let status = try output.status(file), status.kind == .file, status.size == size {
                try output.read(file, into: &existing)
                let isSame = existing.withUnsafeBytes { old in
                    renderer.buffer.withBytes { old.count == $0.count && old.elementsEqual($0) }
                }
                if isSame { return .unchanged(bytes: size) }
            }
            try renderer.buffer.withBytes { bytes throws(IOFailure) in try own.write(bytes, to: "\(stage)/\(file)") }
            return .staged(bytes: size)
        } catch {
            return .failed(error)
        }
    }
}
