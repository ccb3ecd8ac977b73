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
        if let reason = Self.problem(file) { unusable.append((place, reason)) }
        let isFolded = file.allSatisfy { $0 < 0x80 && $0 &- UInt8(ascii: "A") >= 26 }
        if isFolded {
            folded.append(names[names.count - 1])
            addFolders(of: file, place)
        } else {
            let lowered = Array(String(decoding: file, as: UTF8.self).lowercased().utf8)
            lowered.withUnsafeBytes { lowered in
                folded.append(.of(lowered))
                addFolders(of: lowered, place)
            }
        }
    }

    private mutating func addFolders(of file: UnsafeRawBufferPointer, _ place: Int) {
        var end = file.count
        while let slash = file[..<end].lastIndex(of: UInt8(ascii: "/")), slash > 0 {
            end = slash
            let isKnown =
                lastFolder.count >= end && (lastFolder.count == end || lastFolder[end] == UInt8(ascii: "/"))
                && lastFolder[..<end].elementsEqual(file[..<end])
            if isKnown { break }
            folders.append((.of(UnsafeRawBufferPointer(rebasing: file[..<end])), place))
        }
        guard let slash = file.lastIndex(of: UInt8(ascii: "/")) else { return }
        lastFolder.removeAll(keepingCapacity: true)
        lastFolder.append(contentsOf: UnsafeRawBufferPointer(rebasing: file[..<slash]))
    }

    private static func problem(_ file: UnsafeRawBufferPointer) -> String? {
        if file.count > 1_000 { return "it is longer than 1000 bytes" }
        if file.starts(with: ".offprint".utf8), file.count == 9 || file[9] == UInt8(ascii: "/") {
            return "the builder keeps its notes there"
        }
        var part = 0
        var isDots = true
        func problem() -> String? {
            if part == 0 { return "a part of it is empty" }
            if part > 250 { return "a part of it is longer than 250 bytes" }
            if isDots, part <= 2 { return "a part of it is `\(String(repeating: ".", count: part))`" }
            return nil
        }
        for byte in file {
            if byte == UInt8(ascii: "/") {
                if let problem = problem() { return problem }
                (part, isDots) = (0, true)
            } else {
                part += 1
                isDots = isDots && byte == UInt8(ascii: ".")
            }
        }
        return problem()
    }
}
