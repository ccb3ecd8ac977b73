/// A paper's place in `Archive.papers`.
package typealias PaperIndex = Int
/// A person's place in `Archive.people`.
package typealias PersonIndex = Int32
/// A tag's place in `Archive.tags`; an organization's or venue's likewise.
package typealias TermIndex = Int32

/// An author as one paper prints them. Who that is, is another question: see ``Person``.
package struct AuthorName: Sendable, Hashable {
    /// The name in reading order: `Ada Lovelace`.
    package var name: String
    /// Given names, where the entry tells them apart.
    package var given: String?
    /// Family name, where the entry tells it apart.
    package var family: String?
    /// `Jr.`, `III`.
    package var suffix: String?
    /// The person's ORCID iD, as `0000-0002-1825-0097`.
    package var orcid: String?
    /// Where they work, as printed.
    package var affiliation: String?
    /// A page of theirs.
    package var url: String?

    /// A bare name.
    package init(name: String) { self.name = name }
}

/// Somebody who wrote papers: all the names that share an ORCID iD, or one bare name.
package struct Person: Sendable {
    /// The name on their newest paper.
    package var name: String
    /// Their ORCID iD.
    package var orcid: String?
    /// A page of theirs.
    package var url: String?
    /// Other names they published under, in the order of the alphabet.
    package var otherNames: [String]
    /// Their part of an address.
    package var slug: String
    /// Their papers, newest first.
    package var papers: ArraySlice<PaperIndex>

    /// The person of a name, of whom nothing else is known.
    package init(_ term: Term) {
        name = term.name
        otherNames = []
        slug = term.slug
        papers = term.papers
    }
}

/// A tag, an organization or a venue: a name that papers share.
package struct Term: Sendable {
    /// The name as first written.
    package var name: String
    /// The organization's handle on the site it was taken from.
    package var handle: String?
    /// Its own page elsewhere.
    package var url: String?
    /// Its part of an address.
    package var slug: String
    /// Its papers, newest first; a tag has those of the tags below it, too.
    package var papers: ArraySlice<PaperIndex>
    /// What `content/tags.toml` says of a tag; `nil` where it does not list it.
    package var details: TagDetails?

    /// Makes a term.
    package init(name: String, handle: String? = nil, url: String? = nil, slug: String, papers: ArraySlice<PaperIndex>)
    {
        self.name = name
        self.handle = handle
        self.url = url
        self.slug = slug
        self.papers = papers
    }
}
