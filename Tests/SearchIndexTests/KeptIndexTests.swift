import ArchiveLoading
import ArchiveModel
import FileSystem
import Markup
import Foundation
import Parallelism
import SearchIndex
import Synchronization
import TestSupport
import Testing

/// What is kept of an index from build to build.
private final class MemoryStore: IndexStore {
    private let parts = Mutex<[String: [UInt8]]>([:])

    func read<Content>(_ name: String, _ make: (UnsafeRawBufferPointer) -> Content?) -> Content? {
        parts.withLock { $0[name] }.flatMap { $0.withUnsafeBytes(make) }
    }

    func write(_ name: String, _ content: consuming ByteWriter) {
        let bytes = content.bytes
        parts.withLock { $0[name] = bytes }
    }

    func remove(_ name: String) -> Bool {
        parts.withLock { _ = $0.removeValue(forKey: name) }
        return true
    }

    /// The names of all parts.
    var names: [String] { parts.withLock { $0.keys.sorted() } }

    /// Changes a part.
    func damage(_ name: String, _ change: (inout [UInt8]) -> Void) {
        parts.withLock { parts in
            var bytes = parts[name] ?? []
            change(&bytes)
            parts[name] = bytes
        }
    }
}

/// An archive of entries that are changed at random.
private struct ChangingArchive {
    private let folder: TemporaryFolder
    private var entries: [String: String] = [:]
    private var random: SplitMix64
    private var next = 0
    private let first: Int

    private static let words = [
        "speed", "up", "deep", "learning", "graph", "of", "the", "a", "models", "über", "数学", "data",
    ]
    /// Two spellings of each, of which one or the other is there or gone, so that slugs change.
    private static let tags = (0..<200).flatMap { ["tag \($0)", "Tag \($0)"] }

    init(seed: UInt64, papers: Int) throws {
        folder = try TemporaryFolder()
        random = SplitMix64(seed: seed)
        first = papers
        for _ in 0..<papers { add() }
        try write()
    }

    /// Changes one to three entries; says how.
    mutating func edit() throws -> String {
        var said: [String] = []
        for _ in 0...Int.random(in: 0...2, using: &random) {
            let name = random.one(of: entries.keys.sorted())
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                add()
                said.append("add")
            case 1:
                entries[name] = nil
                said.append("remove \(name)")
            default:
                let date = entries[name]?.split(separator: "\n").first { $0.hasPrefix("date") } ?? ""
                entries[name] = entry(date: String(date))
                said.append("change \(name)")
            }
        }
        try write()
        return said.joined(separator: ", ")
    }

    private mutating func add() {
        next += 1
        // Later ones are newer than all others, so that names are written as they write them.
        let year = next > first ? 2026 : 2010 + next % 16
        entries["p\(next).md"] = entry(date: "date: \(year)-0\(1 + next % 9)-1\(next % 10)")
    }

    private mutating func entry(date: String) -> String {
        """
        ---
        title: "\(text(1...4))"
        \(date)
        tags: [\(random.some(of: Self.tags, upTo: 2).joined(separator: ", "))]
        authors: ["\(random.one(of: ["Ada Lovelace", "Kurt Gödel", "A. Lovelace"]))"]
        ---

        \(text(0...12))

        """
    }

    private mutating func text(_ count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in
            // Some compounds are there once or twice only, so that an edit makes or ends them.
            random.isOne(in: 12)
                ? random.one(of: Self.words) + "-" + random.one(of: Self.words) : random.one(of: Self.words)
        }.joined(separator: " ")
    }

    private func write() throws {
        try? FileManager.default.removeItem(atPath: folder("content"))
        for (name, text) in entries { try folder.write(text, to: "content/papers/\(name)") }
    }

    func index(_ store: (any IndexStore)?, jobs: Int = 2, stretch: Int? = 128, limit: Int = 2_000) throws -> SearchIndex
    {
        let site = try Folder.open(folder.path)
        let tree = try ContentTree.scan(site, jobs: 1).tree
        let options = ArchiveLoader.Options(
            asOf: try #require(Day("2026-12-16")), drafts: false, jobs: 1, offset: { _ in 0 }, macros: .none,
            cache: nil, startedAt: 0,
            progress: ProgressCounter())
        let archive = ArchiveLoader.load(tree, in: site, configuration: SiteConfiguration(), options: options).0
        return try SearchIndex(
            archive, paperPath: "papers/*/", texts: PaperTexts(folder: site), store: store, stretch: stretch,
            limit: limit,
            jobs: jobs)
    }
}

/// `OFFPRINT_SEEDS` says of how many archives each is edited at random.
@Suite struct KeptIndexTests {
    private func expectSame(_ one: SearchIndex, _ other: SearchIndex, _ told: String) {
        #expect(one.root == other.root, "\(told)")
        #expect(one.files.map(\.name) == other.files.map(\.name), "\(told)")
        #expect(one.files.map(\.bytes) == other.files.map(\.bytes), "\(told)")
    }

    @Test func anIndexAfterAnyEditsEqualsOneFromNothing() throws {
        for seed in 1...(ProcessInfo.processInfo.environment["OFFPRINT_SEEDS"].flatMap { UInt64($0) } ?? 2) {
            var archive = try ChangingArchive(seed: seed, papers: 500)
            let store = MemoryStore()
            var edits: [String] = []
            for _ in 0..<12 {
                expectSame(try archive.index(store), try archive.index(nil), "seed \(seed), after \(edits.suffix(3))")
                edits.append(try archive.edit())
            }
        }
    }

    @Test func neitherThreadsNorStretchesMakeADifference() throws {
        let archive = try ChangingArchive(seed: 7, papers: 700)
        let one = try archive.index(nil, jobs: 1, stretch: nil)
        for (jobs, stretch) in [(1, 128), (3, 256), (8, 128)] {
            expectSame(one, try archive.index(nil, jobs: jobs, stretch: stretch), "\(jobs) jobs, \(stretch) papers")
        }
    }

    @Test func filesAreBounded() throws {
        let archive = try ChangingArchive(seed: 8, papers: 3_000)
        let (few, many) = (try archive.index(nil, limit: 100), try archive.index(nil, limit: 2_000))
        #expect(few.files.count <= 100)
        #expect(few.files.reduce(0) { $0 + $1.bytes.count } == many.files.reduce(0) { $0 + $1.bytes.count })
    }

    @Test func whatIsDamagedIsNotUsed() throws {
        let archive = try ChangingArchive(seed: 9, papers: 300)
        let expected = try archive.index(nil)
        let store = MemoryStore()
        _ = try archive.index(store)
        // The store's own checksums keep damage away; what passes them may still be of another make.
        for name in store.names where name != "search-compounds" && name != "search-pairs" {
            for length in [0, 7, 8, 15, 16, 40, 1_000] {
                store.damage(name) { $0 = Array($0.prefix(length)) }
                expectSame(try archive.index(store), expected, "\(name) cut to \(length) bytes")
            }
        }
        store.damage("search-pairs") { $0 = [1, 2, 3] }
        expectSame(try archive.index(store), expected, "pairs")
    }
}
