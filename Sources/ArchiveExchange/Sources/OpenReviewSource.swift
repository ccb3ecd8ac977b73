import ArchiveModel
import Diagnostics
import Markup

extension PaperSource {
    /// A forum on OpenReview. Newer venues are in the second version of its interface, older ones in the first.
    static let openReview = PaperSource(
        name: "OpenReview", recognize: PaperAddress.openreview, batch: 1, pause: 0.2,
        requests: { ids in
            ["https://api2.openreview.net", "https://api.openreview.net"].flatMap { host in
                ids.map { ("\(host)/notes?id=\($0)", "application/json") }
            }
        }
    ) { file in
        let (value, problems) = JSONReader.read(file)
        guard let value else { return Imported(diagnostics: problems) }
        var imported = Imported()
        for note in PlainValue(value)["notes"]?.list ?? [] {
            guard let draft = OpenReviewNote.draft(note) else {
                imported.diagnostics.append(
                    Diagnostic(.missingKey, "the note has no `id`, or no title", at: file.location(of: value.range)))
                continue
            }
            imported.records.append(ImportedRecord(draft, at: file.location(of: value.range)))
        }
        return imported
    }
}

private enum OpenReviewNote {
    static func draft(_ note: PlainValue) -> EntryDraft? {
        let content = note["content"]
        // The second version has each value in a table of its own.
        func value(_ key: String) -> PlainValue? { content?[key]?["value"] ?? content?[key] }
        func text(_ key: String) -> String? { value(key)?.text.flatMap { $0.trimmed.isEmpty ? nil : $0 } }
        let id = (note["forum"]?.text ?? note["id"]?.text).flatMap(Identifier.openreview)
        guard let id, let title = text("title") else { return nil }
        var draft = EntryDraft()
        draft.set(.title, tex: title)
        draft.set(.openreview, text: id)
        let authors = (value("authors")?.list ?? []).compactMap { name in
            name.text.flatMap { PlainValue.author(name: TeXText($0).line.canonicallyComposed) }
        }
        if !authors.isEmpty { draft[.authors] = .list(authors) }
        // Milliseconds since 1970.
        if let moment = (note["pdate"] ?? note["odate"] ?? note["cdate"])?.text.flatMap(Double.init), moment > 0 {
            draft.set(.published, day: Day(number: Int32(clamping: Int64((moment / 86_400_000).rounded(.down)))))
        }
        if let venue = text("venue"), !venue.hasPrefix("Submitted to") {
            draft.set(.venue, tex: venue)
            draft.set(.type, text: PublicationType.inproceedings.rawValue)
        }
        draft.set(.url, text: "https://openreview.net/forum?id=\(id)")
        if let pdf = text("pdf") {
            draft.set(.pdf, address: pdf.hasPrefix("/") ? "https://openreview.net\(pdf)" : pdf)
        }
        draft.set(.code, address: text("code"))
        draft.set(
            .tags, list: (value("keywords")?.list ?? []).compactMap { $0.text.map(Slug.of) }.filter { !$0.isEmpty })
        draft.set(.summary, tex: text("TLDR") ?? text("TL;DR"))
        draft.setText(tex: text("abstract"))
        draft.recognizeLinks(in: draft.text)
        return draft
    }
}
