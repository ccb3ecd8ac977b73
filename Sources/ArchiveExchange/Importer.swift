package import ArchiveModel
package import Diagnostics
import Markup

/// A format in which papers come into the archive. To add one: a file with a value of this type in `Importers/`, and its line
/// in ``all``.
package struct Importer: Sendable {
    /// What the command calls it: `bibtex`.
    package let id: String
    /// One line of help.
    package let summary: String
    /// Whether its ids are those of an archive: of another entry with the same id it is a newer state.
    package var idsAreLasting = false
    /// Reads a file of this format.
    package let read: @Sendable (SourceFile) -> Imported

    /// Reads a JSON array of objects, each of which `draft` makes a draft of; one object alone counts as an array of one.
    static func items(
        of file: SourceFile, _ draft: (inout TableReader) -> EntryDraft?
    ) -> Imported {
        let (value, problems) = JSONReader.read(file)
        var imported = Imported(diagnostics: problems)
        guard let value else { return imported }
        let items: [MetadataValue] = if case .list(let items) = value.content { items } else { [value] }
        var lines = LineCounter(file)
        for item in items {
            let place = lines.location(of: item.range)
            guard case .table = item.content else {
                imported.diagnostics.append(Diagnostic(.wrongType, "an item has to be an object", at: place))
                continue
            }
            var reader = TableReader(item, in: file, name: "item")
            if let draft = draft(&reader) { imported.records.append(ImportedRecord(draft, at: place)) }
            imported.diagnostics += reader.diagnostics
        }
        return imported
    }

    /// Every format.
    package static let all: [Importer] = [
        .arXiv, .huggingFace, .pmlr, .bibTeX, .cslJSON, .jsonLines,
    ]
}

/// What a file of another format has.
package struct Imported: Sendable {
    /// Its papers, in its order.
    package var records: [ImportedRecord] = []
    /// What is wrong with it. Records that are wrong are not among the papers.
    package var diagnostics: [Diagnostic] = []

    /// Makes the result of reading a file.
    package init(records: [ImportedRecord] = [], diagnostics: [Diagnostic] = []) {
        self.records = records
        self.diagnostics = diagnostics
    }
}

/// A paper as a file of another format has it.
package struct ImportedRecord: Sendable {
    /// What an entry for it would say. It has a title; it has a date only where the format knows of days on which papers were
    /// featured.
    package var draft: EntryDraft
    /// Where it stands in the file.
    package var place: SourceLocation

    /// Makes a record.
    package init(_ draft: EntryDraft, at place: SourceLocation) {
        self.draft = draft
        self.place = place
    }
}
