import ArchiveModel
import FileSystem
import Markup
import Parallelism

/// The archive in stretches, each looked at for itself: taken over from the build before, or made.
struct Stretches: Sendable {
    let terms: [TermStretch]
    /// The blocks of cards of all of them.
    let cards: [[UInt8]]

    init(
        _ archive: Archive, _ keys: PaperKeys, _ macros: MathMacros, of size: Int, texts: PaperTexts,
        store: (any IndexStore)?, jobs: Int
    ) throws(IOFailure) {
        let count = (archive.papers.count + size - 1) / size
        func numbers(_ stretch: Int) -> Range<Int> {
            stretch * size..<min((stretch + 1) * size, archive.papers.count)
        }
        let ranges = (0..<count).map(numbers)
        let known = store.flatMap { KeptCompounds.read($0) }
        let kept = Parallel.map(count: count, jobs: jobs, run: 1, state: {}) { _, stretch -> KeptStretch? in
            guard known != nil, let kept = store?.read(KeptStretch.name(stretch), { KeptStretch($0) }) else {
                return nil
            }
            return kept.key == keys.key(of: ranges[stretch]) ? kept : nil
        }

        let found = Parallel.map(
            count: count, jobs: jobs, run: 1, state: { CompoundFinder(archive.papers, texts) }
        ) { finder, stretch in kept[stretch]?.compounds ?? finder.find(ranges[stretch]) }
        let compounds = Compounds(found)
        let changed = compounds.difference(from: known ?? [])
        // To look through a stretch for each of many takes as long as to collect it.
        let isFew = changed.count <= 32

        let names = TermNames(archive)
        let terms = Parallel.map(
            count: count, jobs: jobs, run: 1, state: { TermCollector(archive, names, texts, compounds) }
        ) { collector, stretch in
            if let terms = kept[stretch]?.terms, isFew, !terms.hasParts(ofAny: changed) { return (terms, true) }
            return (collector.collect(ranges[stretch]), false)
        }
        if let failure = terms.lazy.compactMap(\.0.failure).first { throw failure }
        let cards = Parallel.map(count: count, jobs: jobs, run: 1, state: { CardWriter(archive, macros) }) {
            writer, stretch in
            kept[stretch]?.cards ?? writer.blocks(ranges[stretch])
        }
        self.terms = terms.map(\.0)
        self.cards = cards.flatMap { $0 }

        if let store {
            let made = (0..<count).filter { !terms[$0].1 }.map { stretch in
                (
                    stretch,
                    KeptStretch(
                        key: keys.key(of: ranges[stretch]), compounds: found[stretch], terms: terms[stretch].0,
                        cards: cards[stretch])
                )
            }
            KeptCompounds.keep(compounds.all, isChanged: !changed.isEmpty || known == nil, made, in: store)
        }
    }
}
