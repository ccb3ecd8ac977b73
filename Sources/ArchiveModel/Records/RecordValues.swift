package import Diagnostics
package import Markup

// Values that take several numbers or texts, with how they are written and read side by side.

extension RecordWriter {
    /// Writes where the text stands; its path is a field of its own.
    package mutating func write(_ source: TextSource) {
        write(.source) { writer in
            for number in [source.range.lowerBound, source.range.upperBound, source.fileSize] {
                writer.append(UInt32(number))
            }
            writer.append(source.fingerprint.value)
        }
    }

    /// Writes authors.
    package mutating func write(_ authors: [AuthorName]) {
        write(.authors, authors.map { [$0.name, $0.given, $0.family, $0.suffix, $0.orcid, $0.affiliation, $0.url] })
    }

    /// Writes the files beside an entry.
    package mutating func write(_ assets: [Asset]) {
        write(.assets, assets.map { [$0.name, $0.path, $0.route.path] })
    }

    /// Writes a value of front matter, where there is one.
    package mutating func write(_ field: RecordField, _ value: MetadataValue?) {
        guard let value else { return }
        write(field) { $0.append(value) }
    }
}

extension Record {
    /// Where the text stands.
    package var source: TextSource {
        var reader = ByteReader(data(.source) ?? .empty)
        let (range, size) = (reader.range(), reader.number(UInt32.self))
        return TextSource(
            path: text(.path) ?? "", range: range, fileSize: Int(size),
            fingerprint: Fingerprint(value: reader.number()))
    }

    /// The text's bytes in its file.
    package var textRange: ByteRange {
        var reader = ByteReader(data(.source) ?? .empty)
        return reader.range()
    }

    /// The files beside the entry.
    package var assets: [Asset] {
        list(.assets).map { item in
            let texts = RecordTexts(item)
            return Asset(name: texts.text(0) ?? "", path: texts.text(1) ?? "", route: Route(texts.text(2) ?? ""))
        }
    }

    /// A value of front matter; `nil` where there is none.
    package func tree(_ field: RecordField) -> MetadataValue? {
        guard let tree = data(field) else { return nil }
        var reader = ByteReader(tree)
        return reader.tree()
    }
}

extension AuthorName {
    /// The author that an item of the list is.
    package init(_ texts: RecordTexts) {
        self.init(name: texts.text(0) ?? "")
        guard !texts.isFirstAlone else { return }
        given = texts.text(1)
        family = texts.text(2)
        suffix = texts.text(3)
        orcid = texts.text(4)
        affiliation = texts.text(5)
        url = texts.text(6)
    }
}

// MARK: Values of front matter

/// What a value is, before it.
private enum TreeTag: UInt8 {
    case null, plain, quoted, list, table
}

extension ByteWriter {
    fileprivate mutating func append(_ value: MetadataValue) {
        switch value.content {
        case .null: append(TreeTag.null.rawValue)
        case .scalar(_, let quoted): append((quoted ? TreeTag.quoted : .plain).rawValue)
        case .list: append(TreeTag.list.rawValue)
        case .table: append(TreeTag.table.rawValue)
        }
        append(value.range)
        switch value.content {
        case .null: break
        case .scalar(let text, _): append(text)
        case .list(let items):
            append(UInt32(items.count))
            for item in items { append(item) }
        case .table(let entries):
            append(UInt32(entries.count))
            for entry in entries {
                append(entry.key)
                append(entry.keyRange)
                append(entry.value)
            }
        }
    }

    /// Appends a range of a file's bytes.
    package mutating func append(_ range: ByteRange) {
        append(UInt32(range.lowerBound))
        append(UInt32(range.upperBound))
    }
}

extension ByteReader {
    /// More than front matter may have; what is deeper was not written here.
    private static let deepest = 64

    fileprivate mutating func tree(depth: Int = 0) -> MetadataValue {
        let tag = TreeTag(rawValue: number()) ?? .null
        let range = range()
        guard depth < Self.deepest else { return MetadataValue(.null, range: range) }
        switch tag {
        case .null: return MetadataValue(.null, range: range)
        case .plain: return MetadataValue(.scalar(text(), quoted: false), range: range)
        case .quoted: return MetadataValue(.scalar(text(), quoted: true), range: range)
        case .list:
            var items: [MetadataValue] = []
            for _ in 0..<number(UInt32.self) where !isAtEnd { items.append(tree(depth: depth + 1)) }
            return MetadataValue(.list(items), range: range)
        case .table:
            var entries: [MetadataValue.Entry] = []
            for _ in 0..<number(UInt32.self) where !isAtEnd {
                let (key, keyRange) = (text(), self.range())
                entries.append(.init(key: key, keyRange: keyRange, value: tree(depth: depth + 1)))
            }
            return MetadataValue(.table(entries), range: range)
        }
    }

    /// The next range of a file's bytes.
    package mutating func range() -> ByteRange {
        let (start, end) = (Int(number(UInt32.self)), Int(number(UInt32.self)))
        return start..<max(start, end)
    }
}
