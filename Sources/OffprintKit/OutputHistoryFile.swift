import ArchiveLoading
import ArchiveModel
import FileSystem
import Markup

/// Keeps an ``OutputHistory`` in a file: columns of 64-bit numbers in the machine's own order, so that reading it is
/// copying it.
enum OutputHistoryFile {
    private static let name = "outputs"

    /// The history in a folder; an empty one where there is none that can be used.
    static func read(_ folder: Folder, salt: Fingerprint) -> OutputHistory {
        let content = CheckedFile(name, salt: salt).read(from: folder)
        return content?.withUnsafeBytes(history) ?? OutputHistory()
    }

    /// Puts a history into a folder, in one step.
    static func write(_ history: OutputHistory, salt: Fingerprint, to folder: Folder) throws(IOFailure) {
        var writer = ByteWriter()
        for count in [history.keys.count, history.records.count, history.reads.count] { writer.append(UInt64(count)) }
        func append(_ column: [UInt64]) { column.withUnsafeBytes { writer.append($0) } }
        append(history.keys.map(\.value))
        append(history.pieces.map(\.value))
        append(history.records.map(\.file.value))
        append(history.records.map { $0.maker?.value ?? 0 })
        append(history.records.map { UInt64($0.published.size) })
        append(history.records.map(\.published.rest.value))
        append(history.records.map { UInt64($0.reads.upperBound) })
        history.reads.withUnsafeBytes { writer.append($0) }
        try CheckedFile(name, salt: salt).write(writer.bytes, to: folder)
    }

    /// What is checked here would follow from the file's checksum as well.
    private static func history(in bytes: UnsafeRawBufferPointer) -> OutputHistory? {
        var header = ByteReader(bytes)
        let counts = (0..<3).map { _ in header.number(UInt64.self) }
        guard bytes.count >= 24, counts.allSatisfy({ $0 <= UInt64(bytes.count) }) else { return nil }
        let (pieces, records, reads) = (Int(counts[0]), Int(counts[1]), Int(counts[2]))
        let body = UnsafeRawBufferPointer(rebasing: bytes[24...])
        guard body.count == 8 * (2 * pieces + 5 * records) + 4 * reads else { return nil }

        var offset = 0
        func column<Number>(_ count: Int, of: Number.Type) -> [Number] {
            let size = count * MemoryLayout<Number>.stride
            defer { offset += size }
            return Array(unsafeUninitializedCapacity: count) { memory, filled in
                UnsafeMutableRawBufferPointer(memory).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: body[offset..<offset + size]))
                filled = count
            }
        }
        var history = OutputHistory()
        history.keys = column(pieces, of: UInt64.self).map(Fingerprint.init(value:))
        history.pieces = column(pieces, of: UInt64.self).map(Fingerprint.init(value:))
        let (files, makers) = (column(records, of: UInt64.self), column(records, of: UInt64.self))
        let (sizes, rests) = (column(records, of: UInt64.self), column(records, of: UInt64.self))
        let ends = column(records, of: UInt64.self)
        history.reads = column(reads, of: UInt32.self)
        guard history.reads.allSatisfy({ $0 < pieces }) else { return nil }
        history.records.reserveCapacity(records)
        var start = 0
        for place in 0..<records {
            guard ends[place] >= start, ends[place] <= reads, sizes[place] < UInt64(Int64.max) else { return nil }
            let published = OutputHistory.PublishedFile(size: Int(sizes[place]), rest: Fingerprint(value: rests[place]))
            history.records.append(
                OutputHistory.Record(
                    file: Fingerprint(value: files[place]),
                    maker: makers[place] == 0 ? nil : Fingerprint(value: makers[place]), published: published,
                    reads: start..<Int(ends[place])))
            start = Int(ends[place])
        }
        return history
    }
}
