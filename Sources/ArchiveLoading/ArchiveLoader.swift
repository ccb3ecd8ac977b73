package import ArchiveModel
package import Diagnostics
package import FileSystem
package import Markup
package import Parallelism

/// From the files in `content/` to an archive: parse on all cores, assemble.
package struct ArchiveLoader: Sendable {
    /// Which entries count.
    package struct Options: Sendable {
        /// The day that now is: what is dated later is not published.
        package var asOf: Day
        /// Whether drafts are published.
        package var drafts: Bool
        /// Whether every entry counts, whatever its dates.
        package var hasEverything = false
        /// The days whose papers count; `nil` for all.
        package var days: ClosedRange<Day>?
        /// How many threads to use.
        package var jobs: Int
        /// The site's time zone.
        package var offset: UTCOffset
        /// The site's commands for formulas.
        package var macros: MathMacros
        /// What an earlier build read; `nil` where everything is read anew and nothing kept.
        package var cache: EntryCache?
        /// When the build began, before anything was read, in nanoseconds since 1970.
        package var startedAt: Int64
        /// Is told how many entries are read.
        package var progress: ProgressCounter

        /// Makes options.
        package init(
            asOf: Day, drafts: Bool, jobs: Int, offset: @escaping UTCOffset, macros: MathMacros, cache: EntryCache?,
            startedAt: Int64,
            progress: ProgressCounter
        ) {
            self.asOf = asOf
            self.drafts = drafts
            self.jobs = jobs
            self.offset = offset
            self.macros = macros
            self.cache = cache
            self.startedAt = startedAt
            self.progress = progress
        }
    }

    /// Entries as they were read, for who loads the same tree again after a few of them changed.
    package struct ReadEntries: Sendable {
        fileprivate var papers: [OwnedContent]
        fileprivate var diagnostics: [Diagnostic]
        fileprivate var read: EntriesRead
        /// What is known of the archive that they made.
        fileprivate var known = ArchiveAssembler.Known()

        /// Keeps them in a cache for the next run.
        package func keep(in cache: EntryCache) { cache.keep(read) }

        /// What a second look at some entries found.
        package enum Update: Sendable {
            /// One of the files is none of these entries': all has to be looked at.
            case unknown
            /// The archive has to be put together anew.
            case different
            /// The entries say another thing, but nothing that their places in the archive depend on: these records take the
            /// places of others, and `owners` keep them.
            case alike([RecordReplacement], owners: [any AnyObject & Sendable])
        }

        /// Where the record of a file's entry is; `nil` where the file is no entry's.
        package func record(ofEntry path: String) -> UInt? { place(ofEntry: path).map { UInt(read.rows[$0].record) } }

        private func place(ofEntry path: String) -> Int? {
            let fingerprint = Fingerprint.of(path).value
            return read.rows.firstIndex { $0.path == fingerprint }
        }

        /// Reads the entries of a tree in which some files and folders changed; what is known of others is taken as it is.
        package mutating func update(_ tree: ContentTree, changed: [String], in site: Folder, options: Options) {
            let (papers, diagnostics) = ContentOwnership.resolve(tree.papers)
            let changed = Set(changed.map { Fingerprint.of($0).value })
            let places = Lazy { [rows = read.rows] in FingerprintTable(rows.map { Fingerprint(value: $0.path) }) }
            var options = options
            options.cache = nil
            var reader = EntryReader(site: site, options: options)
            var now = read
            (now.rows, now.texts) = ([], [])
            now.rows.reserveCapacity(papers.count)
            // Most stand in the same order as before.
            var next = 0
            for paper in papers {
                let isNext = next < self.papers.count && self.papers[next].file.path == paper.file.path
                let old = isNext ? next : places.value[.of(paper.file.path)]
                if let old, !changed.contains(read.rows[old].path), self.papers[old].isSame(as: paper, but: changed) {
                    now.rows.append(read.rows[old])
                    now.texts.append(read.texts[old])
                } else {
                    now.append(reader.read([paper]))
                }
                if let old { next = old + 1 }
            }
            (self.papers, self.diagnostics, read) = (papers, diagnostics, now)
        }

        /// Reads again the entries of some files.
        package mutating func update(
            _ paths: [String], in site: Folder, options: Options, dayOrder: SiteConfiguration.DayOrder
        ) -> Update {
            let places = paths.compactMap { path in
                // What can't be asked for is looked at with everything else.
                let isThere = (try? site.status(path))??.kind == .file
                return isThere ? place(ofEntry: path) : nil
            }
            guard places.count == paths.count else { return .unknown }
            var options = options
            // What is in there is of the file as it was.
            options.cache = nil
            var reader = EntryReader(site: site, options: options)
            var isAlike = true
            var replacements: [RecordReplacement] = []
            let known = read.owners.count
            for place in places {
                let old = read.rows[place].record
                let oldEntry = read.rows[place].entry
                read.replace(place, with: reader.read(papers[place...place]))
                let entry = read.rows[place].entry
                isAlike = isAlike && entry.isPlaced(like: oldEntry, dayOrder)
                replacements.append(
                    RecordReplacement(old: UInt(old), new: UInt(read.rows[place].record), text: read.texts[place]))
            }
            return isAlike ? .alike(replacements, owners: Array(read.owners[known...])) : .different
        }
    }

    /// Loads the archive of what is in a site's folder. It is whole only where no diagnostic is an error.
    package static func load(
        _ tree: ContentTree, in site: Folder, configuration: SiteConfiguration, options: Options
    ) -> (archive: Archive, diagnostics: [Diagnostic]) {
        var entries = read(tree, in: site, options: options)
        let read = entries.read
        let keeping = Deferred(jobs: options.jobs) { options.cache?.keep(read) }
        let loaded = load(tree, &entries, in: site, configuration: configuration, options: options)
        _ = keeping.value()
        return loaded
    }

    /// Reads the entries of a tree.
    package static func read(_ tree: ContentTree, in site: Folder, options: Options) -> ReadEntries {
        let (papers, diagnostics) = ContentOwnership.resolve(tree.papers)
        return ReadEntries(papers: papers, diagnostics: diagnostics, read: readEntries(papers, site, options))
    }

    /// Loads the archive of entries that are read. What it notes of them makes the next one quicker, after some changed.
    package static func load(
        _ tree: ContentTree, _ entries: inout ReadEntries, in site: Folder, configuration: SiteConfiguration,
        options: Options
    ) -> (archive: Archive, diagnostics: [Diagnostic]) {
        var diagnostics = entries.diagnostics
        var assembler = ArchiveAssembler(
            options: options, dayOrder: configuration.listing.dayOrder, known: entries.known)
        entries.known = .init()

        let (pages, strayPages) = ContentOwnership.resolve(tree.pages)
        var pageParser = PageParser(site: site, macros: options.macros)
        diagnostics += strayPages
        for page in pages {
            let loaded = pageParser.parse(page, drafts: options.drafts)
            if let page = loaded.value { assembler.add(page) }
            diagnostics += loaded.diagnostics
        }

        var noteParser = DayNoteParser(site: site)
        for file in tree.days {
            let loaded = noteParser.parse(file)
            if let note = loaded.value { assembler.add(note) }
            diagnostics += loaded.diagnostics
        }

        if let file = tree.tags {
            let loaded = TagVocabularyParser.read(file, in: site, macros: options.macros)
            if let vocabulary = loaded.value { assembler.add(vocabulary) }
            diagnostics += loaded.diagnostics
        }

        let archive = assembler.assemble(entries.read) { path, range in
            // Read again: only duplicates need it, and keeping every file for them would cost memory.
            var bytes: [UInt8] = []
            guard (try? site.read(path, into: &bytes)) != nil else { return .file(path) }  // Then without its line.
            return SourceFile(path: path, bytes: bytes).location(of: range)
        }
        entries.known = assembler.known
        return (archive, diagnostics + assembler.diagnostics)
    }

    static func readEntries(_ papers: [OwnedContent], _ site: Folder, _ options: Options) -> EntriesRead {
        options.progress.begin("load", of: papers.count)
        let stretches = Parallel.mapStretches(
            count: papers.count, jobs: options.jobs, size: 64, progress: options.progress,
            state: { EntryReader(site: site, options: options) }
        ) { reader, places in
            reader.read(papers[places])
        }
        var read = EntriesRead()
        read.rows.reserveCapacity(papers.count)
        for stretch in stretches { read.append(stretch) }
        read.owners += options.cache?.owners ?? []
        return read
    }
}

