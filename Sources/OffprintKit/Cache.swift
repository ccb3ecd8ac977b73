import FileSystem
package import Markup
import SiteGeneration

/// Where a build keeps what the next one of the same site can use: a folder of the user's, not the site's, since what
/// comes with a stranger's pull request must not be taken for what a build wrote.
package struct Cache: Sendable {
    /// The folder, made where it is missing.
    package var folder: String
    /// Of the program that is running; another one makes everything anew.
    package var program: Fingerprint
    /// Whether what is there is not read, only replaced.
    package var isIgnored: Bool

    /// Makes a cache.
    package init(folder: String, program: Fingerprint, isIgnored: Bool) {
        self.folder = folder
        self.program = program
        self.isIgnored = isIgnored
    }
}

/// What is remembered of the outputs of a site.
struct OutputMemory {
    private let folder: Folder
    private let salt: Fingerprint
    private let facts: SiteFacts
    private let history: OutputHistory
    /// What an earlier build knew of them; `nil` where there was none.
    let earlier: EarlierOutputs?

    /// Opens the memory of a site; `nil` where nothing is to be kept, or nothing can be.
    static func open(_ options: Build.Options, of site: Site) throws(IOFailure) -> OutputMemory? {
        guard let cache = options.cache else { return nil }
        // A cache that can't be had makes a build slower and nothing else.
        guard let folder = try? Folder.make(cache.folder) else { return nil }
        var salt = cache.program
        salt.add(options.relativeLinks ? 1 : 0)
        var configuration: [UInt8] = []
        try Folder.open(options.site).read("site.toml", into: &configuration)
        salt.add(configuration)
        let history = cache.isIgnored ? OutputHistory() : OutputHistoryFile.read(folder, salt: salt)
        return OutputMemory(folder, salt, SiteFacts(site, jobs: options.jobs), history)
    }

    private init(_ folder: Folder, _ salt: Fingerprint, _ facts: SiteFacts, _ history: OutputHistory) {
        self.folder = folder
        self.salt = salt
        self.facts = facts
        self.history = history
        earlier = history.records.isEmpty ? nil : EarlierOutputs(history, now: facts)
    }

    /// Keeps what came of a build, where it differs from what was kept.
    func keep(_ outputs: [StagedStretch]) {
        let new = OutputHistory(outputs, of: facts)
        guard new != history else { return }
        // As above: the next build is slower.
        try? OutputHistoryFile.write(new, salt: salt, to: folder)
    }
}
