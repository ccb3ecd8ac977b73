import FileSystem
import Markup

/// A list of files that builds made, as a text in the output folder: one path a line, for people to read as well.
struct FileList: Sendable {
    private var bytes: [UInt8] = []
    private var lines: [Range<Int>] = []
    /// The fingerprint of each path.
    private(set) var names: [Fingerprint] = []

    /// An empty list.
    init() {}

    /// The lists of some names in a folder as one; `nil` where there is none of them.
    init?(_ files: [String], in folder: Folder) throws(IOFailure) {
        var isFound = false
        for file in files where try folder.status(file) != nil {
            isFound = true
            var list: [UInt8] = []
            try folder.read(file, into: &list)
            add(list)
        }
        guard isFound else { return nil }
    }

    /// How many files it names.
    var count: Int { names.count }

    /// The place of each name, by its fingerprint.
    var table: FingerprintTable { FingerprintTable(names) }

    /// Appends the path at a place.
    func append(_ place: Int, to buffer: inout ByteBuffer) {
        bytes.withUnsafeBufferPointer { buffer.append(UnsafeBufferPointer(rebasing: $0[lines[place]])) }
    }

    /// The files whose names are not among some, sorted, each once.
    func paths(without others: FingerprintTable) -> [String] {
        let missing = names.indices.filter { others[names[$0]] == nil }
        return Set(missing.map { String(decoding: bytes[lines[$0]], as: UTF8.self) }).sorted()
    }

    private mutating func add(_ list: [UInt8]) {
        let offset = bytes.count
        if bytes.isEmpty { bytes = list } else { bytes += list }
        list.withUnsafeBytes { list in
            // One look at each byte: an archive of 100,000 papers has 5 MB of them.
            var (start, last, hasDots) = (0, UInt8(0), false)
            func endLine(_ end: Int) {
                defer { (start, last, hasDots) = (end + 1, 0, false) }
                let line = UnsafeRawBufferPointer(rebasing: list[start..<end])
                guard Self.isInside(line, hasDots: hasDots) else { return }
                lines.append(offset + start..<offset + end)
                names.append(.of(line))
            }
            for place in 0..<list.count {
                let byte = list[place]
                if byte == UInt8(ascii: "\n") {
                    endLine(place)
                } else {
                    if byte == UInt8(ascii: "."), last == byte { hasDots = true }
                    last = byte
                }
            }
            if start < list.count { endLine(list.count) }
        }
    }

    /// Whether a line is a path that stays in the folder; `hasDots` tells whether there are two dots side by side. Other
    /// lines are nobody's.
    private static func isInside(_ line: UnsafeRawBufferPointer, hasDots: Bool) -> Bool {
        guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "/") else { return false }
        return !hasDots || !line.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }
}
