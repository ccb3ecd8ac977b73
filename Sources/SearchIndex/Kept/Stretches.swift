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
        let kept = Parallel.map(count: count, jobs: jobs, run: 1, state: {}) { _, stretch in
            known == nil ? nil : store?.read(KeptStretch.name(stretch)) { KeptStretch($0) }
        }
        let isSame = (0..<count).map { kept[$0]?.keys.elementsEqual(keys[ranges[$0]]) ?? false }

        let found = Parallel.map(
            count: count, jobs: jobs, run: 1, state: { CompoundFinder(archive.papers, texts) }
        ) { finder, stretch in
            if let kept = kept[stretch], isSame[stretch] { return kept.compounds }
            return finder.find(ranges[stretch])
        }
        let compounds = Compounds(found)
        let changed = compounds.difference(from: known ?? [])
        // To look through a stretch for each of many takes as long as to collect it.
        let isFew = changed.count <= 32

        let names = TermNames(archive)
        let terms = Parallel.map(
            count: count, jobs: jobs, run: 1, state: { TermCollector(archive, names, texts, compounds) }
        ) { collector, stretch in
            let numbers = ranges[stretch]
            guard let kept = kept[stretch], isFew, !kept.terms.hasParts(ofAny: changed) else {
                return (collector.collect(numbers, from: numbers.lowerBound), false)
            }
            if isSame[stretch] { return (kept.terms, true) }
            let isAnew = kept.changes(to: keys[numbers])
            let anew = collector.collect(zip(numbers, isAnew).lazy.filter(\.1).map(\.0), from: numbers.lowerBound)
            return (kept.terms.replacing(isAnew, by: anew), false)
        }
        if let failure = terms.lazy.compactMap(\.0.failure).first { throw failure }
        let cards = Parallel.map(count: count, jobs: jobs, run: 1, state: { CardWriter(archive, macros) }) {
            writer, stretch in
            if let kept = kept[stretch], isSame[stretch] { return kept.cards }
            return writer.blocks(ranges[stretch])
        }
        self.terms = terms.map(\.0)
        self.cards = cards.flatMap { $0 }

        if let store {
            let made = (0..<count).filter { !terms[$0].1 }.map { stretch in
                (
                    stretch,
                    KeptStretch(
                        keys: Array(keys[ranges[stretch]]), compounds: found[stretch], terms: terms[stretch].0,
                        cards: cards[stretch])
                )
            }
            KeptCompounds.keep(compounds.all, isChanged: !changed.isEmpty || known == nil, made, in: store)
        }
    }
}
