import ArchiveModel
import FileSystem
import SearchIndex

/// Writes a zip file (PKWARE's APPNOTE 6.3) to a pipe or a file, one entry after the other. The same entries give the same
/// bytes: their date is given, not that of a file.
struct ZipWriter {
    private let write: (UnsafeRawBufferPointer) throws(IOFailure) -> Void
    /// The date of all entries, as DOS has it.
    private let date: UInt16
    private var offset: UInt64 = 0
    private var directory: [UInt8] = []
    private var count: UInt64 = 0

    private enum Signature {
        static let file: UInt32 = 0x0403_4B50
        static let directory: UInt32 = 0x0201_4B50
        static let largeEnd: UInt32 = 0x0606_4B50
        static let largeLocator: UInt32 = 0x0706_4B50
        static let end: UInt32 = 0x0605_4B50
    }
    /// What stands in a field whose value is elsewhere, since it needs 64 bits.
    private static let elsewhere = UInt32.max
    /// The version that a reader has to be of: 4.5 where there are fields of 64 bits.
    private static let (version, largeVersion): (UInt16, UInt16) = (20, 45)
    /// Names are UTF-8.
    private static let flags: UInt16 = 1 << 11

    /// A writer whose entries are of a day; DOS knows none before 1980.
    init(day: Day, write: @escaping (UnsafeRawBufferPointer) throws(IOFailure) -> Void) {
        self.write = write
        let (year, month, number) = day.components
        date = year < 1980 ? 1 << 5 | 1 : UInt16(min(year, 2107) - 1980) << 9 | UInt16(month) << 5 | UInt16(number)
    }

    /// Adds a file of less than 4 GB under a path with slashes.
    mutating func add(_ path: String, _ content: [UInt8]) throws(IOFailure) {
        precondition(content.count < Int(UInt32.max), "no file of a site is as large")
        let compressed = Deflate.compressed(content)
        let isCompressed = compressed.count < content.count
        let stored = isCompressed ? compressed : content

        var fields: [UInt8] = []  // What the file's own heading and the directory have in common.
        fields.append(little: Self.flags)
        fields.append(little: UInt16(isCompressed ? 8 : 0))
        fields.append(little: UInt16(0))
        fields.append(little: date)
        fields.append(little: Deflate.checksum(content))
        fields.append(little: UInt32(stored.count))
        fields.append(little: UInt32(content.count))
        fields.append(little: UInt16(path.utf8.count))

        var heading: [UInt8] = []
        heading.append(little: Signature.file)
        heading.append(little: Self.version)
        heading += fields
        heading.append(little: UInt16(0))
        heading += path.utf8

        let isFar = offset >= UInt64(Self.elsewhere)
        directory.append(little: Signature.directory)
        directory.append(little: UInt16(3) << 8 | Self.largeVersion)  // Made on Unix, which says what a file may do.
        directory.append(little: isFar ? Self.largeVersion : Self.version)
        directory += fields
        directory.append(little: UInt16(isFar ? 12 : 0))
        for _ in 0..<3 { directory.append(little: UInt16(0)) }
        directory.append(little: UInt32(0o100644) << 16)
        directory.append(little: isFar ? Self.elsewhere : UInt32(offset))
        directory += path.utf8
        if isFar {
            directory.append(little: UInt16(1))
            directory.append(little: UInt16(8))
            directory.append(little: offset)
        }
        count += 1
        try put(heading)
        try put(stored)
    }

    /// Ends the file with its directory.
    consuming func finish() throws(IOFailure) {
        let (start, size) = (offset, UInt64(directory.count))
        try put(directory)
        var end: [UInt8] = []
        if count >= UInt64(UInt16.max) || start >= UInt64(Self.elsewhere) || size >= UInt64(Self.elsewhere) {
            let largeEnd = offset
            end.append(little: Signature.largeEnd)
            end.append(little: UInt64(44))
            end.append(little: UInt16(3) << 8 | Self.largeVersion)
            end.append(little: Self.largeVersion)
            end.append(little: UInt64(0))
            for value in [count, count, size, start] { end.append(little: value) }
            end.append(little: Signature.largeLocator)
            end.append(little: UInt32(0))
            end.append(little: largeEnd)
            end.append(little: UInt32(1))
        }
        end.append(little: Signature.end)
        end.append(little: UInt32(0))
        for _ in 0..<2 { end.append(little: UInt16(min(count, UInt64(UInt16.max)))) }
        for value in [size, start] { end.append(little: UInt32(min(value, UInt64(Self.elsewhere)))) }
        end.append(little: UInt16(0))
        try put(end)
    }

    private mutating func put(_ bytes: [UInt8]) throws(IOFailure) {
        let write = write
        let result = bytes.withUnsafeBytes { bytes in Result { () throws(IOFailure) in try write(bytes) } }
        try result.get()
        offset += UInt64(bytes.count)
    }
}

extension [UInt8] {
    fileprivate mutating func append<Number: FixedWidthInteger>(little number: Number) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
