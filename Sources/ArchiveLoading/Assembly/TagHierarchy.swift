import ArchiveModel

/// What listed tags of an archive know of each other, by their places in it.
struct TagHierarchy {
    private(set) var details: [TermIndex: TagDetails] = [:]

    /// Of the tags with these slugs, which are in order.
    init(_ vocabulary: TagVocabulary, _ slugs: [String]) {
        var places: [Int: TermIndex] = [:]
        for (place, slug) in slugs.enumerated() {
            if let listed = vocabulary.place(ofSlug: slug) { places[listed] = TermIndex(place) }
        }
        for (listed, place) in places {
            let tag = vocabulary.tags[listed]
            details[place] = TagDetails(
                tag, parents: tag.parents.compactMap { places[$0] },
                ancestors: vocabulary.ancestors(of: listed).compactMap { places[$0] })
        }
        for place in details.keys.sorted() {
            for parent in details[place]?.parents ?? [] { details[parent]?.children.append(place) }
        }
    }
}
