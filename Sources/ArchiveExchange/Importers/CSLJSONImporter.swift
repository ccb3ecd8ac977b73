import ArchiveModel
import Diagnostics
import Markup

extension Importer {
    /// CSL-JSON: an array of items, or one item.
    static let cslJSON = Importer(id: "csl-json", summary: "CSL-JSON, as Zotero and pandoc write it.") { file in
        items(of: file, CSLItem.draft)
    }
}

/// An item of CSL-JSON; what a DOI's registry answers is one as well.
enum CSLItem {
    /// What an entry would say; `nil` where the item has no title. Keys that an entry has no use for are passed over.
    static func draft(_ item: inout TableReader) -> EntryDraft? {
        guard let title = first("title", &item) else {
            item.reportMissing("title")
            return nil
        }
        var draft = EntryDraft()
        draft.set(.title, text: MarkedText.line(title))
        let key = item.value("id").flatMap { PlainValue($0).text }
        if let key, let id = Identifier.id(key) { draft.set(.id, text: id) }
        let authors = people("author", &item)
        if !authors.isEmpty { draft[.authors] = .list(authors) }
        setDate(&draft, &item)

        let type = type(item.text("type")?.value)
        if type != .preprint { draft.set(.type, text: type.rawValue) }
        draft.set(.venue, text: first("container-title", &item).map(MarkedText.line))
        draft.set(.volume, text: plain("volume", &item))
        draft.set(.issue, text: plain("issue", &item))
        draft.set(.pages, text: plain("page", &item))
        let publisher = plain("publisher", &item)
        if type == .thesis || type == .report {
            draft.set(.organization, text: publisher)
        } else if publisher != "arXiv" {
            draft.set(.publisher, text: publisher)
        }

        let number = plain("number", &item)
        let archive = plain("archive", &item)
        let location = plain("archive_location", &item)
        draft.set(.arxiv, text: number.flatMap { PaperAddress.arxiv($0) })
        if draft[.arxiv] == nil, archive?.lowercased() == "arxiv", let location {
            draft.set(.arxiv, text: Identifier.arxiv(location) ?? PaperAddress.arxiv(location))
        }
        if let doi = plain("DOI", &item) {
            draft.set(.doi, text: Identifier.doi(doi) ?? PaperAddress.doi(doi))
        }
        draft.set(
            .isbn,
            text: plain("ISBN", &item).flatMap {
                $0.split(separator: " ").lazy.compactMap { Identifier.isbn(String($0)) }.first
            })
        draft.set(.pmid, text: plain("PMID", &item).flatMap(Identifier.pmid))
        draft.setAddress(plain("URL", &item))
        if let doi = draft.text(.doi), draft[.arxiv] == nil, let id = PaperAddress.arxiv("https://doi.org/" + doi) {
            // The DOI is one that arXiv gave out: the identifier says as much.
            draft.set(.arxiv, text: id)
            draft[.doi] = nil
        }
        draft.set(
            .language,
            text: plain("language", &item).flatMap { $0.wholeMatch(of: #/[a-z]{2}(-[A-Z]{2})?/#) != nil ? $0 : nil })
        if let keywords = plain("keyword", &item) {
            draft.set(.tags, list: keywords.split { $0 == "," || $0 == ";" }.map { $0.trimmed }.filter { !$0.isEmpty })
        }
        if let status = plain("status", &item), let known = Paper.Status(rawValue: status), known != .published {
            draft.set(.status, text: known.rawValue)
        }
        draft.text = plain("abstract", &item).map(MarkedText.markdown) ?? ""
        draft.recognizeLinks(in: draft.text)
        return draft
    }

    // MARK: Values

    /// A scalar as text.
    private static func plain(_ key: String, _ item: inout TableReader) -> String? {
        guard let value = item.value(key) else { return nil }
        return PlainValue(value).text?.trimmed
    }

    /// Text, or the first of a list of texts, as some registries have them.
    private static func first(_ key: String, _ item: inout TableReader) -> String? {
        guard let value = item.value(key) else { return nil }
        let plain = PlainValue(value)
        let text = (plain.text ?? plain.list?.first?.text)?.trimmed
        return text?.isEmpty ?? true ? nil : text
    }

    private static func people(_ key: String, _ item: inout TableReader) -> [PlainValue] {
        guard let value = item.value(key), case .list(let people) = value.content else { return [] }
        return people.compactMap { person in
            let person = PlainValue(person)
            func text(_ key: String) -> String? { person[key]?.text?.trimmed }
            let orcid = (person["ORCID"] ?? person["orcid"])?.text
            let affiliation = person["affiliation"]?.list?.first?["name"]?.text?.trimmed
            if let literal = text("literal") ?? text("name") {
                let name = MarkedText.line(literal)
                // A name of several words that is not a person's stays whole.
                return name.contains(" ")
                    ? PlainValue.author(given: "", family: name) : PlainValue.author(name: name, orcid: orcid)
            }
            let family = [text("dropping-particle"), text("non-dropping-particle"), text("family")].compactMap { $0 }
                .joined(separator: " ")
            return PlainValue.author(
                given: MarkedText.line(text("given") ?? ""), family: MarkedText.line(family), suffix: text("suffix"),
                orcid: orcid, affiliation: affiliation)
        }
    }

    private static func setDate(_ draft: inout EntryDraft, _ item: inout TableReader) {
        for key in ["issued", "published-online", "published-print", "published", "created"] {
            guard let value = item.value(key) else { continue }
            let date = PlainValue(value)
            if let parts = date["date-parts"]?.list?.first?.list?.map({ $0.text.flatMap { Int($0) } }),
                parts.first != nil
            {
                draft.setPublished(
                    year: parts[0], month: parts.count > 1 ? parts[1] : nil, day: parts.count > 2 ? parts[2] : nil)
            } else if let raw = (date["raw"] ?? date["literal"] ?? date).text {
                let parts = raw.prefix(10).split(separator: "-").map { Int($0) }
                draft.setPublished(
                    year: parts.first ?? nil, month: parts.count > 1 ? parts[1] : nil,
                    day: parts.count > 2 ? parts[2] : nil)
            }
            if draft[.published] != nil { return }
        }
    }

    private static func type(_ type: String?) -> PublicationType {
        switch type {
        case "article-journal", "article-magazine", "article-newspaper", "journal-article", "review": .article
        case "paper-conference", "proceedings-article", "chapter", "book-chapter": .inproceedings
        case "thesis", "dissertation": .thesis
        case "report", "book", "monograph": .report
        case "dataset": .dataset
        case "software": .software
        default: .preprint
        }
    }
}
