import Dispatch
import FileSystem
import Markup
import Parallelism
import Synchronization

/// Looks whether the files that the build before published stand as it left them.
///
/// To look at 100,000 files takes longer than to find out what an edit changes, so a second core begins with that while
/// the archive, for the most part on one, is put together.
final class StandingOutputs: Sendable {
    private let output: Folder
    /// The files, in the order of ``records``.
    private let files: FileList
    private let records: [OutputHistory.Record]
    /// What was found out so far, in the same order.
    private let found = Mutex<[Bool]>([])
    private let isEnding = Atomic<Bool>(false)
    private let looking = DispatchGroup()

    private static let stretch = 256

    /// The files of `history` in an output folder; `nil` where `files`, which earlier builds made there, are others.
    init?(_ history: OutputHistory, _ files: FileList, in output: Folder) {
        guard !files.names.isEmpty, files.names.elementsEqual(history.records.lazy.map(\.file)) else { return nil }
        self.output = output
        self.files = files
        records = history.records
    }

    /// Whether all of them stand.
    func areAllStanding(jobs: Int) -> Bool {
        Parallel.mapStretches(count: records.count, jobs: jobs, size: Self.stretch, state: { ByteBuffer() }) {
            path, places in
            places.allSatisfy { self.isStanding($0, &path) }
        }.allSatisfy { $0 }
    }

    /// Begins to look at one after the other.
    func begin() {
        DispatchQueue.global().async(group: looking) {
            var path = ByteBuffer()
            for start in stride(from: 0, to: self.records.count, by: Self.stretch) {
                guard !self.isEnding.load(ordering: .relaxed) else { return }
                let places = start..<min(start + Self.stretch, self.records.count)
                let stretch = places.map { self.isStanding($0, &path) }
                self.found.withLock { $0 += stretch }
            }
        }
    }

    /// Ends looking, and tells what was found out until now.
    func end() -> [Bool] {
        isEnding.store(true, ordering: .relaxed)
        looking.wait()
        return found.withLock { $0 }
    }

    private func isStanding(_ place: Int, _ path: inout ByteBuffer) -> Bool {
        path.removeAll()
        files.append(place, to: &path)
        path.append(byte: 0)
        // What can't be looked at is made again, or the reason why not is told then.
        let status = path.withBytes { path in (try? output.status(terminated: path)) ?? nil }
        return status.map { $0.kind == .file && OutputHistory.PublishedFile($0) == records[place].published } ?? false
    }
}
