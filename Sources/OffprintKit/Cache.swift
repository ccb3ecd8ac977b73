import ArchiveLoading
import ArchiveModel
import FileSystem
package import Markup

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

    /// The cache with its folder open; `nil` where that can't be had, which makes a build slower and nothing else.
    func open() -> OpenCache? {
        (try? Folder.make(folder)).map { OpenCache(folder: $0, program: program, isIgnored: isIgnored) }
    }
}

/// A cache whose folder is open.
struct OpenCache {
    let folder: Folder
    let program: Fingerprint
    let isIgnored: Bool

    /// The entries that an earlier build read: the time zone tells on which day an entry's moment falls, the macros
    /// whether its formulas can be read.
    func entries(_ configuration: SiteConfiguration) -> EntryCache {
        var salt = program
        salt.add(configuration.site.timeZone)
        configuration.macros.add(to: &salt)
        return EntryCache(folder, salt: salt, isIgnored: isIgnored)
    }
}
