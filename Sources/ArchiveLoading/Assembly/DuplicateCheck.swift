import ArchiveModel
import Diagnostics
import Markup

/// Finds entries that claim the same id, arXiv id or DOI; drafts and future entries count, for they will be published.
enum DuplicateCheck {
    static func diagnostics(_ entries: [EntryLooks.Look], locate: (String, ByteRange) -> SourceLocation) -> [Diagnostic]
    {
        UniqueKey.allCases.flatMap { find(entries, $0, locate) }
    }

    private static func find(
        _ entries: [EntryLooks.Look], _ key: UniqueKey, _ locate: (String, ByteRange) -> SourceLocation
    ) -> [Diagnostic] {
        var first = FingerprintTable(capacity: entries.count)
        var diagnostics: [Diagnostic] = []
        func place(_ index: Int) -> SourceLocation {
            let record = entries[index].record
            let path = record.text(.path) ?? ""
            return record.range(of: key).map { locate(path, $0) } ?? .file(path)
        }
        for (index, entry) in entries.enumerated() {
            guard let fingerprint = entry.fingerprint(of: key), let earlier = first.insert(fingerprint, index),
                let value = entry.record.value(of: key), entries[earlier].record.value(of: key) == value
            else { continue }
            diagnostics.append(
                Diagnostic(
                    key == .id ? .duplicateID : .duplicateIdentifier,
                    "another entry has the \(key.title) `\(value)` already", at: place(index),
                    notes: [.init("it is this one", at: place(earlier))]))
        }
        return diagnostics
    }
}

extension UniqueKey {
    fileprivate var title: String {
        switch self {
        case .id: "id"
        case .arxiv: "arXiv id"
        case .doi: "DOI"
        }
    }
}
