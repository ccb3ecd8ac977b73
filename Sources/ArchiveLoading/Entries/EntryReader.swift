import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Some entries with the files beside them, read: a row and a record of each, in the order of the scan.
struct EntriesRead: Sendable {
    /// A row of each entry, with the address of its record.
    var rows: [EntryRow] = []
    /// Where in memory the text of each is; 0 where it is not.
    var texts: [UInt] = []
    /// The files beside them.
    var assets: [AssetRow] = []
    /// What keeps the records and the texts.
    var owners: [any AnyObject & Sendable] = []

    /// Takes another reading of the entry at a place.
    mutating func replace(_ place: Int, with other: EntriesRead) {
        guard var row = other.rows.first else { return }
        row.assetStart += UInt32(assets.count)
        rows[place] = row
        texts[place] = other.texts.first ?? 0
        assets += other.assets
        owners += other.owners
    }

    /// Adds the entries that come after these.
    mutating func append(_ more: EntriesRead) {
        let start = UInt32(assets.count)
        for var row in more.rows {
            row.assetStart += start
            rows.append(row)
        }
        texts += more.texts
        assets += more.assets
        owners += more.owners
    }
}

/// Reads entries, one after the other, but for those that the cache has; each worker has one.
struct EntryReader: ~Copyable {
    private let cache: EntryCache?
    private let startedAt: Int64
    private var files: TextFileReader
    private var assets: AssetReader
    private var parser: EntryParser
    private var records = RecordWriter()
    /// The texts that go with ``records``.
    private var texts: [UInt8] = []
    /// How many more bytes of texts may be kept.
    private var room: Int

    /// How many bytes of texts all workers keep: to read 10,000 of them again when their pages are made would take 4 %
    /// of a build's time, and to keep those of a million a gigabyte.
    private static let keptTexts = 128 << 20

    init(site: Folder, options: ArchiveLoader.Options) {
        room = Self.keptTexts / options.jobs
        cache = options.cache
        startedAt = options.startedAt
        files = TextFileReader(site: site)
        assets = AssetReader(site: site)
        parser = EntryParser(offset: options.offset, macros: options.macros)
    }

    /// Reads some entries.
    mutating func read(_ contents: ArraySlice<OwnedContent>) -> EntriesRead {
        var read = EntriesRead()
        read.rows.reserveCapacity(contents.count)
        read.texts.reserveCapacity(contents.count)
        var fresh: [(row: Int, record: Range<Int>, text: Range<Int>?)] = []
        for content in contents {
            let start = read.assets.count
            let checksums = readAssets(of: content, into: &read)
            let path = Fingerprint.of(content.file.path)
            if let row = reuse(path, content, assets: read.assets[start...]) {
                read.rows.append(row)
            } else {
                let (record, text, row) = parse(content, path, checksums, assets: start..<read.assets.count)
                fresh.append((read.rows.count, record, text))
                read.rows.append(row)
            }
            read.texts.append(0)
            read.rows[read.rows.count - 1].assetStart = UInt32(start)
        }
        guard !fresh.isEmpty else { return read }
        let recordBlock = records.records.bytes.withUnsafeBytes { MemoryBlock(copying: $0) }
        let textBlock = texts.withUnsafeBytes { MemoryBlock(copying: $0) }
        records.removeAll()
        texts.removeAll(keepingCapacity: true)
        for (row, record, text) in fresh {
            read.rows[row].record = UInt64(recordBlock.address + UInt(record.lowerBound))
            if let text { read.texts[row] = textBlock.address + UInt(text.lowerBound) }
        }
        read.owners += [recordBlock, textBlock]
        return read
    }

    /// The row and the record of an entry that says what it said; `nil` where it has to be parsed.
    private mutating func reuse(_ path: Fingerprint, _ content: OwnedContent, assets: ArraySlice<AssetRow>) -> EntryRow?
    {
        guard let cache, var row = cache.row(path), row.content != 0 else { return nil }
        let known = cache.assets(of: row)
        let areSame =
            known.count == assets.count
            && zip(known, assets).allSatisfy { old, new in
                old.path == new.path && old.content == new.content && new.content != 0
            }
        guard areSame, let record = cache.record(of: row) else { return nil }
        if row.stamp != FileStamp(content.file.status) {
            // Perhaps touched, or checked out again.
            guard let file = files.readBytes(content.file.path).value,
                Fingerprint.of(file.bytes).value == row.content
            else { return nil }
            row.stamp = FileStamp(content.file.status, readAfter: startedAt)
        }
        row.record = UInt64(UInt(bitPattern: record.baseAddress))
        return row
    }

    /// Parses an entry and writes its record; returns its place among ``records``, that of its text among ``texts`` where
    /// it is kept, and its row without these.
    private mutating func parse(
        _ content: OwnedContent, _ path: Fingerprint, _ checksums: [(ContentFile, Result<Checksum, AssetRefusal>)],
        assets: Range<Int>
    ) -> (record: Range<Int>, text: Range<Int>?, row: EntryRow) {
        let loaded = files.readBytes(content.file.path)
        let fingerprint = loaded.value.map { Fingerprint.of($0.bytes) }
        var entry: EntryValues?
        var diagnostics = loaded.diagnostics
        if let file = loaded.value, let fingerprint {
            (entry, diagnostics) = parser.parse(file, fingerprint: fingerprint, of: content, assets: checksums)
        }
        let record = records.write(entry, diagnostics)
        var text: Range<Int>?
        if let file = loaded.value, let range = entry?.source.range, range.count <= room {
            text = texts.count..<texts.count + range.count
            texts += file.bytes[range]
            room -= range.count
        }
        let row = records.records.bytes.withUnsafeBytes { bytes in
            EntryRow(
                path: path, stamp: fingerprint == nil ? .never : FileStamp(content.file.status, readAfter: startedAt),
                content: fingerprint, record: UnsafeRawBufferPointer(rebasing: bytes[record]), assets: assets)
        }
        return (record, text, row)
    }

    private mutating func readAssets(
        of content: OwnedContent, into read: inout EntriesRead
    ) -> [(ContentFile, Result<Checksum, AssetRefusal>)] {
        guard !content.assets.isEmpty else { return [] }
        let known = cache.flatMap { cache in
            cache.row(.of(content.file.path)).map { cache.assets(of: $0) }
        }
        return content.assets.map { file in
            let path = Fingerprint.of(file.path)
            let (now, old) = (FileStamp(file.status), known?.first { $0.path == path.value })
            if let old, old.stamp == now, old.content != 0 {
                read.assets.append(old)
                return (file, .success(Checksum(value: old.content)))
            }
            let checksum = assets.checksum(of: file)
            let isRead = (try? checksum.get()) != nil
            read.assets.append(
                AssetRow(
                    path: path.value, stamp: isRead ? FileStamp(file.status, readAfter: startedAt) : .never,
                    content: (try? checksum.get().value) ?? 0))
            return (file, checksum)
        }
    }
}
