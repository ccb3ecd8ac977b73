import CYAML
package import Diagnostics

/// Reads YAML through libyaml's events into ``MetadataValue``s that know where they stand.
///
/// Scalars stay as written. Aliases are replaced by copies of what they name, `<<` merges mappings.
package enum YAMLReader {
    /// How deep collections may lie in each other.
    static let deepest = 32
    /// How many values a block may have after its aliases are replaced; aliases of aliases would make billions.
    static let largest = 20_000

    /// Reads a mapping from a part of a file; nothing at all is an empty one.
    package static func read(
        _ file: SourceFile, range: ByteRange
    ) -> (table: MetadataValue?, diagnostics: [Diagnostic]) {
        var builder = YAMLBuilder(file: file, range: range)
        builder.run()
        guard builder.diagnostics.isEmpty else { return (nil, builder.diagnostics) }
        guard let root = builder.root else { return (MetadataValue(.table([]), range: range), []) }
        switch root.content {
        case .table: return (root, [])
        case .null: return (MetadataValue(.table([]), range: root.range), [])
        default:
            let problem = Diagnostic(
                .wrongType, "this has to be keys with values, one `key: value` a line",
                at: file.location(of: root.range))
            return (nil, [problem])
        }
    }
}

/// Builds values out of events. Owns libyaml's parser for the length of `run`.
private struct YAMLBuilder {
    let file: SourceFile
    let range: ByteRange
    private(set) var root: MetadataValue?
    private(set) var diagnostics: [Diagnostic] = []

    /// A collection that is still open.
    private struct Open {
        var isMapping: Bool
        var start: Int
        var anchor: String?
        var items: [MetadataValue] = []
        var entries: [MetadataValue.Entry] = []
        var merged: [MetadataValue.Entry] = []
        var key: (text: String, range: ByteRange)?
    }

    private var open: [Open] = []
    private var anchors: [String: (value: MetadataValue, count: Int)] = [:]
    private var count = 0
    private var documents = 0
    // libyaml counts characters; this pair walks along to turn them into bytes, unless they are the same.
    private var cursor: (character: Int, byte: Int)
    private let isASCII: Bool

    init(file: SourceFile, range: ByteRange) {
        self.file = file
        self.range = range
        cursor = (0, range.lowerBound)
        isASCII = file.bytes[range].allSatisfy { $0 < 0x80 }
    }

