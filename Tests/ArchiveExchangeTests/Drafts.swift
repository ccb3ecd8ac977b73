import ArchiveExchange
import ArchiveModel
import Diagnostics
import Markup
import Testing

/// Reads a text in a format.
func imported(_ format: String, _ text: String, name: String = "source") throws -> Imported {
    let importer = try #require(Importer.all.first { $0.id == format })
    return importer.read(SourceFile(path: name, bytes: Array(text.utf8)))
}

/// The one draft of a text in which nothing is wrong.
func draft(_ format: String, _ text: String, name: String = "source") throws -> EntryDraft {
    let imported = try imported(format, text, name: name)
    #expect(imported.diagnostics.isEmpty, "\(imported.diagnostics)")
    #expect(imported.records.count == 1)
    return try #require(imported.records.first).draft
}

extension EntryDraft {
    /// What it says, as YAML.
    var yaml: String { fields.map { YAMLText.lines($0.key.rawValue, $0.value) }.joined() }
}
