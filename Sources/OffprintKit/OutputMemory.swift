import ArchiveLoading
import ArchiveModel
import Diagnostics
import FileSystem
import Markup
import SiteGeneration

/// What is remembered of the outputs of a site.
struct OutputMemory {
    private let folder: Folder
    private let salt: Fingerprint
    /// What this build is made from.
    var inputs: BuildInputs?
    private var facts: SiteFacts?
    /// What the build before knew; nothing where there was none.
    let history: OutputHistory
    /// The same, seen from the site as it is now; `nil` before ``compare(with:jobs:)``, and where there was none.
    private(set) var earlier: EarlierOutputs?

    /// Opens the memory of a site for a build.
    init(_ cache: OpenCache, _ configuration: SiteConfiguration, _ theme: Theme?, relativeLinks: Bool) {
        folder = cache.folder
        // Another program, configuration, language or way of writing links makes everything anew.
        var salt = cache.program
        salt.add(relativeLinks ? 1 : 0)
        salt.add(configuration.fingerprint)
        if let theme { salt.add(theme.languageFingerprint) }
        self.salt = salt
        history = cache.isIgnored ? OutputHistory() : OutputHistoryFile.read(folder, salt: salt)
    }

    /// The build before, where it was made from the same.
    var lastBuild: OutputHistory.Build? {
        guard let build = history.build, let inputs, inputs.isSettled, build.inputs == inputs.fingerprint else {
            return nil
        }
        return build
    }

    /// Looks at what is known from the site as it is now, and from which of the files are known to stand.
    mutating func compare(with site: Site, _ standing: [Bool], jobs: Int) {
        let facts = SiteFacts(site, jobs: jobs)
        self.facts = facts
        if !history.records.isEmpty { earlier = EarlierOutputs(history, now: facts, standing: standing) }
    }

    /// Keeps what came of a build, where it differs from what was kept; where that fails, the next build is slower and
    /// nothing else. `diagnostics` are those of the entries and outputs.
    func keep(_ outputs: [StagedStretch], of archive: Archive, _ diagnostics: some Sequence<Diagnostic>) {
        guard let facts else { return }
        var new = OutputHistory(outputs, of: facts)
        if let inputs, inputs.isSettled {
            new.build = OutputHistory.Build(
                inputs: inputs.fingerprint, papers: archive.papers.count, days: archive.days.count,
                diagnostics: Array(diagnostics))
        }
        if new != history { try? OutputHistoryFile.write(new, salt: salt, to: folder) }
    }
}
