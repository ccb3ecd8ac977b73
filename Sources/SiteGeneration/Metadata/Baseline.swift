package import ArchiveModel
package import Diagnostics
import Markup

/// What was published, by its manifest: what others have linked to, printed, cited.
package struct Baseline: Sendable {
    private let file: SourceFile
    private let manifest: SiteManifest

    /// Reads a manifest; `nil`, and the reasons, where a file is none.
    package static func read(_ file: SourceFile) -> (baseline: Baseline?, diagnostics: [Diagnostic]) {
        let (manifest, diagnostics) = SiteManifest.read(file)
        return (manifest.map { Baseline(file: file, manifest: $0) }, diagnostics)
    }

    /// The addresses that would not be published any more, where `plan` is what would be published now.
    ///
    /// Pages of papers, those that editors write, and what redirects to them are errors; lists (tags, authors, days), which
    /// come and go with their papers, are warnings, and their further pages nothing at all.
    package func lostAddresses(in plan: Plan) -> [Diagnostic] {
        let files = Set(plan.files)
        return manifest.files.compactMap { lost in
            guard lost.path.hasSuffix(".html"), lost.path != "404.html", !files.contains(.of(lost.path)) else {
                return nil
            }
            let folders = lost.path.split(separator: "/").dropLast()
            if folders.dropLast().last == "page" { return nil }
            let address =
                "/" + (lost.path.hasSuffix("/index.html") ? lost.path.dropLast("index.html".count) : lost.path[...])
            if Self.isList(folders) {
                return Diagnostic(
                    .lostAddress, .warning, "\(address) was published, and has no papers any more",
                    at: .file(file.path), notes: [.init("[redirects] in site.toml may lead to another page")])
            }
            return Diagnostic(
                .lostAddress, .error, "\(address) was published, and nothing is there any more",
                at: .file(file.path),
                notes: [
                    .init(
                        "a page that moved has its old address among its `aliases`; one that goes leaves `status: removed`"
                    )
                ])
        }
    }

    /// The ids that had another paper, which who cited that one would now find in its place.
    package func reusedIDs(in archive: Archive, _ configuration: SiteConfiguration) -> [Diagnostic] {
        let routes = SiteRoutes(permalinks: configuration.permalinks)
        var earlier: [String: SiteManifest.Paper] = [:]
        for paper in manifest.papers { earlier[paper.path] = paper }
        guard !earlier.isEmpty else { return [] }
        return archive.papers.compactMap { paper in
            guard let earlier = earlier[routes.paper(paper).file],
                !SiteManifest.Paper(paper, routes).isSame(as: earlier)
            else { return nil }
            return Diagnostic(
                .reusedID, .error, "`\(paper.id)` was published as the id of another paper, “\(earlier.title)”",
                at: .file(paper.path),
                notes: [
                    .init("give this one a new id; an id is never given to another paper, since others have cited it")
                ])
        }
    }

    private static func isList(_ folders: [Substring].SubSequence) -> Bool {
        guard let first = folders.first else { return false }
        return ["tags", "authors", "organizations", "venues"].contains(first)
            || first.count == 4 && first.allSatisfy(\.isNumber)
    }
}

extension SiteManifest.Paper {
    /// Whether both are one paper, of which some may have been corrected: they share the title or an identifier, or else the
    /// first author, unless their identifiers say that they are two.
    fileprivate func isSame(as other: Self) -> Bool {
        if Slug.of(title) == Slug.of(other.title) { return true }
        let identifiers = [(arxiv, other.arxiv), (doi?.lowercased(), other.doi?.lowercased())]
        if identifiers.contains(where: { $0 != nil && $0 == $1 }) { return true }
        if identifiers.contains(where: { $0 != nil && $1 != nil }) { return false }
        guard let author, let others = other.author else { return false }
        return Slug.of(author) == Slug.of(others)
    }
}
