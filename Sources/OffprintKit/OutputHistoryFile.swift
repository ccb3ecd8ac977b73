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
        CheckedFile(name, salt: salt).read(from: folder, history) ?? OutputHistory()
    }

    /// Puts a history into a folder, in one step.
    static func write(_ history: OutputHistory, salt: Fingerprint, to folder: Folder) throws(IOFailure) {
        let numbers = 2 * history.keys.count + 5 * history.records.count
        // The room for the rest is for what there is to say, which is little.
        var writer = ByteWriter(capacity: 8 * numbers + 4 * history.reads.count + 4_096)
        for count in [history.keys.count, history.records.count, history.reads.count] { writer.append(UInt64(count)) }
        for key in history.keys { writer.append(key.value) }
        for piece in history.pieces { writer.append(piece.value) }
        for record in history.records { writer.append(record.file.value) }
        for record in history.records { writer.append(record.maker?.value ?? 0) }
        for record in history.records { writer.append(UInt64(record.published.size)) }
        for record in history.records { writer.append(record.published.rest.value) }
        for record in history.records { writer.append(UInt64(record.reads.upperBound)) }
        history.reads.withUnsafeBytes { writer.append($0) }
        if let build = history.build {
            writer.append(build.inputs.value)
            for count in [build.papers, build.days] { writer.append(UInt32(count)) }
            writer.append(build.diagnostics)
        }
        try CheckedFile(name, salt: salt).write(writer, to: folder)
    }

    /// What is checked here would follow from the file's checksum as well.
    private static func history(in bytes: UnsafeRawBufferPointer) -> OutputHistory? {
        var header = ByteReader(bytes)
        let counts = (0..<3).map { _ in header.number(UInt64.self) }
        guard bytes.count >= 24, counts.allSatisfy({ $0 <= UInt64(bytes.count) }) else { return nil }
        let (pieces, records, reads) = (Int(counts[0]), Int(counts[1]), Int(counts[2]))
        let body = UnsafeRawBufferPointer(rebasing: bytes[24...])
        guard body.count >= 8 * (2 * pieces + 5 * records) + 4 * reads else { return nil }

        var offset = 0
        /// The place of the next column, of so many elements.
        func column<Number>(_ count: Int, of: Number.Type) -> Int {
            defer { offset += count * MemoryLayout<Number>.stride }
            return offset
        }
        func number(_ column: Int, _ place: Int) -> UInt64 {
            body.loadUnaligned(fromByteOffset: column + 8 * place, as: UInt64.self)
        }
        let (keys, fingerprints) = (column(pieces, of: UInt64.self), column(pieces, of: UInt64.self))
        let (files, makers) = (column(records, of: UInt64.self), column(records, of: UInt64.self))
        let (sizes, rests) = (column(records, of: UInt64.self), column(records, of: UInt64.self))
        let (ends, places) = (column(records, of: UInt64.self), column(reads, of: UInt32.self))

        var history = OutputHistory()
        history.keys = (0..<pieces).map { Fingerprint(value: number(keys, $0)) }
        history.pieces = (0..<pieces).map { Fingerprint(value: number(fingerprints, $0)) }
        history.reads = Array(unsafeUninitializedCapacity: reads) { memory, filled in
            UnsafeMutableRawBufferPointer(memory).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: body[places..<places + 4 * reads]))
            filled = reads
        }
        guard history.reads.allSatisfy({ $0 < pieces }) else { return nil }
        history.records.reserveCapacity(records)
        var start = 0
        for place in 0..<records {
            let (maker, size, end) = (number(makers, place), number(sizes, place), number(ends, place))
            guard end >= start, end <= reads, size < UInt64(Int64.max) else { return nil }
            history.records.append(
                OutputHistory.Record(
                    file: Fingerprint(value: number(files, place)),
                    maker: maker == 0 ? nil : Fingerprint(value: maker),
                    published: OutputHistory.PublishedFile(
                        size: Int(size), rest: Fingerprint(value: number(rests, place))),
                    reads: start..<Int(end)))
            start = Int(end)
        }
        var rest = ByteReader(UnsafeRawBufferPointer(rebasing: body[offset...]))
        if !rest.isAtEnd {
            history.build = OutputHistory.Build(
                inputs: Fingerprint(value: rest.number()), papers: Int(rest.number(UInt32.self)),
                days: Int(rest.number(UInt32.self)), diagnostics: rest.diagnostics())
        }
        return history
    }
}
