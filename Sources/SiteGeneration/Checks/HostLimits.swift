import ArchiveModel
import Diagnostics
import FileSystem

extension Check {
    /// More files, or larger ones, than the host takes, as `[limits]` says.
    static let hostLimits = ofSite { site in
        let limits = site.configuration.limits
        var found: [Diagnostic] = []
        if limits.files > 0, site.fileCount > limits.files {
            found.append(
                Diagnostic(
                    .hostLimits, .warning, "the site has \(site.fileCount) files, and the host takes \(limits.files)",
                    at: .file("site.toml"),
                    notes: [
                        .init("most are: " + mostFrequent(site.kinds)),
                        .init("[taxonomies] pages, [feeds] scopes and [export] say which files there are"),
                    ]))
        }
        guard limits.fileBytes > 0 else { return found }
        for paper in site.archive.papers {
            for asset in paper.assets {
                // One that is gone is told of elsewhere.
                guard let size = (try? site.folder.status(asset.path, followingLinks: true))?.size,
                    size > limits.fileBytes
                else { continue }
                found.append(
                    Diagnostic(
                        .hostLimits, .warning, "the file has \(size) bytes, and the host takes \(limits.fileBytes)",
                        at: .file(asset.path)))
            }
        }
        return found
    }

    /// The kinds of files of which there are most.
    private static func mostFrequent(_ kinds: [(kind: String, count: Int)]) -> String {
        kinds.sorted { ($0.count, $1.kind) > ($1.count, $0.kind) }.prefix(6).map { "\($0.count) \($0.kind)" }.joined(
            separator: ", ")
    }
}
