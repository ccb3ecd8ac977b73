import ArchiveModel
import Diagnostics
import Markup

extension Importer {
    /// BibTeX, as bibliographies, PMLR, DBLP and the ACL Anthology write it.
    static let bibTeX = Importer(id: "bibtex", summary: "BibTeX.") { file in
        let (items, problems) = BibTeXParser.parse(file)
        var imported = Imported(diagnostics: problems)
        let parents = Set(items.compactMap { $0["crossref"]?.lowercased() })
        var lines = LineCounter(file)
        for item in items {
            // A volume is not a paper of its own.
            if item.type == "proceedings" || parents.contains(item.key.lowercased()) { continue }
            let place = lines.location(of: item.place)
            guard let draft = item.draft else {
                imported.diagnostics.append(
                    Diagnostic(.missingKey, "the entry `\(item.key)` has no `title`", at: place))
                continue
            }
            imported.records.append(ImportedRecord(draft, at: place))
        }
        return imported
    }
}

extension BibTeXItem {
    /// What an entry would say; `nil` where the item has no title.
    fileprivate var draft: EntryDraft? {
        guard let title = tex("title") else { return nil }
        var draft = EntryDraft()
        draft.set(.title, tex: title)
        draft.set(.id, text: Identifier.id(key))
        let authors = tex("author").map(BibTeXNames.authors) ?? []
        if !authors.isEmpty { draft[.authors] = .list(authors) }
        setDate(&draft)
        setPlace(&draft)
        setIdentifiers(&draft)
        draft.set(
            .language, text: self["language"].flatMap { $0.wholeMatch(of: #/[a-z]{2}(-[A-Z]{2})?/#) == nil ? nil : $0 })
        let keywords = (tex("keywords") ?? "").split { $0 == "," || $0 == ";" }
        draft.set(.tags, list: keywords.map { TeXText(String($0)).line.canonicallyComposed }.filter { !$0.isEmpty })
        draft.setText(tex: tex("abstract"))
        draft.recognizeLinks(in: draft.text, self["note"] ?? "", self["annote"] ?? "")
        return draft
    }

    /// A value as TeX; some programs write macros with two backslashes.
    private func tex(_ name: String) -> String? {
        self[name]?.replacing(#/\\\\([A-Za-z]+\{)/#) { "\\" + $0.1 }
    }

    private func line(_ name: String) -> String? {
        tex(name).map { TeXText($0).line.canonicallyComposed }
    }

    private func setDate(_ draft: inout EntryDraft) {
        if let parts = self["date"]?.prefix(10).split(separator: "-").map({ Int($0) }), let year = parts.first {
            draft.setPublished(
                year: year, month: parts.count > 1 ? parts[1] : nil, day: parts.count > 2 ? parts[2] : nil)
        } else {
            let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            let month = self["month"].flatMap { text in
                Int(text.filter(\.isNumber)) ?? months.firstIndex { text.lowercased().hasPrefix($0) }.map { $0 + 1 }
            }
            let year = self["year"].flatMap { $0.firstMatch(of: #/\d{4}/#) }.flatMap { Int($0.output) }
            // PMLR has a month 0.
            draft.setPublished(year: year, month: month == 0 ? nil : month, day: self["day"].flatMap { Int($0) })
        }
    }

    /// Where it appeared.
    private func setPlace(_ draft: inout EntryDraft) {
        var type: PublicationType =
            switch self.type {
            case "article": .article
            case "inproceedings", "conference", "incollection", "inbook": .inproceedings
            case "phdthesis", "mastersthesis", "thesis": .thesis
            case "techreport", "report", "book", "manual": .report
            case "dataset": .dataset
            case "software": .software
            default: .preprint
            }
        var venue = line("journal") ?? line("journaltitle") ?? line("booktitle")
        if let journal = venue, type == .article || type == .preprint {
            // `arXiv preprint arXiv:2306.07552`, `CoRR` with `abs/2306.07552` as its volume: no journals.
            let id =
                PaperAddress.arxiv(journal.replacing("arXiv preprint ", with: ""))
                ?? self["volume"].flatMap { $0.hasPrefix("abs/") ? Identifier.arxiv(String($0.dropFirst(4))) : nil }
            let isArXiv = journal == "CoRR" || journal.lowercased().hasPrefix("arxiv")
            if isArXiv || id != nil {
                draft.set(.arxiv, text: id)
                (type, venue) = (.preprint, nil)
            }
        }
        if type != .preprint { draft.set(.type, text: type.rawValue) }
        if venue == nil, let place = line("howpublished"), !place.contains("http") { venue = place }
        draft.set(.venue, text: venue)
        if let volume = line("volume"), !volume.hasPrefix("abs/") { draft.set(.volume, text: volume) }
        draft.set(.issue, text: line("number") ?? line("issue"))
        draft.set(.pages, text: self["pages"]?.replacing(#/\s*[-–—]+\s*/#, with: "-"))
        let institution = line("school") ?? line("institution")
        draft.set(.organization, text: institution)
        draft.set(.publisher, text: line("publisher"))
    }

    private func setIdentifiers(_ draft: inout EntryDraft) {
        if let eprint = self["eprint"] {
            let archive = (self["archiveprefix"] ?? self["eprinttype"] ?? "arXiv").lowercased()
            if archive == "arxiv" { draft.set(.arxiv, text: Identifier.arxiv(eprint) ?? PaperAddress.arxiv(eprint)) }
        }
        if let doi = self["doi"].map({ $0.replacing("\\_", with: "_") }) {
            draft.set(.doi, text: Identifier.doi(doi) ?? PaperAddress.doi(doi))
        }
        draft.set(.isbn, text: self["isbn"].flatMap(Identifier.isbn))
        draft.set(.pmid, text: self["pmid"].flatMap(Identifier.pmid))
        draft.set(
            .openreview, text: self["openreview"].flatMap { Identifier.openreview($0) ?? PaperAddress.openreview($0) })
        for field in ["url", "howpublished"] {
            let address = self[field].flatMap { $0.firstMatch(of: #/https?:\/\/[^\s{}]+/#) }.map { String($0.output) }
            draft.setAddress(
                address?.replacing("\\_", with: "_").replacing("\\%", with: "%").replacing("\\&", with: "&"))
            if address != nil { break }
        }
        draft.set(.pdf, address: self["pdf"])
        draft.set(.code, address: self["software"] ?? self["code"])
    }
}
