import ArchiveModel
import FileSystem
import Markup

/// What a file was when it was read, as far as the file system tells.
struct FileStamp: BitwiseCopyable, Equatable {
    private var size: Int64
    private var modified: Int64
    private var changed: Int64
    private var device: UInt64
    private var number: UInt64

    /// The stamp of a file that is read after `moment` (nanoseconds since 1970); no file's where a later change might not
    /// show in it.
    init(_ status: FileStatus, readAfter moment: Int64) {
        self = status.isSettled(by: moment) ? FileStamp(status) : .never
    }

    /// The stamp of a file as it is now.
    init(_ status: FileStatus) {
        size = Int64(status.size)
        modified = status.modified
        changed = status.changed
        device = status.identity.device
        number = status.identity.number
    }

    private init(size: Int64) {
        self.size = size
        (modified, changed, device, number) = (0, 0, 0, 0)
    }

    /// The stamp that no file has.
    static let never = FileStamp(size: -1)
}

/// One entry: what its file was when it was read, and where its record is.
struct EntryRow: BitwiseCopyable {
    /// The fingerprint of its path.
    var path: UInt64
    /// What its file was.
    var stamp: FileStamp
    /// The fingerprint of the file's bytes; 0 where they could not be read.
    var content: UInt64
    /// The fingerprint of the record's bytes.
    var checksum: UInt64
    /// Where the record is: its address in memory, its place in the file of records in the cache.
    var record: UInt64
    /// How many bytes the record has.
    var length: UInt32
    /// Which of all files beside entries are its own.
    var assetStart: UInt32
    /// How many they are.
    var assetCount: UInt32
    /// The record, once its address is known.
    var entry: Record { Record(trusting: UInt(record)) }
    // Every byte has a value, since rows are compared as bytes.
    private var free: UInt32 = 0

    /// Makes a row.
    init(path: Fingerprint, stamp: FileStamp, content: Fingerprint?, record: UnsafeRawBufferPointer, assets: Range<Int>)
    {
        self.path = path.value
        self.stamp = stamp
        self.content = content?.value ?? 0
        checksum = Fingerprint.of(record).value
        self.record = UInt64(UInt(bitPattern: record.baseAddress))
        length = UInt32(record.count)
        assetStart = UInt32(assets.lowerBound)
        assetCount = UInt32(assets.count)
    }
}

/// A file beside an entry.
struct AssetRow: BitwiseCopyable {
    /// The fingerprint of its path.
    var path: UInt64
    /// What it was when it was read.
    var stamp: FileStamp
    /// The checksum of its bytes; 0 where they could not be read.
    var content: UInt64
}
