import FileSystem
import Markup

/// What the files of some outputs are called, by fingerprints.
struct FileNames: Sendable {
    /// The place of the first output.
    let first: Int
    /// The name of each.
    private(set) var names: [Fingerprint] = []
    /// The name of each as file systems see it that take `A` and `a` for one.
    private(set) var folded: [Fingerprint] = []
    /// The folders that the files lie in, folded, with the first output that needs each; most of them once.
    private(set) var folders: [(name: Fingerprint, place: Int)] = []
    /// The outputs whose names no file system holds, and why.
    private(set) var unusable: [(place: Int, reason: String)] = []

    /// The folder of the output before: neighbors lie in the same folders.
    private var lastFolder: [UInt8] = []

    /// Looks at a stretch of a plan; the buffer is for its own use.
    init(_ plan: Plan, _ places: Range<Int>, _ buffer: inout ByteBuffer) {
        first = places.lowerBound
        names.reserveCapacity(places.count)
        folded.reserveCapacity(places.count)
        for place in places {
            buffer.removeAll()
            plan[place].route.appendFile(to: &buffer)
            buffer.withBytes { add($0, place) }
        }
    }

    private mutating func add(_ file: UnsafeRawBufferPointer, _ place: Int) {
        names.append(.of(file))
        let shape = Shape(file)
        if let problem = shape.problem { unusable.append((place, problem)) }
        if shape.isFolded {
            folded.append(names[names.count - 1])
            addFolders(of: file, end: shape.folderEnd, place)
        } else {
            let lowered = Array(String(decoding: file, as: UTF8.self).lowercased().utf8)
            lowered.withUnsafeBytes { lowered in
                folded.append(.of(lowered))
                addFolders(of: lowered, end: lowered.lastIndex(of: UInt8(ascii: "/")) ?? 0, place)
            }
        }
    }

    /// Adds the folder of a file that ends before `end`, and those it lies in, but for the ones that are known.
    private mutating func addFolders(of file: UnsafeRawBufferPointer, end: Int, _ place: Int) {
        var folder = UnsafeRawBufferPointer(rebasing: file[..<end])
        while !folder.isEmpty, !isKnown(folder) {
            folders.append((.of(folder), place))
            folder = UnsafeRawBufferPointer(rebasing: folder[..<(folder.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
        }
        lastFolder.removeAll(keepingCapacity: true)
        lastFolder.append(contentsOf: file[..<end])
    }

    /// Whether a folder is the last one, or one that it lies in.
    private func isKnown(_ folder: UnsafeRawBufferPointer) -> Bool {
        guard lastFolder.count >= folder.count else { return false }
        guard lastFolder.count == folder.count || lastFolder[folder.count] == UInt8(ascii: "/") else { return false }
        return lastFolder.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[..<folder.count]).isSame(as: folder) }
    }

    /// What one look at a name's bytes tells.
    private struct Shape {
        /// Whether it is the same in lower case.
        private(set) var isFolded = true
        /// Where its last `/` is; 0 where it has none.
        private(set) var folderEnd = 0
        /// Why no file system holds it.
        private(set) var problem: String?

        init(_ file: UnsafeRawBufferPointer) {
            var start = 0
            var place = 0
            var strange: UInt8 = 0
            while place < file.count {
                let byte = file[place]
                // Without branches, since every byte of every name goes through here.
                strange |= (byte & 0x80) | (byte &- UInt8(ascii: "A") < 26 ? 1 : 0)
                if byte == UInt8(ascii: "/") {
                    check(file[start..<place])
                    folderEnd = place
                    start = place + 1
                }
                place += 1
            }
            isFolded = strange == 0
            check(file[start...])
            if file.starts(with: ".offprint".utf8), file.count == 9 || file[9] == UInt8(ascii: "/") {
                problem = "the builder keeps its notes there"
            }
            if file.count > 1_000 { problem = "it is longer than 1000 bytes" }
        }

        private mutating func check(_ part: Slice<UnsafeRawBufferPointer>) {
            guard problem == nil else { return }
            if part.isEmpty {
                problem = "a part of it is empty"
            } else if part.count > 250 {
                problem = "a part of it is longer than 250 bytes"
            } else if part.count <= 2, part.allSatisfy({ $0 == UInt8(ascii: ".") }) {
                problem = "a part of it is `\(String(repeating: ".", count: part.count))`"
            }
        }
    }
}
