import ArchiveModel
package import Diagnostics
import Markup

extension Importer {
    /// What arXiv answers: its search's Atom, its announcements as Atom or RSS (2.0 and 1.0), records by OAI-PMH.
    static let arXiv = Importer(id: "arxiv", summary: "arXiv's Atom, RSS or OAI-PMH.") { file in ArXivFeed.read(file) }
}

/// Reads what arXiv answers.
package enum ArXivFeed {
    /// The papers of an answer. An error of arXiv's search comes as a feed with one entry; here it is a diagnostic.
    package static func read(_ file: SourceFile) -> Imported {
        let (root, problems) = XMLTree.read(file)
        guard let root else { return Imported(diagnostics: problems) }
        var imported = Imported()
        func add(_ draft: EntryDraft?, _ element: XMLTree) {
            let place = location(element, file)
            if let draft {
                imported.records.append(ImportedRecord(draft, at: place))
            } else {
                imported.diagnostics.append(
                    Diagnostic(.missingKey, "this has no arXiv identifier, or no title", at: place))
            }
        }
        switch root.name {
        case "feed":
            for entry in root.all("entry") {
                if let problem = problem(entry) {
                    imported.diagnostics.append(Diagnostic(.refusedRecord, problem, at: location(entry, file)))
                } else {
                    add(atom(entry), entry)
                }
            }
        case "rss": for item in root["channel"]?.all("item") ?? [] { if isNew(item) { add(rss(item), item) } }
        case "RDF": for item in root.all("item") { add(rss(item), item) }
        case "OAI-PMH":
            if let error = root["error"] {
                imported.diagnostics.append(
                    Diagnostic(.refusedRecord, "arXiv says: \(error.text.trimmed)", at: location(error, file)))
            }
            let records = root.children.flatMap { $0.all("record") }
            for record in records where record["header"]?.attribute("status") != "deleted" {
                add(record["metadata"]?.children.first.flatMap(oai), record)
            }
        default:
            imported.diagnostics.append(
                Diagnostic(
                    .unknownFormat, "this is neither Atom, RSS nor OAI-PMH but begins with <\(root.name)>",
                    at: location(root, file)))
        }
        return imported
    }

    private static func location(_ element: XMLTree, _ file: SourceFile) -> SourceLocation {
        SourceLocation(path: file.path, line: element.line, column: 1, length: 1, excerpt: file.line(element.line))
    }

    /// What went wrong, where an entry is arXiv's way to say that.
    private static func problem(_ entry: XMLTree) -> String? {
        let isError = entry["title"]?.text == "Error" || entry["id"]?.text.contains("/api/errors") ?? false
        return isError ? "arXiv says: \((entry["summary"]?.text ?? "an error").trimmed)" : nil
    }

    // MARK: Atom

    private static func atom(_ entry: XMLTree) -> EntryDraft? {
        let links = entry.all("link").compactMap { $0.attribute("href") }
        let id = entry["id"]?.text.trimmed ?? ""
        // Announcements have `oai:arXiv.org:2306.07552v1`.
        let arxiv =
            PaperAddress.arxiv(id) ?? id.split(separator: ":").last.flatMap { Identifier.arxiv(String($0)) }
            ?? links.lazy.compactMap(Identifier.arxiv).first
        guard var draft = draft(arxiv, title: entry["title"]?.text) else { return nil }
        setAuthors(
            &draft,
            entry.all("author").compactMap { author in
                author["name"].map { ($0.text, author["affiliation"]?.text) }
            })
        draft.set(.published, day: day(entry["published"]))
        if let updated = day(entry["updated"]), draft.text(.published) != updated.iso {
            draft.set(.updated, day: updated)
        }
        draft.set(.doi, text: entry["doi"].flatMap { Identifier.doi($0.text.trimmed) })
        finish(&draft, abstract: entry["summary"]?.text, comment: entry["comment"]?.text)
        return draft
    }

    private static func day(_ element: XMLTree?) -> Day? { element.flatMap { Day($0.text.trimmed.prefix(10)) } }

    // MARK: RSS

    /// Whether an item announces a paper for the first time: arXiv's lists have replacements among them.
    private static func isNew(_ item: XMLTree) -> Bool {
        guard let type = item["announce_type"]?.text.trimmed else { return true }
        return type == "new" || type == "cross"
    }

    private static func rss(_ item: XMLTree) -> EntryDraft? {
        let link = item["link"]?.text.trimmed ?? item.attribute("about") ?? ""
        // `Title. (arXiv:2306.07552v1 [cs.LG])` in the older lists.
        let title = item["title"]?.text.replacing(#/\s*\(arXiv:[^()]*\)\s*$/#, with: "").replacing(#/\.$/#, with: "")
        guard var draft = draft(PaperAddress.arxiv(link), title: title) else { return nil }
        var names = item.all("creator").map(\.text)
        // The older lists have links around names, all of them in one element.
        names = names.flatMap { $0.replacing(#/<[^<>]*>/#, with: "").split(separator: ",").map(String.init) }
        setAuthors(&draft, names.map { ($0, nil) })
        // `arXiv:2306.07552v1 Announce Type: new` and `Abstract:` come before the text, or `<p>`.
        var text = item["description"]?.text ?? ""
        if let start = text.firstMatch(of: #/^\s*arXiv:\S+ Announce Type:[^\n]*\n\s*Abstract:\s*/#) {
            text = String(text[start.range.upperBound...])
        }
        finish(&draft, abstract: text.replacing(#/<\/?p>/#, with: "\n"), comment: nil)
        return draft
    }

    // MARK: OAI-PMH

    private static func oai(_ metadata: XMLTree) -> EntryDraft? {
        // arXiv's own format; `arXivRaw` has names in one text, Dublin Core in elements named creator.
        let isDublinCore = metadata.name == "dc"
        let id =
            isDublinCore
            ? metadata.all("identifier").lazy.compactMap { PaperAddress.arxiv($0.text.trimmed) }.first
            : metadata["id"].flatMap { Identifier.arxiv($0.text.trimmed) }
        guard var draft = draft(id, title: metadata["title"]?.text) else { return nil }
        if let authors = metadata["authors"], !authors.children.isEmpty {
            draft[.authors] = .list(
                authors.all("author").compactMap { author in
                    func text(_ name: String) -> String { TeXText(author[name]?.text ?? "").line.canonicallyComposed }
                    let suffix = text("suffix")
                    return PlainValue.author(
                        given: text("forenames"), family: text("keyname"), suffix: suffix.isEmpty ? nil : suffix,
                        affiliation: author["affiliation"].map { $0.text.trimmed })
                })
        } else if let authors = metadata["authors"] {
            setAuthors(
                &draft, authors.text.replacing(" and ", with: ",").split(separator: ",").map { (String($0), nil) })
        } else {
            draft[.authors] = .list(
                metadata.all("creator").compactMap { creator in
                    let parts = creator.text.split(separator: ",", maxSplits: 1).map {
                        TeXText(String($0)).line.canonicallyComposed
                    }
                    guard let family = parts.first else { return nil }
                    return PlainValue.author(given: parts.count > 1 ? parts[1] : "", family: family)
                })
        }
        draft.set(.published, day: day(metadata["created"] ?? metadata["date"] ?? metadata["version"]?["date"]))
        draft.set(.updated, day: day(metadata["updated"]))
        draft.set(.doi, text: metadata["doi"].flatMap { Identifier.doi($0.text.trimmed) })
        draft.set(.license, text: metadata["license"].flatMap { WebAddress.checked($0.text.trimmed) })
        finish(
            &draft, abstract: metadata["abstract"]?.text ?? metadata["description"]?.text,
            comment: metadata["comments"]?.text)
        return draft
    }

    // MARK: All

    private static func draft(_ arxiv: String?, title: String?) -> EntryDraft? {
        guard let arxiv, let title, !title.trimmed.isEmpty else { return nil }
        var draft = EntryDraft()
        draft.set(.title, tex: title)
        draft.set(.arxiv, text: arxiv)
        return draft
    }

    private static func setAuthors(_ draft: inout EntryDraft, _ names: [(name: String, affiliation: String?)]) {
        let authors = names.compactMap { name, affiliation in
            PlainValue.author(
                name: TeXText(name.trimmed).line.canonicallyComposed, affiliation: affiliation.map { $0.trimmed })
        }
        if !authors.isEmpty { draft[.authors] = .list(authors) }
    }

    private static func finish(_ draft: inout EntryDraft, abstract: String?, comment: String?) {
        // An indented line begins a paragraph.
        let abstract = abstract?.trimmed.replacing(#/\n {2,}(?=\S)/#, with: "\n\n")
        draft.setText(tex: abstract)
        draft.recognizeLinks(in: draft.text, comment ?? "")
    }
}
