import ArchiveLoading
import ArchiveModel
import FileSystem
import Markup
import SiteGeneration

/// Keeps which papers are related from build to build: to find that for 100,000 papers takes 0.3 s, and it only changes
/// with their titles, authors and tags.
struct RelatedMemory {
    private let folder: Folder
    private let program: Fingerprint
    private let isIgnored: Bool

    init(_ cache: OpenCache) {
        folder = cache.folder
        program = cache.program
        isIgnored = cache.isIgnored
    }

    /// The related papers of an archive: those that are known, where it is still the same, else found anew.
    func related(_ archive: Archive, jobs: Int) -> RelatedPapers {
        var salt = program
        salt.add(RelatedPapers.inputs(archive, jobs: jobs).value)
        let file = CheckedFile("related", salt: salt)
        let known =
            isIgnored ? nil : file.read(from: folder) { bytes in RelatedPapers(bytes, of: archive.papers.count) }
        if let known { return known }
        let found = RelatedPapers(archive, jobs: jobs)
        found.withBytes { bytes in
            var writer = ByteWriter(capacity: bytes.count)
            writer.append(bytes)
            // Where that fails, the next build finds them again.
            try? file.write(consume writer, to: folder)
        }
        return found
    }
}
