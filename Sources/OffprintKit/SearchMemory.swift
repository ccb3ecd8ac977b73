import ArchiveLoading
import ArchiveModel
import FileSystem
import Markup
import SearchIndex

/// Keeps parts of the search index from build to build: to find the words of 100,000 papers takes as long as to read their
/// files.
struct SearchMemory: IndexStore {
    private let folder: Folder
    private let program: Fingerprint
    private let isIgnored: Bool

    init(_ cache: OpenCache) {
        folder = cache.folder
        program = cache.program
        isIgnored = cache.isIgnored
    }

    func read<Content>(_ name: String, _ make: (UnsafeRawBufferPointer) -> Content?) -> Content? {
        isIgnored ? nil : CheckedFile(name, salt: program).read(from: folder, make)
    }

    func write(_ name: String, _ content: consuming ByteWriter) {
        // Where that fails, the next build makes it anew.
        try? CheckedFile(name, salt: program).write(content, to: folder)
    }

    func remove(_ name: String) -> Bool {
        do {
            try folder.remove(name)
            return true
        } catch {
            return false
        }
    }
}
