import ArchiveLoading
import ArchiveModel
import Diagnostics
package import FileSystem
import Parallelism

/// `offprint migrate`: keys that have another name here than they had, or have elsewhere, get the right one.
package enum Migrating {
    /// What a site's files would be.
    package struct Plan: Sendable {
        /// The changes as a unified diff, which `git apply` reads; empty where nothing changes.
        package var difference: String
        /// How many keys get another name, in how many files.
        package var keys: Int, files: Int
    }

    /// Looks for such keys in `site.toml` and in all entries, and writes the right names where `writes` says so.
    ///
    /// - Throws: What kept a file from being read or written.
    package static func run(_ options: SiteArchive.Options, writes: Bool) throws(IOFailure) -> Plan {
        let site = try Folder.open(options.site)
        // Where site.toml can't be read, since its keys have other names, entries can all the same.
        let ((read, zone), problems) = SiteSettings.read(site)
        let (tree, _) = try ContentTree.scan(site, jobs: options.jobs)
        let configuration = read ?? SiteConfiguration()
        let loading = ArchiveLoader.Options(
            asOf: options.asOf.day(in: zone), drafts: true, jobs: options.jobs, offset: zone.offset,
            macros: configuration.macros, cache: nil, startedAt: options.startedAt, progress: ProgressCounter())
        let (_, entryProblems) = ArchiveLoader.load(tree, in: site, configuration: configuration, options: loading)
        let renamed = (problems + entryProblems).filter { $0.id == .unknownKey }
        let changes = try Repairs.changes(renamed, in: site)
        let keys = writes ? try Repairs.apply(changes, in: site) : changes.reduce(0) { $0 + $1.count }
        return Plan(
            difference: changes.map { UnifiedDiff.text($0.path, $0.old, $0.new) }.joined(), keys: keys,
            files: changes.count)
    }
}
