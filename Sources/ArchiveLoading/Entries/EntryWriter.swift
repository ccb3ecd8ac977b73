package import ArchiveModel
package import Diagnostics
package import Markup

/// Writes entry files: new ones, and changes to those that are there, of which all else stays as it is to the byte:
/// comments, the order of keys, keys that nobody asked to change.
package enum EntryWriter {
    /// A new file: front matter in YAML, an empty line, the text.
    package static func file(_ draft: EntryDraft) -> [UInt8] {
        var text = "---\n"
        for (key, value) in draft.fields { text += YAMLText.lines(key.rawValue, value) }
        text += "---\n"
        if !draft.text.isEmpty { text += "\n\(draft.text)\n" }
        return Array(text.utf8)
    }

    /// A file with other values for some keys, and with another text where one is given. `nil` where that can't be done
    /// without touching more than was asked for: an alias, a comment within a list, front matter that can't be read.
    package static func changed(
        _ file: SourceFile, _ changes: [(key: EntryKey, value: PlainValue)], text: String? = nil
    ) -> [UInt8]? {
        guard let front = FrontMatter.split(file).frontMatter, let before = front.table(in: file).table else {
            return nil
        }
        var edits: [(range: ByteRange, bytes: [UInt8])] = []
        let order = EntryKey.allCases
        let inOrder = changes.sorted { (order.firstIndex(of: $0.key) ?? 0) < (order.firstIndex(of: $1.key) ?? 0) }
        for (key, value) in inOrder {
            guard let edit = edit(key, value, of: before, front, file.bytes) else { return nil }
            edits.append(edit)
        }
        if let text { edits.append((front.body, Array((text.isEmpty ? "" : "\n\(text)\n").utf8))) }

        // From the end, so that places stay right; of several at one place the last key first.
        var bytes = file.bytes
        for edit in edits.enumerated().sorted(by: { a, b in
            (a.element.range.lowerBound, a.offset) > (b.element.range.lowerBound, b.offset)
        }) {
            bytes.replaceSubrange(edit.element.range, with: edit.element.bytes)
        }
        return says(SourceFile(path: file.path, bytes: bytes), before, changes) ? bytes : nil
    }

    /// Where the value of a key stands in a file.
    package static func place(of key: EntryKey, in file: SourceFile) -> SourceLocation? {
        let table = FrontMatter.split(file).frontMatter?.table(in: file).table
        return table?[key.rawValue].map { file.location(of: $0.range) }
    }

    /// Whether a changed file says what it said, and what was asked for.
    private static func says(
        _ file: SourceFile, _ before: MetadataValue, _ changes: [(key: EntryKey, value: PlainValue)]
    ) -> Bool {
        guard let after = FrontMatter.split(file).frontMatter?.table(in: file).table,
            case .table(let entries) = after.content, case .table(let old) = before.content
        else { return false }
        let changed = Dictionary(changes.map { ($0.key.rawValue, $0.value) }) { $1 }
        let kept = old.filter { changed[$0.key] == nil }
        return entries.count == kept.count + changed.count
            && kept.allSatisfy { entry in
                after[entry.key].map { PlainValue($0) == PlainValue(entry.value) } ?? false
            }
            && changed.allSatisfy { key, value in after[key].map { PlainValue($0).saysSame(as: value) } ?? false }
    }

    // MARK: One key

    private static func edit(
        _ key: EntryKey, _ value: PlainValue, of table: MetadataValue, _ front: FrontMatter, _ bytes: [UInt8]
    ) -> (ByteRange, [UInt8])? {
        guard case .table(let entries) = table.content else { return nil }
        guard let entry = entries.first(where: { $0.key == key.rawValue }) else {
            return (insertion(of: key, among: entries, front, bytes)).map { place in
                (place..<place, Array(line(key, value, front.format).utf8))
            }
        }
        let (start, end) = (entry.value.range.lowerBound, end(of: entry.value, bytes))
        guard entry.keyRange.upperBound < start, start <= end, end <= front.range.upperBound else { return nil }
        if case .scalar = entry.value.content, value.text != nil {
            return (start..<end, Array(inline(value, front.format).utf8))
        }
        // A comment among the items would be lost.
        let old = bytes[entry.keyRange.lowerBound..<end]
        guard start < end, !old.contains(UInt8(ascii: "#")) else { return nil }
        guard front.format == .yaml else { return (start..<end, Array(inline(value, .toml).utf8)) }
        return (entry.keyRange.lowerBound..<end, Array(line(key, value, .yaml).dropLast().utf8))
    }

    /// Where the line of a new key goes: below the last key that new entries have before it.
    private static func insertion(
        of key: EntryKey, among entries: [MetadataValue.Entry], _ front: FrontMatter, _ bytes: [UInt8]
    ) -> Int? {
        // Below a header TOML would take it for a key of that table.
        guard front.format == .yaml else { return front.range.lowerBound }
        let order = EntryKey.allCases
        let place = order.firstIndex(of: key) ?? order.endIndex
        let earlier = entries.filter { entry in
            EntryKey(rawValue: entry.key).flatMap(order.firstIndex).map { $0 < place } ?? false
        }
        let last = earlier.max { $0.keyRange.lowerBound < $1.keyRange.lowerBound }
        guard let last else { return front.range.lowerBound }
        let end = max(end(of: last.value, bytes), last.keyRange.upperBound)
        guard end < front.range.upperBound else { return nil }
        return (bytes[end..<front.range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? front.range.upperBound - 1)
            + 1
    }

    private static func line(_ key: EntryKey, _ value: PlainValue, _ format: FrontMatter.Format) -> String {
        switch format {
        case .yaml: YAMLText.lines(key.rawValue, value)
        case .toml: TOMLText.line(key.rawValue, value)
        }
    }

    private static func inline(_ value: PlainValue, _ format: FrontMatter.Format) -> String {
        switch format {
        case .yaml: YAMLText.flow(value)
        case .toml: TOMLText.inline(value)
        }
    }

    /// Where a value's last byte is: a block of YAML reaches up to the next key, with the comments between.
    private static func end(of value: MetadataValue, _ bytes: [UInt8]) -> Int {
        let start = value.range.lowerBound
        var end = value.range.upperBound
        let isInBrackets =
            start < bytes.count && (bytes[start] == UInt8(ascii: "[") || bytes[start] == UInt8(ascii: "{"))
        if !isInBrackets {
            switch value.content {
            case .list(let items): end = items.map { self.end(of: $0, bytes) }.max() ?? start
            case .table(let entries): end = entries.map { self.end(of: $0.value, bytes) }.max() ?? start
            case .null, .scalar: break
            }
        }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return end
    }
}
