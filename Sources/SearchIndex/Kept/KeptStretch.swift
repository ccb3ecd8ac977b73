import ArchiveModel
import Markup

/// What a build found in a stretch of papers, as a later one takes it over: but for the papers that have changed.
///
/// What is in a stretch depends on the papers in it and on one thing more: on which words the archive writes as one
/// (``Compounds``). So what that was is kept beside all stretches, and of a stretch with papers that have both words of a
/// pair for which it has changed, all terms are collected anew.
struct KeptStretch: Sendable {
    /// Of each paper in it.
    var keys: [Fingerprint]
    /// The words with a hyphen in its papers.
    var compounds: [UInt64]
    var terms: TermStretch
    /// Its blocks of cards.
    var cards: [[UInt8]]

    init(keys: [Fingerprint], compounds: [UInt64], terms: TermStretch, cards: [[UInt8]]) {
        self.keys = keys
        self.compounds = compounds
        self.terms = terms
        self.cards = cards
    }

    static func name(_ stretch: Int) -> String { "search-\(stretch)" }

    init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = ByteReader(bytes)
        keys = Self.array(&reader)
        compounds = Self.array(&reader)
        let termBytes: [UInt8] = Self.array(&reader)
        let ends: [UInt32] = Self.array(&reader)
        let hashes: [UInt64] = Self.array(&reader)
        let starts: [UInt32] = Self.array(&reader)
        let postings: [UInt32] = Self.array(&reader)
        guard hashes.count == ends.count, starts.count == ends.count + 1, starts.last.map({ Int($0) }) == postings.count
        else { return nil }
        terms = TermStretch(
            terms: TermTable(bytes: termBytes, ends: ends, hashes: hashes), starts: starts, postings: postings)
        let blocks = Int(reader.number(UInt32.self))
        guard blocks <= TermStretch.size / CardBlocks.size else { return nil }
        cards = (0..<blocks).map { _ in Self.array(&reader) }
        guard cards.count == (keys.count + CardBlocks.size - 1) / CardBlocks.size else { return nil }
    }

    /// For each of the papers that are in the stretch now, whether it is another than was there.
    func changes(to now: some Collection<Fingerprint>) -> [Bool] {
        zip(now, keys).map { $0 != $1 } + Array(repeating: true, count: max(0, now.count - keys.count))
    }

    /// The bytes that ``init(_:)`` reads.
    var bytes: ByteWriter {
        var writer = ByteWriter()
        Self.append(keys, &writer)
        Self.append(compounds, &writer)
        Self.append(terms.terms.bytes, &writer)
        Self.append(terms.terms.ends, &writer)
        Self.append(terms.terms.hashes, &writer)
        Self.append(terms.starts, &writer)
        Self.append(terms.postings, &writer)
        writer.append(UInt32(cards.count))
        for block in cards { Self.append(block, &writer) }
        return writer
    }

    private static func array<Element: BitwiseCopyable>(_ reader: inout ByteReader) -> [Element] {
        let count = Int(reader.number(UInt64.self))
        let (size, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        return Array(copying: reader.bytes(overflows ? .max : size))
    }

    private static func append(_ elements: [some BitwiseCopyable], _ writer: inout ByteWriter) {
        writer.append(UInt64(elements.count))
        elements.withUnsafeBytes { writer.append($0) }
    }
}

/// The compounds of the build before: which they were when what is kept of the stretches was made.
enum KeptCompounds {
    private static let name = "search-compounds"

    static func read(_ store: some IndexStore) -> [UInt64]? {
        store.read(name) { Array(copying: $0) }
    }

    /// Keeps what was collected anew. Compounds are kept last, and forgotten before: without them no stretch counts.
    static func keep(
        _ compounds: [UInt64], isChanged: Bool, _ stretches: [(number: Int, stretch: KeptStretch)],
        in store: some IndexStore
    ) {
        guard isChanged || !stretches.isEmpty, store.remove(name) else { return }
        for (number, stretch) in stretches { store.write(KeptStretch.name(number), stretch.bytes) }
        var writer = ByteWriter()
        compounds.withUnsafeBytes { writer.append($0) }
        store.write(name, writer)
    }
}
