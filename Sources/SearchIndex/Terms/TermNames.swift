import ArchiveModel

/// What a paper can be found by but for the words of its text: names, and keys that no word can be.
struct TermNames: Sendable {
    private let archive: Archive

    init(_ archive: Archive) { self.archive = archive }

    /// The names whose words it has.
    func words(of paper: Paper) -> [String] {
        var names = paper.tags.flatMap { place in
            let tag = archive.tags[Int(place)]
            return [tag.name] + (tag.details?.synonyms ?? [])
        }
        if let organization = paper.organization { names.append(archive.organizations[Int(organization)].name) }
        if let venue = paper.venue { names.append(archive.venues[Int(venue)].name) }
        return names
    }

    /// The keys it has. Each begins with a mark that no word has, which tells what it is.
    func keys(of paper: Paper) -> [String] {
        var keys: [String] = []
        for place in archive.tagsWithAncestors(of: paper) {
            let tag = archive.tags[Int(place)]
            keys.append(TermKey.tag(tag.slug))
            // Readers may ask for it by any of its names.
            keys += (tag.details?.otherSlugs ?? []).map(TermKey.tag)
        }
        if let organization = paper.organization {
            keys.append(TermKey.organization(archive.organizations[Int(organization)].slug))
        }
        if let venue = paper.venue { keys.append(TermKey.venue(archive.venues[Int(venue)].slug)) }
        for id in [paper.id, paper.arxiv, paper.doi, paper.openreview, paper.isbn, paper.pmid] {
            if let id { keys.append(TermKey.identifier(id)) }
        }
        for what in paper.extras { keys.append(TermKey.has(what)) }
        return keys
    }
}

/// The terms that are no words.
enum TermKey {
    static func tag(_ slug: String) -> String { "#" + slug }
    static func organization(_ slug: String) -> String { "@" + slug }
    static func venue(_ slug: String) -> String { "%" + slug }
    static func has(_ what: String) -> String { "!" + what }
    /// An identifier as it is asked for: in lower case, an arXiv one without its version.
    static func identifier(_ id: String) -> String { "=" + id.lowercased() }
}
