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
        let loaded = files.read(content.path)
        guard let file = loaded.value else { return Loaded(value: nil, diagnostics: loaded.diagnostics) }
        var body = 0..<file.bytes.count
        if file.bytes.starts(with: "---".utf8) || file.bytes.starts(with: "+++".utf8) {
            let (front, problems) = FrontMatter.split(file)
            guard let front else { return Loaded(value: nil, diagnostics: problems) }
            let (table, syntaxProblems) = front.table(in: file)
            guard let table else { return Loaded(value: nil, diagnostics: syntaxProblems) }
            var reader = TableReader(table, in: file, name: "note", start: front.fence)
            reader.finish()
            guard reader.diagnostics.isEmpty else { return Loaded(value: nil, diagnostics: reader.diagnostics) }
            body = front.body
        }
        let source = TextSource(path: file.path, range: body, fileSize: file.bytes.count)
        return Loaded(value: DayNote(day: day, source: source), diagnostics: [])
    }
}

/// An editor's words on a day.
struct DayNote: Sendable {
    var day: Day
    var source: TextSource
}
