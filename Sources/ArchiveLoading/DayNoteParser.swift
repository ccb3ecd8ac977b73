import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Reads `content/days`: Markdown under the name of its day, with or without (empty) front matter.
struct DayNoteParser: ~Copyable {
    private var files: TextFileReader

    init(site: Folder) { files = TextFileReader(site: site) }

    /// Reads one note.
    mutating func parse(_ content: ContentFile) -> Loaded<DayNote> {
        guard content.isMarkdown, let day = Day(content.stem), content.folder == "content/days/" else {
            return .failed(
                Diagnostic(
                    .strayFile, .warning, "this is no note of a day, and is left out", at: .file(content.path),
                    notes: [.init("notes are called content/days/2025-12-16.md")]))
        }
        let plain = files.read(content.path)
        guard let file = plain.value else { return Loaded(value: nil, diagnostics: plain.diagnostics) }
        guard file.bytes.starts(with: "---".utf8) || file.bytes.starts(with: "+++".utf8) else {
            let source = TextSource(
                path: file.path, range: 0..<file.bytes.count, fileSize: file.bytes.count,
                fingerprint: .of(file.bytes))
            return Loaded(value: DayNote(day: day, source: source), diagnostics: [])
        }
        let loaded = files.readContent(content.path)
        guard let text = loaded.value else { return Loaded(value: nil, diagnostics: loaded.diagnostics) }
        var reader = TableReader(text.table, in: text.file, name: "note", start: text.fence)
        reader.finish()
        return Loaded(value: DayNote(day: day, source: text.source), diagnostics: reader.diagnostics)
    }
}

/// An editor's words on a day.
struct DayNote: Sendable {
    var day: Day
    var source: TextSource
}
