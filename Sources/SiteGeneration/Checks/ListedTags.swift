import ArchiveModel
import Diagnostics

extension Check {
    /// A tag that `content/tags.toml` does not list, where there is that file: once, at its newest paper.
    static let unlistedTags = ofSite { site in
        guard let vocabulary = site.archive.vocabulary else { return [] }
        let names = vocabulary.tags.flatMap { [$0.name] + $0.synonyms }
        return site.archive.tags.filter { $0.details == nil }.compactMap { tag in
            guard let paper = tag.papers.first else { return nil }
            var notes: [Diagnostic.Note] = []
            if let nearest = Nearest.match(tag.name, among: names) { notes.append(.init("did you mean `\(nearest)`?")) }
            if tag.papers.count > 1 { notes.append(.init("\(tag.papers.count) papers have it")) }
            return site.warning(
                .unlistedTag, "content/tags.toml does not list the tag `\(tag.name)`", at: .tags,
                of: site.archive.papers[paper], notes: notes)
        }
    }

    /// A tag that is listed and that neither a paper has nor a tag below it.
    static let unusedTags = ofSite { site in
        guard let vocabulary = site.archive.vocabulary else { return [] }
        let used = Set(site.archive.tags.map(\.slug))
        return vocabulary.tags.filter { !used.contains($0.slug) }.map { tag in
            Diagnostic(.unusedTag, .warning, "no paper has the tag `\(tag.name)`", at: tag.location)
        }
    }
}
