import ArchiveModel
import Diagnostics

/// Finds entries that claim the same id, arXiv id or DOI; drafts and future entries count, for they will be published.
enum DuplicateCheck {
    static func diagnostics(
        _ entries: [Entry], locate: (String, ByteRange) -> SourceLocation
    ) -> [Diagnostic] {
        find(entries, .duplicateID, "id", locate) { ($0.paper.id, $0.keyRanges.id) }
            + find(entries, .duplicateIdentifier, "arXiv id", locate) {
                ($0.paper.details.values.arxiv, $0.keyRanges.arxiv)
            }
            + find(entries, .duplicateIdentifier, "DOI", locate) {
                ($0.paper.details.values.doi?.lowercased(), $0.keyRanges.doi)
            }
    }

    private static func find(
        _ entries: [Entry], _ id: DiagnosticID, _ name: String, _ locate: (String, ByteRange) -> SourceLocation,
        _ key: (Entry) -> (value: String?, range: ByteRange?)
    ) -> [Diagnostic] {
        var first: [String: Int] = [:]
        var diagnostics: [Diagnostic] = []
        func place(_ index: Int) -> SourceLocation {
            let path = entries[index].paper.source.path
            return key(entries[index]).range.map { locate(path, $0) } ?? .file(path)
        }
        for index in entries.indices {
            guard let value = key(entries[index]).value else { continue }
            guard let earlier = first[value] else {
                first[value] = index
                continue
            }
            diagnostics.append(
                Diagnostic(
                    id, "another entry has the \(name) `\(value)` already", at: place(index),
                    notes: [.init("it is this one", at: place(earlier))]))
        }
        return diagnostics
    }
}
