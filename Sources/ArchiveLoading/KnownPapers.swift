package import ArchiveModel
package import Diagnostics
package import FileSystem
package import Markup

/// The papers that a content tree has, whatever their day and whether they are drafts, so that none comes in twice.
package struct KnownPapers: Sendable {
    /// A paper that is there already.
    package struct Match: Sendable {
        /// Its file, relative to the site's folder.
        package var path: String
        /// What both have, for a message: `the arXiv id 2306.07552`, `the title`.
        package var reason: String
    }

    private struct Known {
        var path: String
        var arxiv: String?
        var doi: String?
    }

    private var papers: [Known] = []
    private var places: [String: Int] = [:]
    private var titles: [String: Int] = [:]
    private var ids: Set<String> = []

    /// No papers.
    package init() {}

    /// The papers in a site's folder, and what is wrong with its files.
    package static func load(
        _ tree: ContentTree, in site: Folder, options: ArchiveLoader.Options
    ) -> (papers: KnownPapers, diagnostics: [Diagnostic]) {
        var (contents, diagnostics) = ContentOwnership.resolve(tree.papers)
        let read = ArchiveLoader.readEntries(contents, site, options)
        var known = KnownPapers()
        withExtendedLifetime(read) {
            for row in read.rows {
                let entry = row.entry
                if entry.has(.diagnostics) { diagnostics += entry.diagnostics }
                guard entry.flags.contains(.isWhole) else { continue }
                known.add(
                    path: entry.text(.path) ?? "", id: entry.text(.id) ?? "", title: entry.text(.title) ?? "",
                    arxiv: entry.text(.arxiv), doi: entry.text(.doi), openreview: entry.text(.openreview))
            }
        }
        options.cache?.keep(read)
        return (known, diagnostics)
    }

    /// Adds a paper that has just been written.
    package mutating func add(_ draft: EntryDraft, path: String) {
        add(
            path: path, id: draft.text(.id) ?? "", title: draft.text(.title) ?? "", arxiv: draft.text(.arxiv),
            doi: draft.text(.doi), openreview: draft.text(.openreview))
    }

    private mutating func add(
        path: String, id: String, title: String, arxiv: String?, doi: String?, openreview: String?
    ) {
        let place = papers.count
        papers.append(Known(path: path, arxiv: arxiv, doi: doi?.lowercased()))
        ids.insert(id)
        places["id \(id)"] = place
        if let arxiv { places["arxiv \(arxiv)"] = place }
        if let doi { places["doi \(doi.lowercased())"] = place }
        if let openreview { places["openreview \(openreview)"] = place }
        let title = Self.folded(title)
        if !title.isEmpty { titles[title] = titles[title] ?? place }
    }

    /// Whether a paper has an id.
    package func hasID(_ id: String) -> Bool { ids.contains(id) }

    /// The paper that a draft is of, where it is there: one with its arXiv id, DOI, OpenReview id, its id, or its title.
    /// `idsAreLasting` is whether a draft's id is one of this archive; the keys of bibliographies are not, and two papers may
    /// have the same.
    package func match(_ draft: EntryDraft, idsAreLasting: Bool) -> Match? {
        let arxiv = draft.text(.arxiv)
        let doi = draft.text(.doi)?.lowercased()
        for (kind, name, value) in [
            ("arxiv", "the arXiv id", arxiv), ("doi", "the DOI", doi),
            ("openreview", "the OpenReview id", draft.text(.openreview)),
            ("id", "the id", idsAreLasting ? draft.text(.id) : nil),
        ] {
            if let value, let place = places["\(kind) \(value)"] {
                return Match(path: papers[place].path, reason: "\(name) \(value)")
            }
        }
        let title = Self.folded(draft.text(.title) ?? "")
        guard !title.isEmpty, let place = titles[title] else { return nil }
        // Two papers may have one title; their identifiers tell them apart.
        let known = papers[place]
        if let arxiv, let other = known.arxiv, arxiv != other { return nil }
        if let doi, let other = known.doi, doi != other { return nil }
        return Match(path: known.path, reason: "the title")
    }

    /// A title as it is compared: its letters and digits, lower case.
    private static func folded(_ title: String) -> String {
        var folded = ""
        for scalar in title.lowercased().canonicallyComposed.unicodeScalars
        where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            folded.unicodeScalars.append(scalar)
        }
        return folded
    }
}

extension EntryDraft {
    /// What an entry's file says; `nil` where it can't be read.
    package init?(_ file: SourceFile) {
        guard let front = FrontMatter.split(file).frontMatter,
            case .table(let entries)? = front.table(in: file).table?.content
        else { return nil }
        self.init()
        for entry in entries {
            if let key = EntryKey(rawValue: entry.key) { self[key] = PlainValue(entry.value) }
        }
        text = String(decoding: file.bytes[front.body], as: UTF8.self).trimmingLines
    }
}

extension String {
    /// The text without empty lines around it.
    package var trimmingLines: String {
        var rest = self[...]
        while let first = rest.first, first.isNewline { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

extension EntryDraft {
    /// What would be wrong with a file that said this.
    package func problems(offset: @escaping UTCOffset, macros: MathMacros) -> [Diagnostic] {
        let bytes = EntryWriter.file(self)
        let loaded = ContentText.of(SourceFile(path: "", bytes: bytes), fingerprint: .of(bytes))
        guard let text = loaded.value else { return loaded.diagnostics }
        var keys = EntryKeys(text.table, in: text.file, fence: text.fence, offset: offset)
        let id = keys.id(defaultName: "entry")
        _ = keys.entry(id: id, assets: [], source: text.source, excerpt: "", macros: macros.adding(keys.macros()))
        return keys.diagnostics
    }
}
