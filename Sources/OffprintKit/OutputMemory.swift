import ArchiveModel
import FileSystem
import Markup
import SiteGeneration

/// What is remembered of the outputs of a site.
struct OutputMemory {
    private let folder: Folder
    private let salt: Fingerprint
    private let facts: SiteFacts
    private let history: OutputHistory
    /// What an earlier build knew of them; `nil` where there was none.
    let earlier: EarlierOutputs?

    /// Opens the memory of a site.
    init(_ cache: OpenCache, of site: Site, _ options: Build.Options) {
        folder = cache.folder
        // Another program, configuration or way of writing links makes everything anew.
        var salt = cache.program
        salt.add(options.relativeLinks ? 1 : 0)
        salt.add(site.configuration.fingerprint)
        self.salt = salt
        history = cache.isIgnored ? OutputHistory() : OutputHistoryFile.read(folder, salt: salt)
        facts = SiteFacts(site, jobs: options.jobs)
        earlier = history.records.isEmpty ? nil : EarlierOutputs(history, now: facts)
    }

    /// Keeps what came of a build, where it differs from what was kept; where that fails, the next build is slower and
    /// nothing else.
    func keep(_ outputs: [StagedStretch]) {
        let new = OutputHistory(outputs, of: facts)
        if new != history { try? OutputHistoryFile.write(new, salt: salt, to: folder) }
    }
}
