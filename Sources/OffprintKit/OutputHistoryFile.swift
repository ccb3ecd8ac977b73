import ArchiveLoading
import ArchiveModel
import FileSystem
import Markup
import SiteGeneration

/// Keeps an ``OutputHistory`` in a file, as memory holds it, so that reading it is copying it. Only the program that wrote
/// it reads it.
enum OutputHistoryFile {
    private static let name = "outputs"

    /// The history in a folder; an empty one where there is none that can be used.
    static func read(_ folder: Folder, salt: Fingerprint) -> OutputHistory {
        CheckedFile(name, salt: salt).read(from: folder, history) ?? OutputHistory()
    }

    /// Puts a history into a folder, in one step.
    static func write(_ history: OutputHistory, salt: Fingerprint, to folder: Folder) throws(IOFailure) {
        let records = MemoryLayout<OutputHistory.Record>.stride * history.records.count
        // The room for the rest is for what there is to say, which is little.
        var writer = ByteWriter(
            capacity: 16 * history.keys.count + records + 4 * history.reads.count + history.checksums.count + 4_096)
        for count in [
            history.keys.count, history.records.count, history.reads.count, history.checksums.count,
        ] { writer.append(UInt64(count)) }
        history.keys.withUnsafeBytes { writer.append($0) }
        history.pieces.withUnsafeBytes { writer.append($0) }
        history.records.withUnsafeBytes { writer.append($0) }
        history.reads.withUnsafeBytes { writer.append($0) }
        history.checksums.withUnsafeBytes { writer.append($0) }
        if let build = history.build {
            writer.append(build.inputs.value)
            for count in [build.papers, build.days] { writer.append(UInt32(count)) }
            writer.append(build.diagnostics)
        }
        try CheckedFile(name, salt: salt).write(consume writer, to: folder)
    }

    /// What is checked here would follow from the file's checksum as well.
    private static func history(in bytes: UnsafeRawBufferPointer) -> OutputHistory? {
        var reader = ByteReader(bytes)
        let counts = (0..<4).map { _ in reader.number(UInt64.self) }
        guard counts.allSatisfy({ $0 <= UInt64(bytes.count) }) else { return nil }
        /// The next elements; none where there are not so many.
        func take<Element: BitwiseCopyable>(_ count: UInt64, of: Element.Type) -> [Element]? {
            let size = Int(count) * MemoryLayout<Element>.stride
            let found = reader.bytes(size)
            return found.count == size ? Array(copying: found) : nil
        }
        var history = OutputHistory()
        guard let keys = take(counts[0], of: Fingerprint.self), let pieces = take(counts[0], of: Fingerprint.self),
            let records = take(counts[1], of: OutputHistory.Record.self), let reads = take(counts[2], of: UInt32.self),
            let checksums = take(counts[3], of: UInt8.self),
            checksums.isEmpty || checksums.count == records.count * SHA256.length,
            reads.allSatisfy({ $0 < keys.count })
        else { return nil }
        var end = 0
        for record in records {
            guard record.isValid(after: end, reads: reads.count) else { return nil }
            end = record.reads.upperBound
        }
        (history.keys, history.pieces, history.records, history.reads) = (keys, pieces, records, reads)
        history.checksums = checksums
        if !reader.isAtEnd {
            history.build = OutputHistory.Build(
                inputs: Fingerprint(value: reader.number()), papers: Int(reader.number(UInt32.self)),
                days: Int(reader.number(UInt32.self)), diagnostics: reader.diagnostics())
        }
        return history
    }
}
