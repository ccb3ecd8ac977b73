import FileSystem
import Markup
import Parallelism
import SiteGeneration

/// Puts a site into its folder so that a reader never gets half a file, whenever the program is stopped.
///
/// Everything that may have changed is first rendered and compared with what is there; only what differs is written, to
/// `.offprint/stage` within the folder, since only within one file system is moving a file one step. Then the staged files
/// are moved to their places, new ones before those that replace others, so that no page names a file that is not there
/// yet; what the site has no more is removed, and the manifest is written. A build that was stopped between leaves a
/// journal of the files that it may have made, so that the next one knows them for its own.
struct Publisher: ~Copyable {
    private enum Place {
        static let own = ".offprint"
        static let manifest = "manifest"
        static let journal = "journal"
        static let stage = "stage"
    }

    private let output: Folder
    private let own: Folder
    /// The files that earlier builds made.
    private let known: FileList
    private let hasManifest: Bool
    private let isDurable: Bool

    /// The folder where an earlier build left it; `nil` where there was none.
    static func reopen(_ path: String, isDurable: Bool) throws(IOFailure) -> Publisher? {
        // Where it can't be opened, the reason is told when the site is there to be published.
        guard let output = try? Folder.open(path), (try? output.status("\(Place.own)/\(Place.manifest)")) != nil else {
            return nil
        }
        return try open(path, isDurable: isDurable)
    }

    /// Takes over a folder, making it where it is missing. One that is neither empty nor made by an earlier build is
    /// refused, and so is one that another build is busy with.
    static func open(_ path: String, isDurable: Bool) throws(IOFailure) -> Publisher {
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
        let known = try FileList([Place.manifest, Place.journal], in: own)
        if known == nil, !names.isEmpty {
            throw IOFailure("publish into", path, reason: "it is not empty, and no site was built there before")
        }
        // What a build that was stopped had not moved yet.
        try own.removeTree(Place.stage)
        let (manifest, journal) = (try own.status(Place.manifest), try own.status(Place.journal))
        return Publisher(
            output: output, own: own, known: known ?? FileList(),
            hasManifest: manifest != nil && journal == nil, isDurable: isDurable)
    }

    /// The files that a build made here, where no other has been at work since.
    func standing(_ history: OutputHistory) -> StandingOutputs? {
        hasManifest ? StandingOutputs(history, known, in: output) : nil
    }

    /// Makes the folder hold exactly the plan's files, besides those that were never ours. What is known of the files that
    /// are there spares rendering them; the next build may know what is returned.
    consuming func publish(
        _ plan: Plan, of site: Site, earlier: EarlierOutputs?, jobs: Int, progress: ProgressCounter
    ) throws(IOFailure) -> (counts: FileCounts, outputs: [StagedStretch]) {
        do {
            let ours = known.table
            let stretches = try stage(plan, of: site, earlier: earlier, ours, jobs: jobs, progress: progress)
            let removed = try settle(stretches, plan, ours)
            try own.removeTree(Place.stage)
            var counts = FileCounts(removed: removed)
            for stretch in stretches { counts.add(stretch.counts) }
            return (counts, stretches)
        } catch {
            try? own.removeTree(Place.stage)  // The next build would; what is to be told is the first failure.
            throw error
        }
    }

    // MARK: Steps

    /// Renders what may have changed and stages what differs from what is published.
    private func stage(
        _ plan: Plan, of site: Site, earlier: EarlierOutputs?, _ ours: FingerprintTable, jobs: Int,
        progress: ProgressCounter
    ) throws(IOFailure) -> [StagedStretch] {
        try own.makeFolder(Place.stage)
        let (output, stage, fragments) = (output, try own.folder(Place.stage), Fragments())
        progress.begin("publish", of: plan.count)
        var stretches = Parallel.mapStretches(
            count: plan.countWithoutManifest, jobs: jobs, size: 64, order: .fromBothEnds, progress: progress,
            state: { StageWorker(site, fragments: fragments, output: output, stage: stage, earlier: earlier) }
        ) { worker, places in
            worker.stage(plan, places, known: ours)
        }
        if plan.countWithoutManifest < plan.count, !stretches.contains(where: { $0.failure != nil }) {
            let manifest = SiteManifest(stretches.flatMap(\.files))
            var worker = StageWorker(
                site, fragments: fragments, output: output, stage: stage, earlier: earlier, manifest: manifest)
            stretches.append(worker.stage(plan, plan.countWithoutManifest..<plan.count, known: ours))
        }
        if let failure = stretches.lazy.compactMap(\.failure).first { throw failure }
        return stretches
    }

