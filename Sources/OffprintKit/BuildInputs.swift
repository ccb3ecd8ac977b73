import ArchiveLoading
import ArchiveModel
import Diagnostics
import FileSystem
import Markup
import Parallelism
import SiteGeneration

/// All that a build is made from, before any entry is read: two builds whose inputs are the same publish the same.
///
/// Of files it has what the file system tells, of what was read already (the configuration, the theme) what it says. It is
/// the coarser one of two nets: where nothing has moved at all, no output has to be asked what it was made from.
struct BuildInputs {
    /// Of all of it.
    private(set) var fingerprint: Fingerprint
    /// Whether a later change of any file would show in the fingerprint.
    private(set) var isSettled = true

    /// The inputs of a build by a program. `staticFiles` are copied as they are; `diagnostics` are of all that was read and
    /// looked at so far.
    init(
        _ options: Build.Options, program: Fingerprint, asOf: Day, configuration: SiteConfiguration, theme: Theme,
        tree: ContentTree, staticFiles: [String], in site: Folder, diagnostics: [Diagnostic]
    ) throws(IOFailure) {
        fingerprint = program
        fingerprint.add(asOf.number)
        for option in [options.drafts, options.strict, options.relativeLinks] { fingerprint.add(option ? 1 : 0) }
        fingerprint.add(configuration.fingerprint)
        fingerprint.add(theme.fingerprint)
        for files in tree.groups {
            // In stretches that are the same whatever the number of threads.
            let stretches = Parallel.mapStretches(count: files.count, jobs: options.jobs, size: 4096, state: {}) {
                _, places in
                var stamps = Stamps(startedAt: options.startedAt)
                for file in files[places] { stamps.add(file.path, file.status) }
                return stamps
            }
            fingerprint.add(stretches.count)
            for stamps in stretches { add(stamps) }
        }
        var stamps = Stamps(startedAt: options.startedAt)
        for file in staticFiles { stamps.add(file, try site.status(file, followingLinks: true)) }
        add(stamps)
        // What can't be read is in no list of files.
        for diagnostic in diagnostics {
            fingerprint.add(diagnostic.id.rawValue)
            fingerprint.add(diagnostic.message)
            fingerprint.add(diagnostic.location?.path)
        }
    }

    private mutating func add(_ stamps: Stamps) {
        fingerprint.add(stamps.fingerprint)
        isSettled = isSettled && stamps.isSettled
    }
}

/// What the file system tells of some files.
private struct Stamps: Sendable {
    let startedAt: Int64
    var fingerprint = Fingerprint()
    var isSettled = true

    mutating func add(_ path: String, _ status: FileStatus?) {
        guard let status, status.isSettled(by: startedAt) else {
            isSettled = false
            return
        }
        fingerprint.add(path)
        for number in [Int64(status.size), status.modified, status.changed] { fingerprint.add(number) }
        fingerprint.add(status.identity.device)
        fingerprint.add(status.identity.number)
    }
}
