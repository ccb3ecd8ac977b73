package import Diagnostics

/// What the editors say of tags, in `content/tags.toml`: which there are, what they are called, how they belong together.
package struct TagVocabulary: Sendable {
    /// A tag that is listed.
    package struct Tag: Sendable {
        /// What readers see.
        package var name: String
        /// Its part of an address.
        package var slug: String
        /// What it is about, with $…$ math.
        package var description: String?
        /// The places of the tags that it is a part of; they lead to no circle.
        package var parents: [Int]
        /// What else entries may call it.
        package var synonyms: [String]
        /// Where it is listed.
        package var location: SourceLocation

        /// Makes a tag.
        package init(
            name: String, slug: String, description: String?, parents: [Int], synonyms: [String],
            location: SourceLocation
        ) {
            self.name = name
            self.slug = slug
            self.description = description
            self.parents = parents
            self.synonyms = synonyms
            self.location = location
        }
    }

    /// The tags, in the order of the file.
    package let tags: [Tag]
    private let places: [String: Int]

    /// A vocabulary of tags; `places` are those of the slugs of their names, titles and synonyms.
    package init(_ tags: [Tag], places: [String: Int]) {
        self.tags = tags
        self.places = places
    }

    /// The place of the tag that a slug is, or is another name of.
    package func place(ofSlug slug: String) -> Int? { places[slug] }

    /// The slugs under which nobody finds a tag's own page, each with the place of its tag, in the order of the alphabet.
    package var otherSlugs: [(slug: String, tag: Int)] {
        places.filter { tags[$0.value].slug != $0.key }.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    /// The places of all that a tag is a part of.
    package func ancestors(of place: Int) -> [Int] {
        var found: [Int] = []
        var next = tags[place].parents[...]
        while let parent = next.popFirst() {
            guard !found.contains(parent) else { continue }
            found.append(parent)
            next += tags[parent].parents
        }
        return found
    }
}

/// What a tag's page says of a tag that is listed.
package struct TagDetails: Sendable {
    /// What it is about, with $…$ math.
    package var description: String?
    /// What else entries may call it.
    package var synonyms: [String]
    /// The slugs of its title and synonyms, without its own.
    package var otherSlugs: [String]
    /// The tags that it is a part of.
    package var parents: [TermIndex]
    /// The tags that are a part of it and have papers.
    package var children: [TermIndex]
    /// All that it is a part of, its parents among them.
    package var ancestors: [TermIndex]

    /// Makes details of a tag of which no children are known yet.
    package init(_ tag: TagVocabulary.Tag, parents: [TermIndex], ancestors: [TermIndex]) {
        description = tag.description
        synonyms = tag.synonyms
        otherSlugs = Set(([tag.name] + tag.synonyms).map { Slug.of($0) }).subtracting([tag.slug, ""]).sorted()
        self.parents = parents
        children = []
        self.ancestors = ancestors
    }
}
