import Diagnostics

/// Walks a TOML document that is known to be well formed (TOML 1.0) and builds its values with their byte ranges.
struct TOMLScanner {
    private let bytes: [UInt8]
    private let end: Int
    private var at: Int
    private var root: Node

    /// A table under construction. Headers may come back to a table, so tables are found by path while they grow.
    private final class Node {
        enum Value {
            case table(Node)
            case tables([Node])
            case done(MetadataValue)
        }
        var entries: [(key: String, keyRange: ByteRange, value: Value)] = []
        var range: ByteRange

        init(range: ByteRange) { self.range = range }

        func finished() -> MetadataValue {
            let entries = entries.map { entry in
                let value: MetadataValue
                switch entry.value {
                case .done(let finished): value = finished
                case .table(let node): value = node.finished()
                case .tables(let nodes):
                    value = MetadataValue(.list(nodes.map { $0.finished() }), range: entry.keyRange)
                }
                return MetadataValue.Entry(key: entry.key, keyRange: entry.keyRange, value: value)
            }
            return MetadataValue(.table(entries), range: range)
        }
    }

    init(bytes: [UInt8], range: ByteRange) {
        self.bytes = bytes
        at = range.lowerBound
        end = range.upperBound
        root = Node(range: range)
    }

    /// The whole document as a table.
    mutating func document() -> MetadataValue {
        var current = root
        while true {
            skipBlank()
            guard at < end else { break }
            if bytes[at] == UInt8(ascii: "[") {
                let start = at
                let isArray = at + 1 < end && bytes[at + 1] == UInt8(ascii: "[")
                at += isArray ? 2 : 1
                let path = keyPath()
                at += isArray ? 2 : 1
                current = table(path, start: start, isArray: isArray)
            } else {
                assign(into: current)
            }
        }
        return root.finished()
    }

    // MARK: Tables

    private func table(_ path: [(key: String, range: ByteRange)], start: Int, isArray: Bool) -> Node {
        var node = root
        for (place, part) in path.enumerated() {
            let isLast = place == path.count - 1
            node = child(of: node, part, range: start..<part.range.upperBound, appending: isLast && isArray)
        }
        return node
    }

    /// The table under a key: the one that is there, the last of an array of tables, or a new one.
    private func child(
        of node: Node, _ part: (key: String, range: ByteRange), range: ByteRange, appending: Bool
    ) -> Node {
        if let place = node.entries.firstIndex(where: { $0.key == part.key }) {
            switch node.entries[place].value {
            case .table(let found): return found
            case .tables(let found):
                if !appending, let last = found.last { return last }
                let new = Node(range: range)
                node.entries[place].value = .tables(found + [new])
                return new
            case .done: break
            }
        }
        let new = Node(range: range)
        node.entries.append((part.key, part.range, appending ? .tables([new]) : .table(new)))
        return new
    }

    /// `a.b = value`, up to the end of the value.
    private mutating func assign(into table: Node) {
        let path = keyPath()
        at += 1  // the equals sign
        skipSpaces()
        let value = value()
        var node = table
        for part in path.dropLast() { node = child(of: node, part, range: part.range, appending: false) }
        if let last = path.last { node.entries.append((last.key, last.range, .done(value))) }
    }

    private mutating func keyPath() -> [(key: String, range: ByteRange)] {
        var path: [(key: String, range: ByteRange)] = []
        while at < end {
            skipSpaces()
            let start = at
            let key: String
            switch bytes[at] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): key = string()
            default:
                while at < end, Self.isBareKey(bytes[at]) { at += 1 }
                key = text(start..<at)
            }
            path.append((key, start..<at))
            skipSpaces()
            guard at < end, bytes[at] == UInt8(ascii: "."), at > start else { break }
            at += 1
        }
        return path
    }

    // MARK: Values

    private mutating func value() -> MetadataValue {
        let start = at
        guard at < end else { return MetadataValue(.null, range: start..<start) }
        switch bytes[at] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let content = string()
            return MetadataValue(.scalar(content, quoted: true), range: start..<at)
        case UInt8(ascii: "["):
            var items: [MetadataValue] = []
            at += 1
            skipBlank()
            while at < end, bytes[at] != UInt8(ascii: "]") {
                items.append(value())
                skipBlank(andCommas: true)
            }
            at += 1
            return MetadataValue(.list(items), range: start..<min(at, end))
        case UInt8(ascii: "{"):
            let node = Node(range: start..<start)
            at += 1
            skipBlank()
            while at < end, bytes[at] != UInt8(ascii: "}") {
                assign(into: node)
                skipBlank(andCommas: true)
            }
            at += 1
            node.range = start..<min(at, end)
            return node.finished()
        default:
            // A number, a date (which may have a space before its time), or a truth value.
            while at < end, !Self.endsScalar(bytes[at]) { at += 1 }
            var stop = at
            while stop > start, bytes[stop - 1] == UInt8(ascii: " ") || bytes[stop - 1] == UInt8(ascii: "\t") {
                stop -= 1
            }
            return MetadataValue(.scalar(text(start..<stop), quoted: false), range: start..<stop)
        }
    }

    private mutating func string() -> String {
        let quote = bytes[at]
        let isLong = at + 2 < end && bytes[at + 1] == quote && bytes[at + 2] == quote
        at += isLong ? 3 : 1
        if isLong {
            if at < end, bytes[at] == UInt8(ascii: "\r") { at += 1 }
            if at < end, bytes[at] == UInt8(ascii: "\n") { at += 1 }
        }
        var content: [UInt8] = []
        while at < end {
            let byte = bytes[at]
            if byte == quote {
                if !isLong { break }
                // Up to two quotes may stand right before the three that close.
                var run = 0
                while at + run < end, bytes[at + run] == quote { run += 1 }
                content += [UInt8](repeating: quote, count: run >= 3 ? run - 3 : run)
                at += run
                if run >= 3 { return String(decoding: content, as: UTF8.self) }
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                escape(into: &content)
            } else {
                content.append(byte)
                at += 1
            }
        }
        at += 1
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func escape(into content: inout [UInt8]) {
        at += 1
        guard at < end else { return }
        let letter = bytes[at]
        at += 1
        switch letter {
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let length = letter == UInt8(ascii: "u") ? 4 : 8
            let digits = text(at..<min(end, at + length))
            at += length
            let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
            content += Array(String(scalar).utf8)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            // A backslash at a line's end swallows all white space up to the next text.
            while at < end, bytes[at] <= UInt8(ascii: " ") { at += 1 }
        default: content.append(letter)
        }
    }

    // MARK: Small steps

    private mutating func skipSpaces() {
        while at < end, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") { at += 1 }
    }

    private mutating func skipBlank(andCommas: Bool = false) {
        while at < end {
            if bytes[at] == UInt8(ascii: "#") {
                while at < end, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            } else if bytes[at] <= UInt8(ascii: " ") || andCommas && bytes[at] == UInt8(ascii: ",") {
                at += 1
            } else {
                return
            }
        }
    }

    private func text(_ range: ByteRange) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "\n"),
            UInt8(ascii: "\r"):
            true
        default: false
        }
    }

    private static func isBareKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
