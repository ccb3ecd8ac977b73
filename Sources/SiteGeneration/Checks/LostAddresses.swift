package import Diagnostics
import Markup

/// Pages that were published and that a build would not publish any more: what others have linked to, printed, cited.
package enum LostAddresses {
    /// What is lost of a site whose manifest `baseline` is, where `plan` is what would be published now.
    ///
    /// Pages of papers, those that editors write, and what redirects to them are errors; lists (tags, authors, days), which
    /// come and go with their papers, are warnings, and their further pages nothing at all.
    package static func diagnostics(of baseline: SourceFile, in plan: Plan) -> [Diagnostic] {
        let (manifest, problems) = SiteManifest.read(baseline)
        guard let manifest else { return problems }
        let files = Set(plan.files)
        return manifest.files.compactMap { file in
            guard file.path.hasSuffix(".html"), file.path != "404.html", !files.contains(.of(file.path)) else {
                return nil
            }
            let folders = file.path.split(separator: "/").dropLast()
            if folders.dropLast().last == "page" { return nil }
            let address =
                "/" + (file.path.hasSuffix("/index.html") ? file.path.dropLast("index.html".count) : file.path[...])
            if isList(folders) {
                return Diagnostic(
                    .lostAddress, .warning, "\(address) was published, and has no papers any more",
                    at: .file(baseline.path), notes: [.init("[redirects] in site.toml may lead to another page")])
            }
            return Diagnostic(
                .lostAddress, .error, "\(address) was published, and nothing is there any more",
                at: .file(baseline.path),
                notes: [
                    .init(
                        "a page that moved has its old address among its `aliases`; one that goes leaves `status: removed`"
                    )
                ])
        }
    }

    private static func isList(_ folders: [Substring].SubSequence) -> Bool {
        guard let first = folders.first else { return false }
        return ["tags", "authors", "organizations", "venues"].contains(first)
            || first.count == 4 && first.allSatisfy(\.isNumber)
    }
}
