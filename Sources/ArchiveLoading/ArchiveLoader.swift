package import ArchiveModel
package import Diagnostics
package import FileSystem
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
        /// How many threads to use.
        package var jobs: Int
        /// The site's time zone.
        package var offset: UTCOffset
        /// What an earlier build read; `nil` where everything is read anew and nothing kept.
        package var cache: EntryCache?
        /// When the build began, before anything was read, in nanoseconds since 1970.
        package var startedAt: Int64
        /// Is told how many entries are read.
        package var progress: ProgressCounter

        /// Makes options.
        package init(
            asOf: Day, drafts: Bool, jobs: Int, offset: @escaping UTCOffset, cache: EntryCache?, startedAt: Int64,
            progress: ProgressCounter
        ) {
            self.asOf = asOf
            self.drafts = drafts
            self.jobs = jobs
            self.offset = offset
            self.cache = cache
            self.startedAt = startedAt
            self.progress = progress
        }
    }

    /// Loads the archive of what is in a site's folder. It is whole only where no diagnostic is an error.
    package static func load(
        _ tree: ContentTree, in site: Folder, configuration: SiteConfiguration, options: Options
    ) -> (archive: Archive, diagnostics: [Diagnostic]) {
        var (papers, diagnostics) = ContentOwnership.resolve(tree.papers)
        let read = readEntries(papers, site, options)
        let keeping = Deferred(jobs: options.jobs) { options.cache?.keep(read) }
        var assembler = ArchiveAssembler(options: options, dayOrder: configuration.listing.dayOrder)

        let (pages, strayPages) = ContentOwnership.resolve(tree.pages)
        var pageParser = PageParser(site: site)
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

        let archive = assembler.assemble(read) { path, range in
            // Read again: only duplicates need it, and keeping every file for them would cost memory.
            var bytes: [UInt8] = []
            guard (try? site.read(path, into: &bytes)) != nil else { return .file(path) }  // Then without its line.
            return SourceFile(path: path, bytes: bytes).location(of: range)
        }
        _ = keeping.value()
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
