import ArchiveModel
package import FileSystem
package import Markup

/// The entries as an earlier build read them: a row and a record of each.
///
/// Two files hold it: `records`, to which builds append the records of what they read, so that one after a small change
/// writes little; and `entries`, the rows, which is replaced. Nothing in them is believed: the rows have a checksum, each
/// record has one, and a record that is not where its row says is as good as missing.
package final class EntryCache: Sendable {
    private enum Name {
        static let rows = "entries"
        static let records = "records"
    }

    private let folder: Folder
    private let salt: Fingerprint
    private let rows: [EntryRow]
    private let assets: [AssetRow]
    /// The place of each row, by its path.
    private let places: FingerprintTable
    /// The records; `nil` where there are none.
    private let records: MappedFile?

    /// Opens the cache in a folder; `salt` stands for the program and for what entries are read with. One that is `ignored`
    /// is only written.
    package init(_ folder: Folder, salt: Fingerprint, isIgnored: Bool) {
        self.folder = folder
        self.salt = salt
        var content = isIgnored ? nil : CheckedFile(Name.rows, salt: salt).read(from: folder, EntryCacheContent.init)
        // Not there, or not to be read: then every entry is read anew.
        records = content == nil ? nil : (try? folder.map(Name.records)) ?? nil
        if records == nil || records?.id != content?.recordsID { content = nil }
        rows = content?.rows ?? []
        assets = content?.assets ?? []
        places = FingerprintTable(rows.map { Fingerprint(value: $0.path) })
    }

    /// What keeps its records in memory.
    var owners: [any AnyObject & Sendable] { records.map { [$0] } ?? [] }

    // MARK: Reading

    /// What is known of the file of a path.
    func row(_ path: Fingerprint) -> EntryRow? { places[path].map { rows[$0] } }

    /// What is known of the files beside an entry.
    func assets(of row: EntryRow) -> ArraySlice<AssetRow> {
        let (start, count) = (Int(row.assetStart), Int(row.assetCount))
        return start + count <= assets.count ? assets[start..<start + count] : []
    }

    /// The record of a row; `nil` where it is not what was written.
    func record(of row: EntryRow) -> UnsafeRawBufferPointer? {
        guard let records else { return nil }
        let (start, length) = (row.record, UInt64(row.length))
        guard start <= UInt64(records.count), length <= UInt64(records.count) - start else { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: UnsafeRawPointer(bitPattern: records.address + UInt(start)), count: Int(length))
        guard Fingerprint.of(bytes).value == row.checksum, Record(bytes) != nil else { return nil }
        return bytes
    }

    // MARK: Writing

    /// Keeps what a build read, whose rows have the addresses of their records; where that fails, the next build is slower
    /// and nothing else.
    func keep(_ read: EntriesRead) {
        var new = EntryCacheContent(rows: read.rows, assets: read.assets, recordsID: records?.id ?? 0)
        let kept = read.rows.reduce(0) { place(of: $1) == nil ? $0 : $0 + Int($1.length) }
        do {
            if let records, 2 * kept >= records.count - MappedFile.recordsHeader {
                let end = try folder.status(Name.records)?.size ?? 0
                try moveRecords(of: &new, to: Name.records, end: end) { place(of: $0) }
                if rows.isSame(as: new.rows), assets.isSame(as: new.assets) { return }
            } else {
                // There are none, or more than half of them are of no use any more.
                new.recordsID = UInt64.random(in: 1...UInt64.max)
                let name = Name.records + ".new"
                try folder.write(withUnsafeBytes(of: new.recordsID) { Array($0) }, to: name)
                try moveRecords(of: &new, to: name, end: MappedFile.recordsHeader) { _ in nil }
                try folder.move(name, from: folder, to: Name.records)
            }
            try CheckedFile(Name.rows, salt: salt).write(new.content, to: folder)
        } catch {
            // As said.
        }
    }

    /// The place in the file of a row's record; `nil` where it is elsewhere in memory.
    private func place(of row: EntryRow) -> UInt64? {
        guard let records, row.record >= UInt64(records.address) else { return nil }
        let place = row.record - UInt64(records.address)
        return place < UInt64(records.count) ? place : nil
    }

    /// Gives rows the places of their records in a file and appends to its end the records that have none there.
    private func moveRecords(
        of content: inout EntryCacheContent, to name: String, end: Int, unless place: (EntryRow) -> UInt64?
    ) throws(IOFailure) {
        // Piece by piece: all of them at once would double the memory of a first build.
        var piece: [UInt8] = []
        var end = end
        for index in content.rows.indices {
            let row = content.rows[index]
            if let place = place(row) {
                content.rows[index].record = place
                continue
            }
            content.rows[index].record = UInt64(end)
            end += Int(row.length)
            piece += UnsafeRawBufferPointer(
                start: UnsafeRawPointer(bitPattern: UInt(row.record)), count: Int(row.length))
            if piece.count > 1 << 20 {
                try folder.append(piece, to: name)
                piece.removeAll(keepingCapacity: true)
            }
        }
        if !piece.isEmpty { try folder.append(piece, to: name) }
    }
}

extension MappedFile {
    /// Before the first record: a number that no other file of records has.
    fileprivate static let recordsHeader = 8

    /// That number; `nil` in a file too short to have it.
    fileprivate var id: UInt64? {
        withBytes { $0.count >= Self.recordsHeader ? $0.loadUnaligned(as: UInt64.self) : nil }
    }
}

/// What is in the file of rows.
struct EntryCacheContent {
    var rows: [EntryRow]
    var assets: [AssetRow]
    /// Which file of records the rows speak of.
    var recordsID: UInt64

    init(rows: [EntryRow], assets: [AssetRow], recordsID: UInt64) {
        self.rows = rows
        self.assets = assets
        self.recordsID = recordsID
    }

    /// The content of a file; `nil` where it is none. What is checked here would follow from the file's checksum as well.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = ByteReader(bytes)
        let (id, rowCount, assetCount) = (
            reader.number(UInt64.self), reader.number(UInt32.self), reader.number(UInt32.self)
        )
        let (rowBytes, assetBytes) = (
            Int(rowCount) * MemoryLayout<EntryRow>.stride, Int(assetCount) * MemoryLayout<AssetRow>.stride
        )
        guard id != 0, bytes.count == 16 + rowBytes + assetBytes else { return nil }
        self.init(
            rows: Array(copying: reader.bytes(rowBytes)), assets: Array(copying: reader.bytes(assetBytes)),
            recordsID: id)
    }

    /// The content of the file.
    var content: ByteWriter {
        var writer = ByteWriter(
            capacity: 32 + rows.count * MemoryLayout<EntryRow>.stride + assets.count * MemoryLayout<AssetRow>.stride)
        writer.append(recordsID)
        writer.append(UInt32(rows.count))
        writer.append(UInt32(assets.count))
        rows.withUnsafeBytes { writer.append($0) }
        assets.withUnsafeBytes { writer.append($0) }
        return writer
    }
}

extension Array where Element: BitwiseCopyable {
    /// Whether another array has the same bytes.
    fileprivate func isSame(as other: [Element]) -> Bool {
        withUnsafeBytes { mine in other.withUnsafeBytes { mine.isSame(as: $0) } }
    }
}
