import ArchiveExchange
import ArchiveLoading
package import ArchiveModel
package import Diagnostics
package import Fetching
package import FileSystem
import Markup

/// `offprint add` and `offprint new`: single entries.
package enum Adding {
    /// What new entries get.
    package struct Options: Sendable {
        /// The day that features them; `nil` for today.
        package var date: Day?
        /// Tags.
        package var tags: [String]
        /// Whether they are drafts.
        package var isDraft: Bool

        /// Makes options.
        package init(date: Day?, tags: [String], isDraft: Bool) {
            self.date = date
            self.tags = tags
            self.isDraft = isDraft
        }
    }

    /// What came of it.
    package struct Result: Sendable {
        /// The new files, relative to the site's folder.
        package var paths: [String] = []
        /// Everything there is to say.
        package var diagnostics: [Diagnostic] = []
        /// The requests that came to nothing.
        package var failures: [FetchFailure] = []
    }

    // MARK: From elsewhere

    /// Adds papers by their identifiers or addresses. Those that the archive has are refused, the others are added whatever
    /// becomes of these.
    package static func add(
        _ arguments: [String], _ options: Options, to site: SiteArchive.Options, fetcher: Fetcher
    ) throws(IOFailure) -> Result {
        let (opened, problems) = try EntryTree.open(site)
        guard let tree = opened else { return Result(diagnostics: problems) }
        var files = EntryFiles(site: tree.folder, zone: tree.zone, macros: tree.macros, known: tree.known)
        var result = Result()
        var fetcher = fetcher
        for (source, keys) in requests(for: arguments, files, &result) {
            for record in fetch(keys, from: source, &fetcher, &result) {
                var draft = record.draft
                draft.prepare(options, today: tree.today)
                if let match = files.match(draft) {
                    result.diagnostics.append(known(match))
                } else if case .new(let path) = try files.take(draft, at: record.place) {
                    result.paths.append(path)
                }
            }
        }
        try files.write()
        result.diagnostics += files.diagnostics
        return result
    }

    /// What each source is to be asked for, in the order of the arguments; those that the archive has are left out.
    private static func requests(
        for arguments: [String], _ files: EntryFiles, _ result: inout Result
    ) -> [(source: PaperSource, keys: [String])] {
        var requests: [(source: PaperSource, keys: [String])] = []
        for argument in arguments {
            guard let (source, key) = PaperSource.recognize(argument) else {
                result.diagnostics.append(
                    Diagnostic(
                        .unknownPaper, "`\(argument)` is no identifier or address of a paper that is known here",
                        at: nil,
                        notes: [
                            .init("an arXiv number, a DOI, or an address at arXiv, doi.org, Hugging Face or OpenReview")
                        ]))
                continue
            }
            if let match = files.match(EntryDraft(identifier: key)) {
                result.diagnostics.append(known(match))
            } else if let place = requests.firstIndex(where: {
                $0.source.name == source.name && $0.keys.count < source.batch
            }) {
                if !requests[place].keys.contains(key) { requests[place].keys.append(key) }
            } else {
                requests.append((source, [key]))
            }
        }
        return requests
    }

    private static func fetch(
        _ keys: [String], from source: PaperSource, _ fetcher: inout Fetcher, _ result: inout Result
    ) -> [ImportedRecord] {
        var failure: FetchFailure?
        var said: [Diagnostic] = []
        for (address, accept) in source.requests(keys) {
            do {
                let bytes = try fetcher.fetch(HTTPRequest(address, accept: accept), pause: source.pause)
                let imported = source.read(SourceFile(path: address, bytes: bytes))
                failure = nil
                said = imported.diagnostics
                if said.hasErrors, keys.count > 1 {
                    // One of them spoils the answer for all.
                    return keys.flatMap { fetch([$0], from: source, &fetcher, &result) }
                }
                if !imported.records.isEmpty || !said.isEmpty {
                    let missing = keys.filter { key in
                        keys.count > 1 && !imported.records.contains { $0.draft.text(.arxiv) == key }
                    }
                    result.diagnostics += said + missing.map { Self.unknown([$0], source) }
                    return imported.records
                }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure {
            result.failures.append(failure)
        } else {
            result.diagnostics.append(unknown(keys, source))
        }
        return []
    }

    private static func unknown(_ keys: [String], _ source: PaperSource) -> Diagnostic {
        Diagnostic(.unknownPaper, "\(source.name) has no paper \(keys.joined(separator: ", "))", at: nil)
    }

    // MARK: From nothing

    /// Makes an entry of a title; `archetype` is the site's own template for entries, where it has one.
    package static func new(
        _ title: String, _ options: Options, in site: SiteArchive.Options
    ) throws(IOFailure) -> Result {
        let (opened, problems) = try EntryTree.open(site)
        guard let tree = opened else { return Result(diagnostics: problems) }
        var draft = EntryDraft()
        draft.set(.title, text: title)
        draft.prepare(options, today: tree.today)
        if let match = tree.known.match(draft, idsAreLasting: false) { return Result(diagnostics: [known(match)]) }
        var files = EntryFiles(site: tree.folder, zone: tree.zone, macros: tree.macros, known: tree.known)
        let outcome = try files.take(draft, at: .file(archetypePath))
        guard case .new(let path) = outcome else { return Result(diagnostics: files.diagnostics) }
        var bytes: [UInt8] = []
        if try tree.folder.status(archetypePath, followingLinks: true) != nil {
            try tree.folder.read(archetypePath, into: &bytes)
        } else {
            bytes = Array(archetype.utf8)
        }
        let text = filled(String(decoding: bytes, as: UTF8.self), draft)
        try tree.folder.replace(path, with: Array(text.utf8))
        return Result(paths: [path], diagnostics: files.diagnostics)
    }

    /// Where a site's own template for entries is.
    private static let archetypePath = "archetypes/paper.md"

    /// What entries begin with where the site has no template of its own.
    private static let archetype = """
        ---
        title: {{title}}
        date: {{date}}
        authors: []
        tags: {{tags}}
        summary:
        draft: {{draft}}
        ---

        """

    private static func filled(_ template: String, _ draft: EntryDraft) -> String {
        var text = template
        let values: [(String, PlainValue)] = [
            ("title", draft[.title] ?? .null), ("date", draft[.date] ?? .null), ("tags", draft[.tags] ?? .list([])),
            ("draft", draft[.draft] ?? .plain("false")),
        ]
        for (name, value) in values { text = text.replacing("{{\(name)}}", with: YAMLText.flow(value)) }
        return text
    }

    private static func known(_ match: KnownPapers.Match) -> Diagnostic {
        Diagnostic(.knownPaper, "the archive has this paper already: \(match.reason)", at: .file(match.path))
    }
}

extension EntryDraft {
    /// A draft that says no more than an identifier.
    fileprivate init(identifier: String) {
        self.init()
        if Identifier.arxiv(identifier) != nil {
            set(.arxiv, text: identifier)
        } else if Identifier.doi(identifier) != nil {
            set(.doi, text: identifier)
        } else {
            set(.openreview, text: identifier)
        }
    }

    /// Takes what the command says of new entries.
    fileprivate mutating func prepare(_ options: Adding.Options, today: Day) {
        set(.date, day: options.date ?? today)
        let own = self[.tags]?.list?.compactMap(\.text) ?? []
        set(.tags, list: own + options.tags.filter { !own.contains($0) })
        if options.isDraft { self[.draft] = .plain("true") }
    }
}
