package import ArchiveModel
package import FileSystem
package import Markup
import Parallelism

/// Everything that a browser needs to search an archive, as static files: `docs/search-index.md` describes them.
///
/// Papers are numbered from the oldest, so that a new day changes only what its own words are in.
package struct SearchIndex: Sendable {
    /// The files, by what they are called in the folder of the search page; a name tells the content, so that a browser may
    /// keep it for ever.
    package private(set) var files: [(name: String, bytes: [UInt8])] = []
    /// The names of the files, since two may have one content.
    private var names: Set<String> = []
    /// What the search page carries: which files there are and what is in which. JSON.
    package private(set) var root = ""

    /// Makes the index of an archive.
    ///
    /// - Parameters:
    ///   - archive: What is searched.
    ///   - paperPath: The path of a paper's page below the site's first, with `*` for its id.
    ///   - macros: The site's commands for formulas.
    ///   - texts: Where the papers' texts are.
    ///   - store: Where parts of it are kept for the next build.
    ///   - stretch: How many papers are looked at together: a multiple of 128, at most 2,048, which it is where nothing is
    ///     said. It makes no difference to the index.
    ///   - limit: How many files it may have; at least 100.
    ///   - jobs: How many threads work on it.
    /// - Throws: What kept a paper's text from being read.
    package init(
        _ archive: Archive, paperPath: String, macros: MathMacros = .none, texts: PaperTexts, store: (any IndexStore)?,
        stretch: Int? = nil,
        limit: Int, jobs: Int
    ) throws(IOFailure) {
        let count = archive.papers.count
        let stretch = stretch ?? TermStretch.size
        let keys = PaperKeys(archive, macros: macros, jobs: jobs)
        let stretches = try Stretches(archive, keys, macros, of: stretch, texts: texts, store: store, jobs: jobs)
        let terms = TermMerge(stretches.terms, of: stretch, jobs: jobs)
        let dictionary = TermBlocks(terms, jobs: jobs)
        let pairs = PairBlocks(
            archive, terms, keys, macros, counts: dictionary.counts, titles: dictionary.titles, store: store, jobs: jobs
        )
        let spellings = Spellings(terms, counts: dictionary.counts, jobs: jobs)

        // So that no kind takes the room of another.
        let share = (limit - Spellings.lengths.count - 5) / 16
        var json = RootWriter(papers: count, paperPath: paperPath)
        json.add("firsts", dictionary.firsts)
        json.add("common", CommonTerms.list(terms, counts: dictionary.counts, papers: count))
        json.add("pairWords", pairs.words)
        json.add("pairStarts", pairs.starts)
        json.add("terms", packs("terms", dictionary.blocks, limit: 5 * share, jobs: jobs))
        json.add("rests", packs("rests", dictionary.rests, limit: share, jobs: jobs))
        json.add("cards", packs("cards", stretches.cards, limit: 7 * share, jobs: jobs))
        json.add("pairs", packs("pairs", pairs.blocks, limit: 3 * share, jobs: jobs))
        json.add("totals", packs("totals", pairs.totals, limit: 1, jobs: jobs))
        json.add("spellings", packs("spellings", spellings.lists, limit: spellings.lists.count, jobs: jobs))
        json.add("facets", packs("facets", [Facets.list(archive)], limit: 1, jobs: jobs))
        json.add("votes", packs("votes", [Facets.votes(archive.papers)], limit: 1, jobs: jobs))
        root = json.finish()
    }

    /// Puts blocks into files, several into one where there would be too many.
    private mutating func packs(_ kind: String, _ blocks: [[UInt8]], limit: Int, jobs: Int) -> [Pack] {
        let each = max(1, (blocks.count + max(1, limit) - 1) / max(1, limit))
        let made = Parallel.map(count: (blocks.count + each - 1) / each, jobs: jobs, run: 8, state: {}) { _, pack in
            let own = blocks[pack * each..<min((pack + 1) * each, blocks.count)]
            var bytes: [UInt8] = []
            bytes.reserveCapacity(own.reduce(0) { $0 + $1.count })
            for block in own { bytes += block }
            return (bytes, Pack(name: "\(kind).\(ContentName.of(bytes)).bin", sizes: own.map(\.count)))
        }
        for (bytes, pack) in made where names.insert(pack.name).inserted { files.append((pack.name, bytes)) }
        return made.map(\.1)
    }

    /// A file of blocks.
    struct Pack {
        let name: String
        let sizes: [Int]
    }
}
