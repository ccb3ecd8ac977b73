#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file's bytes as memory, read from the disk where they are touched. Only for files that are replaced and never
/// changed in place: what is cut off under a mapping ends the process.
package final class MappedFile: Sendable {
    /// Where the bytes begin; a multiple of a page's size.
    package let address: UInt
    /// How many there are.
    package let count: Int

    fileprivate init(address: UInt, count: Int) {
        self.address = address
        self.count = count
    }

    deinit { munmap(UnsafeMutableRawPointer(bitPattern: address), count) }

    /// Runs a closure with the bytes.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withExtendedLifetime(self) {
            body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
        }
    }
}

extension Folder {
    /// Maps a regular file; `nil` where it is empty, since no memory has no address.
    package func map(_ name: String) throws(IOFailure) -> MappedFile? {
        let file = try open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, to: "read")
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure("read", name) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw IOFailure("read", name, reason: "it is not a regular file")
        }
        let size = Int(status.st_size)
        guard size > 0 else { return nil }
        // All of it is wanted at once, and one call that says so costs less than a fault for every few pages.
        #if canImport(Darwin)
        let flags = MAP_PRIVATE
        #else
        let flags = MAP_PRIVATE | MAP_POPULATE
        #endif
        guard let memory = mmap(nil, size, PROT_READ, flags, file, 0), memory != MAP_FAILED else {
            throw failure("read", name)
        }
        return MappedFile(address: UInt(bitPattern: memory), count: size)
    }
}
