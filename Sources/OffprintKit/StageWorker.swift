import ArchiveModel
import FileSystem
import Markup
import SiteGeneration

/// What happened to the files of a site.
package struct FileCounts: Sendable {
    package var written = 0
    package var unchanged = 0
    package var removed = 0
    /// The size of all files of the site.
    package var bytes = 0
    /// How many files were rendered, to be written or found unchanged.
    package var rendered = 0

    /// The counts of a build that finds everything as the one before left it.
    init(standing history: OutputHistory) {
        unchanged = history.records.count
        bytes = history.records.reduce(0) { $0 + $1.published.size }
    }

    /// Counts of nothing, but for files that were removed.
    init(removed: Int = 0) { self.removed = removed }

    mutating func add(_ other: FileCounts) {
        written += other.written
        unchanged += other.unchanged
        removed += other.removed
        bytes += other.bytes
        rendered += other.rendered
    }
}

/// Some of a plan's outputs, staged.
struct StagedStretch: Sendable {
    var counts = FileCounts()
    /// What the next build may know of each; their reads are places in `reads`.
    var records: [OutputHistory.Record] = []
    var reads: [UInt32] = []
    /// The paths of its files, a line each, as the manifest has them.
    var paths: [UInt8] = []
    /// The checksums of its files, one after the other, where the site has a manifest.
    var checksums: [UInt8] = []
    /// Why it ends early.
    var failure: IOFailure?
}

extension StagedStretch {
    /// Its files, as a manifest lists them.
    var files: [SiteManifest.File] {
        let paths = paths.split(separator: UInt8(ascii: "\n"))
        return zip(paths, records).enumerated().map { place, file in
            let start = place * SHA256.length
            return SiteManifest.File(
                path: String(decoding: file.0, as: UTF8.self), size: file.1.published.size,
                sha256: SHA256.digits(checksums[start..<start + SHA256.length]))
        }
    }
}

/// Renders outputs one after the other and stages those that differ from what is published.
struct StageWorker: ~Copyable {
    private let output: Folder
    private let stage: Folder
    private let earlier: EarlierOutputs?
    private var renderer: RenderWorker
    private let wantsChecksums: Bool
    private var existing: [UInt8] = []
    /// The path of the output's file, with a zero at its end: strings of all paths would take as long as to look at the
    /// files.
    private var path = ByteBuffer()
    /// The folder that a file was staged in last.
    private var lastFolder: [UInt8] = []

    /// A worker that stages files in the folder `stage`. The one that stages the manifest is given it.
    init(
        _ site: Site, fragments: Fragments, output: Folder, stage: Folder, earlier: EarlierOutputs?,
        manifest: SiteManifest? = nil
    ) {
        self.output = output
        self.stage = stage
        self.earlier = earlier
        renderer = RenderWorker(site, fragments: fragments, manifest: manifest)
        wantsChecksums = site.configuration.export.manifest
    }

    /// Stages some outputs, but for those that are published already; only what is `known` as ours can be.
    mutating func stage(_ plan: Plan, _ places: Range<Int>, known: FingerprintTable) -> StagedStretch {
        var stretch = StagedStretch()
        stretch.records.reserveCapacity(places.count)
        do {
            for place in places {
                let (planned, name) = (plan[place], plan.files[place])
                path.removeAll()
                planned.route.appendFile(to: &path)
                path.withBytes { stretch.paths += $0 }
                stretch.paths.append(UInt8(ascii: "\n"))
                path.append(byte: 0)
                if try keep(planned, name, in: &stretch) { continue }
                try make(planned, name, isKnown: known[name] != nil, in: &stretch)
            }
        } catch {
            stretch.failure = error
        }
        return stretch
    }

    /// Whether an output stands as it would be made again.
    private mutating func keep(
        _ planned: OutputGroup.Output, _ name: Fingerprint, in stretch: inout StagedStretch
    ) throws(IOFailure) -> Bool {
        guard let earlier, case (var record, let place, let isStanding)? = earlier[name], let maker = record.maker,
            try planned.maker(&renderer) == maker
        else { return false }
        if let isStanding {
            guard isStanding else { return false }
        } else {
            guard try stands(record) else { return false }
        }
        let start = stretch.reads.count
        guard earlier.appendReads(of: record, to: &stretch.reads) else { return false }
        record.reads = start..<stretch.reads.count
        if wantsChecksums { earlier.appendChecksum(of: place, to: &stretch.checksums) }
        stretch.records.append(record)
        stretch.counts.unchanged += 1
        stretch.counts.bytes += record.published.size
        return true
    }

    /// Whether the file at ``path`` is as it was published.
    private func stands(_ record: OutputHistory.Record) throws(IOFailure) -> Bool {
        let output = output
        let status = try path.withBytes { path throws(IOFailure) in try output.status(terminated: path) }
        return status.map { $0.kind == .file && OutputHistory.PublishedFile($0) == record.published } ?? false
    }

    /// Renders an output, and stages it unless it is the same as the file that is published.
    private mutating func make(
        _ planned: OutputGroup.Output, _ name: Fingerprint, isKnown: Bool, in stretch: inout StagedStretch
    ) throws(IOFailure) {
        renderer.begin()
        try planned.render(&renderer)
        let start = stretch.reads.count
        stretch.reads += renderer.reads
        if wantsChecksums {
            renderer.buffer.withBytes { stretch.checksums += SHA256.checksum(of: UnsafeRawBufferPointer($0)) }
        }
        let status: FileStatus
        if isKnown, let published = try publishedFile(planned.route.file) {
            status = published
            stretch.counts.unchanged += 1
        } else {
            status = try write()
            stretch.counts.written += 1
        }
        stretch.counts.rendered += 1
        stretch.counts.bytes += status.size
        stretch.records.append(
            OutputHistory.Record(
                file: name, maker: try planned.maker(&renderer), published: OutputHistory.PublishedFile(status),
                reads: start..<stretch.reads.count))
    }

    /// Writes what was rendered to the stage.
    private mutating func write() throws(IOFailure) -> FileStatus {
        // Most files have a folder of their own. To make it first saves finding out that it is missing, which takes a
        // tenth of the time of writing.
        let folder = path.withBytes { path in
            path.lastIndex(of: UInt8(ascii: "/")).flatMap { end in
                lastFolder.elementsEqual(path[..<end]) ? nil : Array(path[..<end])
            }
        }
        if let folder {
            lastFolder = folder
            try stage.makeFolder(String(decoding: folder, as: UTF8.self))
        }
        let (stage, path) = (stage, path)
        return try renderer.buffer.withBytes { bytes throws(IOFailure) in
            try path.withBytes { path throws(IOFailure) in try stage.write(bytes, terminated: path) }
        }
    }

    /// The published file, where it is what was rendered.
    private mutating func publishedFile(_ file: String) throws(IOFailure) -> FileStatus? {
        guard let status = try output.status(file), status.kind == .file, status.size == renderer.buffer.count else {
            return nil
        }
        try output.read(file, into: &existing)
        let isSame = existing.withUnsafeBytes { old in
            renderer.buffer.withBytes { old.isSame(as: UnsafeRawBufferPointer($0)) }
        }
        return isSame ? status : nil
    }
}
