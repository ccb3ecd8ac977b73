import FileSystem
import Markup

/// A list of files that builds made, as a text in the output folder: one path a line, for people to read as well.
struct FileList: Sendable {
    private var bytes: [UInt8] = []
    private var lines: [Range<Int>] = []
    /// The fingerprint of each path.
    private(set) var names: [Fingerprint] = []
    private var places = FingerprintTable(capacity: 0)

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
        places = FingerprintTable(names)
    }

    /// How many files it names.
    var count: Int { names.count }

    /// Whether it names a file.
    func contains(_ file: String) -> Bool { places[.of(file)] != nil }

    /// Whether it names the file of a fingerprint.
    func contains(_ name: Fingerprint) -> Bool { places[name] != nil }

    /// The files whose names are not among some, sorted, each once.
    func paths(without others: FingerprintTable) -> [String] {
        let missing = names.indices.filter { others[names[$0]] == nil }
        return Set(missing.map { String(decoding: bytes[lines[$0]], as: UTF8.self) }).sorted()
    }

    private mutating func add(_ list: [UInt8]) {
        let offset = bytes.count
        bytes += list
        list.withUnsafeBytes { list in
            var start = 0
            while start < list.count {
                let end = list[start...].firstIndex(of: UInt8(ascii: "\n")) ?? list.count
                let line = UnsafeRawBufferPointer(rebasing: list[start..<end])
                if Self.isInside(line) {
                    lines.append(offset + start..<offset + end)
                    names.append(.of(line))
                }
                start = end + 1
            }
        }
    }

    /// Whether a line is a path that stays in the folder. Others are nobody's.
    private static func isInside(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "/") else { return false }
        var last: UInt8 = 0
        for byte in line {
            // Two dots side by side are rare: only then it is worth to take the path apart.
            if byte == UInt8(ascii: "."), last == byte {
                return !line.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
            }
            last = byte
        }
        return true
    }
}
