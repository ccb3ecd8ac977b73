import ArchiveModel
import Diagnostics

extension Check {
    /// A tag that one paper has and that is nearly one that several have. Where tags are listed, the list says more.
    static let similarTags = ofSite { site in
        guard site.archive.vocabulary == nil else { return [] }
        let tags = site.archive.tags
        let common = tags.filter { $0.papers.count >= 3 }
        var byFolded: [String: String] = [:]
        for tag in common { byFolded[folded(tag.slug)] = tag.name }
        return tags.filter { $0.papers.count == 1 && $0.slug.count >= 5 }.compactMap { tag in
            let other =
                byFolded[folded(tag.slug)]
                ?? common.first { abs($0.slug.utf8.count - tag.slug.utf8.count) <= 1 && isOneOff(tag.slug, $0.slug) }?
                .name
            guard let other, let paper = tag.papers.first else { return nil }
            return site.warning(
                .similarTags, "no other paper has the tag `\(tag.name)`", at: .tags, of: site.archive.papers[paper],
                notes: [.init("did you mean `\(other)`?")])
        }
    }

    /// A tag without what makes no difference: hyphens, the s of a plural.
    private static func folded(_ slug: String) -> String {
        let letters = slug.filter { $0 != "-" }
        return letters.hasSuffix("s") ? String(letters.dropLast()) : letters
    }

    /// Whether two words are one letter apart: wrong, missing, or swapped with its neighbor. Digits make another word: `gpt-3`
    /// is not `gpt-4`.
    private static func isOneOff(_ a: String, _ b: String) -> Bool {
        guard a.filter(\.isNumber) == b.filter(\.isNumber) else { return false }
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        let start = zip(a, b).prefix { $0 == $1 }.count
        let end = zip(a[start...].reversed(), b[start...].reversed()).prefix { $0 == $1 }.count
        let (left, right) = (a.count - start - end, b.count - start - end)
        if left <= 1, right <= 1 { return true }
        return left == 2 && right == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]
    }
}
