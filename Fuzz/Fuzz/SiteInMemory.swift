import ArchiveExchange
import ArchiveLoading
import ArchiveModel
import Diagnostics
import FileSystem
import Foundation
import Markup
import OffprintKit
import Parallelism

/// A small site of which one file at a time is replaced. It lies where files are in memory, if there is such a place.
struct SiteInMemory: Sendable {
    static let shared = SiteInMemory()

    private let folder: Folder
    private let path: String

    private static let files = [
        "site.toml": "[site]\ntitle = \"Fuzzed\"\nurl = \"https://example.org/\"\n",
        "content/papers/one.md":
            "---\ntitle: One\ndate: 2025-01-01\nauthors: [Ada Lovelace]\ntags: [a]\n---\n\nText.\n",
    ]

    private init() {
        path =
            (FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory())
            + "/offprint-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            folder = try Folder.make(path)
            for (name, text) in Self.files { try folder.write(Array(text.utf8), to: name) }
        } catch {
            fatalError(error.description)
        }
    }

    /// Removes it.
    func remove() { try? folder.removeTree(".") }  // A folder of the system's own, which it empties.

    /// Loads the site with a file of these bytes and writes its papers as citations.
    func load(_ bytes: [UInt8], as name: String) {
        do {
            try folder.write(bytes, to: name)
            let options = SiteArchive.Options(
                site: path, asOf: .day(Day("2026-01-01")!), jobs: 1, cache: nil, startedAt: 0)
            for exporter in Exporter.all {
                _ = try Export.run(
                    exporter, Export.Selection(tags: [], authors: [], since: nil, until: nil), options
                ) { _ throws(IOFailure) in }
            }
            if let text = Self.files[name] {
                try folder.write(Array(text.utf8), to: name)
            } else {
                try folder.remove(name)
            }
        } catch {
            fatalError(error.description)
        }
    }

    /// Reads the entries out of a cache whose rows are these bytes, with a checksum that holds.
    func loadCache(_ bytes: [UInt8]) {
        do {
            let salt = Fingerprint.of("fuzz")
            var writer = ByteWriter(capacity: bytes.count)
            bytes.withUnsafeBytes { writer.append($0) }
            try CheckedFile("entries", salt: salt).write(writer, to: folder)
            let (tree, _) = try ContentTree.scan(folder, jobs: 1)
            let options = ArchiveLoader.Options(
                asOf: Day("2026-01-01")!, drafts: false, jobs: 1, offset: { _ in 0 }, macros: .none,
                cache: EntryCache(folder, salt: salt, isIgnored: false), startedAt: 0, progress: ProgressCounter())
            _ = ArchiveLoader.load(tree, in: folder, configuration: SiteConfiguration(), options: options)
        } catch {
            fatalError(error.description)
        }
    }
}
