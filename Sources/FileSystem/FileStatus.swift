#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What the file system says of one file.
package struct FileStatus: Sendable, Hashable {
    /// What kind of thing stands under a name.
    package enum Kind: Sendable, Hashable {
        case file, folder, symbolicLink
        /// A pipe, socket or device: never opened.
        case other
    }

    /// The kind of thing.
    package let kind: Kind
    /// Its length in bytes.
    package let size: Int
    /// When its content last changed, in nanoseconds since 1970.
    package let modified: Int64
    /// When anything about it last changed (its content, its name, its permissions), in nanoseconds since 1970; no
    /// program can set it back.
    package let changed: Int64
    /// The device and the number that tell it from every other file.
    package let identity: Identity

    /// Tells one file from another, whatever their names.
    package struct Identity: Sendable, Hashable {
        /// The device.
        package let device: UInt64
        /// The number on the device.
        package let number: UInt64
    }

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .symbolicLink
        default: kind = .other
        }
        size = Int(status.st_size)
        #if canImport(Darwin)
        (modified, changed) = (Self.nanoseconds(status.st_mtimespec), Self.nanoseconds(status.st_ctimespec))
        #else
        (modified, changed) = (Self.nanoseconds(status.st_mtim), Self.nanoseconds(status.st_ctim))
        #endif
        identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Whether whatever is done to the file from a moment on, given in nanoseconds since 1970, will show in ``changed``.
    ///
    /// Not where it last changed shortly before: file systems count time in steps, and two changes within one look alike.
    /// A step is 10 ms at most where parts of a second are counted, and up to 2 s elsewhere.
    package func isSettled(by moment: Int64) -> Bool {
        changed + (changed % 1_000_000_000 == 0 ? 2_000_000_000 : 100_000_000) < moment
    }
}
