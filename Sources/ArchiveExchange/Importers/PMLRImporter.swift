import ArchiveModel
import Diagnostics
import Markup

extension Importer {
    /// A post of the Proceedings of Machine Learning Research: front matter that holds everything.
    static let pmlr = Importer(id: "pmlr", summary: "Posts of the Proceedings of Machine Learning Research.") { file in
        let (front, problems) = FrontMatter.split(file)
        guard let front else { return Imported(diagnostics: problems) }
        let (table, syntax) = front.table(in: file)
        guard let table else { return Imported(diagnostics: syntax) }
        var post = TableReader(table, in: file, name: "post", start: front.fence)
        var imported = Imported()
        if let draft = PMLRPost.draft(&post, path: file.path) {
            imported.records.append(ImportedRecord(draft, at: file.location(of: front.fence)))
        }
        imported.diagnostics += post.diagnostics
        return imported
    }
}

private enum PMLRPost {
    static func draft(_ post: inout TableReader, path: String) -> EntryDraft? {
        guard let title = post.requiredText("title")?.value else { return nil }
        var draft = EntryDraft()
        draft.set(.title, tex: title)
        // `2026-05-05-chen26a.md` is the post of chen26a.
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let named = name.wholeMatch(of: #/(\d{4}-\d{2}-\d{2})-(.+)\.md/#)
        let id = post.text("id")?.value ?? named.map { String($0.2) }
        draft.set(.id, text: id.flatMap(Identifier.id))
        let date = post.text("date").flatMap { Day($0.value.prefix(10)) } ?? named.flatMap { Day($0.1) }
        draft.set(.date, day: date)
        draft.set(.published, day: post.text("published").flatMap { Day($0.value.prefix(10)) } ?? date)
        let authors = people(&post)
        if !authors.isEmpty { draft[.authors] = .list(authors) }
        draft.set(.type, text: PublicationType.inproceedings.rawValue)
        draft.set(.venue, tex: (post.text("booktitle") ?? post.text("container-title"))?.value)
        draft.set(.volume, text: scalar("volume", &post))
        draft.set(.issue, text: scalar("number", &post))
        // `page` is `12-34` or a number; `firstpage` and `lastpage` stand beside it.
        let pages = scalar("page", &post) ?? scalar("firstpage", &post)
        draft.set(.pages, text: pages?.replacing(#/\s*[-–—]+\s*/#, with: "-"))
        draft.set(.publisher, text: post.text("publisher")?.value)
        draft.set(
            .openreview,
            text: post.text("openreview").flatMap {
                Identifier.openreview($0.value) ?? PaperAddress.openreview($0.value)
            })
        draft.set(.pdf, address: post.text("pdf")?.value)
        draft.set(.code, address: post.text("software")?.value)
        let page = draft.text(.volume).flatMap { volume in
            draft.text(.id).map { "https://proceedings.mlr.press/v\(volume)/\($0).html" }
        }
        draft.setAddress(post.text("url")?.value ?? page)
        draft.setText(tex: post.text("abstract")?.value)
        draft.recognizeLinks(in: draft.text)
        return draft
    }

    private static func scalar(_ key: String, _ post: inout TableReader) -> String? {
        post.value(key).flatMap { PlainValue($0).text?.trimmed }
    }

    private static func people(_ post: inout TableReader) -> [PlainValue] {
        guard let value = post.value("author"), case .list(let people) = value.content else { return [] }
        return people.map(PlainValue.init).compactMap { person in
            func text(_ key: String) -> String { TeXText(person[key]?.text ?? "").line.canonicallyComposed }
            let family = [text("prefix"), text("family")].filter { !$0.isEmpty }.joined(separator: " ")
            let suffix = text("suffix")
            return PlainValue.author(given: text("given"), family: family, suffix: suffix.isEmpty ? nil : suffix)
        }
    }
}
