import FileSystem
import Markup

/// Keeps an ``OutputHistory`` in a file: columns of 64-bit numbers in the machine's own order, so that reading it is
/// copying it. A file that is damaged, cut off, or of another program is as good as none.
enum OutputHistoryFile {
    static let name = "outputs"

    /// The numbers at a file's start.
    private enum Header: Int, CaseIterable {
        /// What kind of file it is, in which form.
        case magic
        /// What it was written for: another program, configuration or theme makes everything anew.
        case salt
        /// The fingerprint of all that follows the header.
        case checksum
        /// How many pieces, outputs and reads there are.
        case pieces, records, reads

        static let size = allCases.count * 8
    }

    private static let magic: UInt64 = 0x3155_4F54_4E49_5250

    /// The history in a folder; an empty one where there is none that can be used.
    static func read(_ folder: Folder, salt: Fingerprint) -> OutputHistory {
        var bytes: [UInt8] = []
        // Not there, or not to be read: then everything is made anew.
        guard (try? folder.read(name, into: &bytes)) != nil else { return OutputHistory() }
        return bytes.withUnsafeBytes { history(in: $0, salt: salt) } ?? OutputHistory()
    }

    /// Puts a history into a folder, in one step.
    static func write(_ history: OutputHistory, salt: Fingerprint, to folder: Folder) throws(IOFailure) {
        var body: [UInt8] = []
        let numbers = 2 * history.keys.count + 5 * history.records.count
        body.reserveCapacity(8 * numbers + 4 * history.reads.count)
        func append(_ column: [UInt64]) { column.withUnsafeBytes { body += $0 } }
        append(history.keys.map(\.value))
        append(history.pieces.map(\.value))
        append(history.records.map(\.file.value))
        append(history.records.map { $0.maker?.value ?? 0 })
        append(history.records.map { UInt64($0.published.size) })
        append(history.records.map(\.published.rest.value))
        append(history.records.map { UInt64($0.reads.upperBound) })
        history.reads.withUnsafeBytes { body += $0 }
        let header: [UInt64] = [
            magic, salt.value, Fingerprint.of(body).value, UInt64(history.keys.count), UInt64(history.records.count),
            UInt64(history.reads.count),
        ]
        try folder.write(header.withUnsafeBytes { Array($0) } + body, to: name + ".new")
        try folder.move(name + ".new", from: folder, to: name)
    }

    private static func history(in bytes: UnsafeRawBufferPointer, salt: Fingerprint) -> OutputHistory? {
        guard bytes.count >= Header.size else { return nil }
        func header(_ field: Header) -> UInt64 {
            bytes.loadUnaligned(fromByteOffset: field.rawValue * 8, as: UInt64.self)
        }
        let body = UnsafeRawBufferPointer(rebasing: bytes[Header.size...])
        guard header(.magic) == magic, header(.salt) == salt.value, header(.checksum) == Fingerprint.of(body).value
        else {
            return nil
        }
        // A file with the right checksum is one that was written here; what it counts is checked all the same.
        let limit = UInt64(body.count)
        guard header(.pieces) <= limit, header(.records) <= limit, header(.reads) <= limit else { return nil }
        let (pieces, records, reads) = (Int(header(.pieces)), Int(header(.records)), Int(header(.reads)))
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
