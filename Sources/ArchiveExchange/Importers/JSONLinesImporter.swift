import ArchiveModel
import Diagnostics
import Markup

extension Importer {
    /// JSON Lines, as ``Exporter/jsonLines`` writes them: an entry a line.
    static let jsonLines = Importer(
        id: "jsonl", summary: "JSON Lines as `offprint export jsonl` writes them.", idsAreLasting: true
    ) {
        file in
        var imported = Imported()
        var lines = LineCounter(file)
        for range in file.lines where !file.bytes[range].allSatisfy({ $0 <= 0x20 }) {
            let (value, problems) = JSONReader.read(file, range: range)
            imported.diagnostics += problems
            guard let value else { continue }
            guard case .table(let entries) = value.content else {
                imported.diagnostics.append(
                    Diagnostic(.wrongType, "a line has to be a JSON object", at: file.location(of: value.range)))
                continue
            }
            var draft = EntryDraft()
            var problem: Diagnostic?
            for entry in entries {
                if entry.key == ExportKey.text, case .scalar(let text, _) = entry.value.content {
                    draft.text = text
                } else if let key = EntryKey(rawValue: entry.key) {
                    draft[key] = simplified(key, PlainValue(entry.value))
                } else if !ExportKey.added.contains(entry.key) {
                    let nearest = Nearest.match(entry.key, among: EntryKey.allCases.map(\.rawValue))
                    problem = Diagnostic(
                        .unknownKey, "an entry has no key `\(entry.key)`", at: file.location(of: entry.keyRange),
                        notes: nearest.map { [.init("did you mean `\($0)`?")] } ?? [])
                }
            }
            if let problem {
                imported.diagnostics.append(problem)
            } else {
                imported.records.append(ImportedRecord(draft, at: lines.location(of: value.range)))
            }
        }
        return imported
    }

    /// A value as people write it: an author or an organization of whom nothing but the name is known is text.
    private static func simplified(_ key: EntryKey, _ value: PlainValue) -> PlainValue {
        switch (key, value) {
        case (.authors, .list(let items)): .list(items.map(nameAlone))
        case (.organization, _): nameAlone(value)
        // A day or a moment: no text that has to be told from one.
        case (.date, .text(let text)), (.published, .text(let text)), (.updated, .text(let text)),
            (.noticeDate, .text(let text)), (.expires, .text(let text)):
            .plain(text)
        default: value
        }
    }

    private static func nameAlone(_ value: PlainValue) -> PlainValue {
        guard case .table(let fields) = value, fields.count == 1, fields[0].key == "name" else { return value }
        return fields[0].value
    }
}

extension SourceFile {
    /// The file's lines, without their ends.
    var lines: [ByteRange] {
        var lines: [ByteRange] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            lines.append(start..<end)
            start = end + 1
        }
        return lines
    }
}