extension OwnedContent {
    /// Whether another look found the same files, and none of those beside it among the ones that changed, which are given by the
    /// fingerprints of their paths.
    fileprivate func isSame(as other: OwnedContent, but changed: Set<UInt64>) -> Bool {
        guard file.status == other.file.status, assets.count == other.assets.count else { return false }
        return assets.isEmpty
            || zip(assets, other.assets).allSatisfy { old, new in
                old.path == new.path && old.status == new.status && !changed.contains(Fingerprint.of(new.path).value)
            }
    }
}

extension Record {
    /// Whether the archive has the same place for both: the same names, dates, identifiers and files, in the same order, and
    /// nothing to complain of.
    fileprivate func isPlaced(like other: Record, _ dayOrder: SiteConfiguration.DayOrder) -> Bool {
        var fields: [RecordField] = [
            .id, .path, .authors, .tags, .organization, .venue, .arxiv, .doi, .aliases, .assets, .noticeDate,
            .expires,
        ]
        if dayOrder == .title { fields.append(.title) }
        func bytes(_ record: Record, _ field: RecordField) -> [UInt8] { record.data(field).map { Array($0) } ?? [] }
        return flags.contains(.isWhole) && flags == other.flags && !has(.diagnostics) && !other.has(.diagnostics)
            && day == other.day && moment == other.moment && upvotes == other.upvotes && status == other.status
            && fields.allSatisfy { bytes(self, $0) == bytes(other, $0) }
    }
}
