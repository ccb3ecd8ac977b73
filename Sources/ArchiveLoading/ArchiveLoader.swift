package import ArchiveModel
package import Diagnostics
package import FileSystem
import Parallelism

/// From `content/` to an archive: scan, parse on all cores, assemble.
package struct ArchiveLoader: Sendable {
    /// Which entries count.
    package struct Options: Sendable {
        /// The day that now is: what is dated later is not published.
        package var asOf: Day
        /// Whether drafts are published.
        package var drafts: Bool
        /// How many threads to use.
        package var jobs: Int
        /// The site's time zone.
        package var offset: UTCOffset

        /// Makes options.
        package init(asOf: Day, drafts: Bool, jobs: Int, offset: @escaping UTCOffset) {
            self.asOf = asOf
            self.drafts = drafts
            self.jobs = jobs
            self.offset = offset
        }
    }

    /// Loads the archive. It is whole only where no diagnostic is an error.
    package static func load(
        _ site: Folder, configuration: SiteConfiguration, options: Options
    ) throws(IOFailure) -> (archive: Archive, diagnostics: [Diagnostic]) {
        var (tree, diagnostics) = try ContentTree.scan(site)

        let (papers, strayPapers) = ContentOwnership.resolve(tree.papers)
        let entries = Parallel.map(
            count: papers.count, jobs: options.jobs, state: { EntryParser(site: site, offset: options.offset) }
        ) { parser, index in
            parser.parse(papers[index])
        }
        var assembler = ArchiveAssembler(options: options, dayOrder: configuration.listing.dayOrder)
        assembler.add(entries.compactMap(\.value))
        diagnostics += strayPapers + entries.flatMap(\.diagnostics)

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

        let archive = assembler.assemble { path, range in
            // Read again: only duplicates need it, and keeping every file for them would cost memory.
            var bytes: [UInt8] = []
            guard (try? site.read(path, into: &bytes)) != nil else { return .file(path) }  // Then without its line.
            return SourceFile(path: path, bytes: bytes).location(of: range)
        }
        return (archive, diagnostics + assembler.diagnostics)
    }
}