    mutating func run() {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) != 0 else { return fail("out of memory", at: range.lowerBound) }
        defer { yaml_parser_delete(&parser) }
        // The bytes have to stay where they are until the last event has been read.
        file.bytes.withUnsafeBufferPointer { bytes in
            yaml_parser_set_input_string(
                &parser, bytes.baseAddress.map { $0 + range.lowerBound }, range.count)
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            var ended = false
            while !ended, diagnostics.isEmpty {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) != 0 else { return report(parser) }
                ended = event.type == YAML_STREAM_END_EVENT
                take(event)
                yaml_event_delete(&event)
            }
        }
    }

    private mutating func take(_ event: yaml_event_t) {
        let start = byte(event.start_mark)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            documents += 1
            if documents > 1 { fail("there is a second document here; an entry has only one", at: start) }
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = string(scalar.value, scalar.length)
            let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            guard checkTag(scalar.tag, at: start) else { return }
            let isNull = isPlain && text.utf8.count <= 4 && ["", "~", "null", "Null", "NULL"].contains(text)
            // A plain scalar's end mark may lie behind white space that follows it.
            let mark = byte(event.end_mark)
            let end = isPlain && !text.isEmpty ? trimmedEnd(mark, from: start) : mark
            let content = isNull ? MetadataValue.Content.null : .scalar(text, quoted: !isPlain)
            add(MetadataValue(content, range: start..<max(start, end)), anchor: string(scalar.anchor), size: 1)
        case YAML_ALIAS_EVENT:
            let name = string(event.data.alias.anchor) ?? ""
            guard let found = anchors[name] else { return fail("no value is called &\(name) above here", at: start) }
            var value = found.value
            value.range = start..<byte(event.end_mark)
            add(value, anchor: nil, size: found.count)
        case YAML_SEQUENCE_START_EVENT:
            guard checkTag(event.data.sequence_start.tag, at: start) else { return }
            begin(Open(isMapping: false, start: start, anchor: string(event.data.sequence_start.anchor)))
        case YAML_MAPPING_START_EVENT:
            guard checkTag(event.data.mapping_start.tag, at: start) else { return }
            begin(Open(isMapping: true, start: start, anchor: string(event.data.mapping_start.anchor)))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            end(at: byte(event.end_mark))
        default: break
        }
    }

    // MARK: Building

    private mutating func begin(_ collection: Open) {
        guard open.count < YAMLReader.deepest else {
            return fail("values lie more than \(YAMLReader.deepest) deep in each other", at: collection.start)
        }
        if let last = open.last, last.isMapping, last.key == nil {
            return fail("a key has to be text", at: collection.start)
        }
        open.append(collection)
    }

    private mutating func end(at end: Int) {
        guard let closed = open.popLast() else { return }
        let content: MetadataValue.Content
        if closed.isMapping {
            let own = closed.entries
            content = .table(own + closed.merged.filter { entry in !own.contains { $0.key == entry.key } })
        } else {
            content = .list(closed.items)
        }
        let value = MetadataValue(content, range: closed.start..<max(closed.start, trimmedEnd(end, from: closed.start)))
        add(value, anchor: closed.anchor, size: 1)
    }

    private mutating func add(_ value: MetadataValue, anchor: String?, size: Int) {
        count += size
        guard count <= YAMLReader.largest else {
            return fail("aliases make this larger than \(YAMLReader.largest) values", at: value.range.lowerBound)
        }
        if let anchor {
            anchors[anchor] = (value, Self.size(of: value))
        }
        let top = open.count - 1
        guard top >= 0 else {
            root = value
            return
        }
        if !open[top].isMapping {
            open[top].items.append(value)
        } else if let key = open[top].key {
            open[top].key = nil
            if key.text == "<<" {
                merge(value)
            } else {
                open[top].entries.append(.init(key: key.text, keyRange: key.range, value: value))
            }
        } else {
            guard case .scalar(let text, _) = value.content else {
                return fail("a key has to be text", at: value.range.lowerBound)
            }
            if let first = open[top].entries.first(where: { $0.key == text }) {
                diagnostics.append(
                    Diagnostic(
                        .duplicateKey, "`\(text)` stands here a second time", at: file.location(of: value.range),
                        notes: [.init("the first time is here", at: file.location(of: first.keyRange))]))
            }
            open[top].key = (text, value.range)
        }
    }

    /// Merges a mapping, or several, into the innermost one that is open.
    private mutating func merge(_ value: MetadataValue) {
        let top = open.count - 1
        let sources: [MetadataValue]
        if case .list(let items) = value.content { sources = items } else { sources = [value] }
        for source in sources {
            guard case .table(let entries) = source.content else {
                return fail("<< takes a mapping or a list of mappings", at: value.range.lowerBound)
            }
            let new = entries.filter { entry in !open[top].merged.contains { $0.key == entry.key } }
            open[top].merged += new
        }
    }

    /// How many values a value is made of.
    private static func size(of value: MetadataValue) -> Int {
        switch value.content {
        case .null, .scalar: 1
        case .list(let items): items.reduce(1) { $0 + size(of: $1) }
        case .table(let entries): entries.reduce(1) { $0 + size(of: $1.value) + 1 }
        }
    }

    // MARK: Marks and complaints

    private mutating func byte(_ mark: yaml_mark_t) -> Int {
        if isASCII { return min(range.lowerBound + mark.index, range.upperBound) }
        if mark.index < cursor.character { cursor = (0, range.lowerBound) }
        while cursor.character < mark.index, cursor.byte < range.upperBound {
            cursor.byte += 1
            while cursor.byte < range.upperBound, file.bytes[cursor.byte] & 0xC0 == 0x80 { cursor.byte += 1 }
            cursor.character += 1
        }
        return cursor.byte
    }

    /// The end without the white space (and line breaks) before it.
    private func trimmedEnd(_ end: Int, from start: Int) -> Int {
        var end = min(end, range.upperBound)
        while end > start, file.bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
        return end
    }

    private mutating func checkTag(_ tag: UnsafeMutablePointer<UInt8>?, at start: Int) -> Bool {
        guard let tag = string(tag), tag != "!" else { return true }
        let core = ["str", "int", "float", "bool", "null", "seq", "map", "timestamp"]
        if core.contains(where: { tag == "tag:yaml.org,2002:" + $0 }) { return true }
        fail("the tag \(tag) has no meaning here", at: start)
        return false
    }

    private mutating func report(_ parser: yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? "this can't be read"
        let context = parser.context.map { " " + String(cString: $0) } ?? ""
        let isReaderError = parser.error == YAML_READER_ERROR
        let place = isReaderError ? range.lowerBound + Int(parser.problem_offset) : byte(parser.problem_mark)
        fail(
            "the YAML can't be read: \(problem)\(context)", at: min(place, max(range.lowerBound, range.upperBound - 1)))
    }

    private mutating func fail(_ message: String, at offset: Int) {
        diagnostics.append(Diagnostic(.yamlSyntax, message, at: file.location(at: offset)))
    }

    private func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func string(_ pointer: UnsafeMutablePointer<UInt8>?, _ length: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: pointer, count: length), as: UTF8.self)
    }
}