    /// Moves what is staged to its place and removes what the site has no more; returns how many files that were.
    private func settle(
        _ stretches: [StagedStretch], _ plan: Plan, _ ours: FingerprintTable
    ) throws(IOFailure) -> Int {
        let arrivals = try findArrivals(ours)
        let isSameList = hasManifest && known.names == plan.files
        let stale = isSameList ? [] : known.paths(without: FingerprintTable(plan.files))
        if isSameList, arrivals.isEmpty { return 0 }

        if !isSameList { try write(stretches, and: stale, to: Place.journal) }
        try sync()
        let rest = try makeWay(for: arrivals, stale: stale)
        for path in arrivals.new + arrivals.replacing {
            try output.move("\(Place.stage)/\(path)", from: own, to: path)
        }
        try sync()
        for file in rest { try remove(file) }
        // Without stale files the journal says what the manifest has to.
        if !stale.isEmpty { try write(stretches, and: [], to: Place.journal) }
        try sync()
        if !isSameList {
            try own.move(Place.journal, from: own, to: Place.manifest)
            try sync()
        }
        return stale.count
    }

    /// Where the build is to outlast a power failure: waits until the disk holds what was done so far, so that no later
    /// step can be there without it.
    private func sync() throws(IOFailure) {
        if isDurable { try output.sync() }
    }

    /// What is to be moved from the stage to its place, and what stands there.
    private struct Arrivals {
        /// Files, and whole folders where there is none of that name yet: one step for any number of files.
        var new: [String] = []
        /// The same, where something of that name has to go.
        var replacing: [String] = []
        /// Files of ours where a folder arrives, folders of ours where a file arrives.
        var obstacles: Set<String> = []

        var isEmpty: Bool { new.isEmpty && replacing.isEmpty }
    }

    /// Compares the stage with what is published. Fails where a file would replace one, or stand in the place of a
    /// folder or below a file, that no build made.
    private func findArrivals(_ ours: FingerprintTable) throws(IOFailure) -> Arrivals {
        var arrivals = Arrivals()
        guard try own.status(Place.stage) != nil else { return arrivals }
        let stage = try own.folder(Place.stage)
        var folders = [""]
        while let folder = folders.popLast() {
            for name in try stage.folder(folder.isEmpty ? "." : folder).names() {
                let path = folder + String(decoding: name, as: UTF8.self)
                let isFolder = try stage.status(path)?.kind == .folder
                // A link is none of ours, whatever it leads to: what is published stays in its folder.
                guard let status = try output.status(path) else {
                    arrivals.new.append(path)
                    continue
                }
                if isFolder, status.kind == .folder {
                    folders.append(path + "/")
                    continue
                }
                var isOurs = ours[.of(path)] != nil
                if status.kind == .folder { isOurs = try holdsOnly(ours, path) }
                guard isOurs else {
                    throw IOFailure("publish", path, reason: "what is there was not made by a build")
                }
                arrivals.replacing.append(path)
                if isFolder || status.kind == .folder { arrivals.obstacles.insert(path) }
            }
        }
        return arrivals
    }

    /// Whether a folder has files and all of them are of earlier builds.
    private func holdsOnly(_ ours: FingerprintTable, _ path: String) throws(IOFailure) -> Bool {
        let names = try output.folder(path).names()
        for name in names {
            let inner = "\(path)/\(String(decoding: name, as: UTF8.self))"
            let isFolder = try output.status(inner)?.kind == .folder
            guard isFolder ? try holdsOnly(ours, inner) : ours[.of(inner)] != nil else { return false }
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
        var folders: [String] = []
        var folder = file[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            folders.append(String(folder))
        }
        // Behind a link is nothing that a build made.
        for folder in folders.reversed() where try output.status(folder)?.kind != .folder { return }
        // Where a build was stopped after it had put a folder in the file's place, the folder is not what has to go.
        if try output.status(file)?.kind == .folder { return }
        try output.remove(file)
        for folder in folders { guard try output.removeEmptyFolder(folder) else { return } }
    }

    private static let heading = "# The files that offprint made here. It removes those that a later build has not.\n"

    /// Writes the list of the files that were staged or stand, and of others.
    private func write(_ stretches: [StagedStretch], and others: [String], to name: String) throws(IOFailure) {
        var text: [UInt8] = []
        text.reserveCapacity(Self.heading.utf8.count + stretches.reduce(0) { $0 + $1.paths.count })
        text += Self.heading.utf8
        for stretch in stretches { text += stretch.paths }
        for file in others {
            text += file.utf8
            text.append(UInt8(ascii: "\n"))
        }
        try own.write(text, to: name + ".new")
        try own.move(name + ".new", from: own, to: name)
    }
}
