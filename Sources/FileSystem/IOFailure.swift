#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A system call that failed: what was tried, on which file, and the system's reason.
package struct IOFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried, as a verb: `read`, `write`, `open`.
    package let action: String
    /// The file, as the person named it.
    package let path: String
    /// The system's error number (`errno`); 0 where the reason is Offprint's own.
    package let code: Int32
    /// The reason, in words.
    package let reason: String

    /// A failure with the system's reason for `code`.
    package init(_ action: String, _ path: String, code: Int32) {
        self.action = action
        self.path = path
        self.code = code
        reason = String(cString: strerror(code))
    }

    /// A failure with a reason of our own.
    package init(_ action: String, _ path: String, reason: String) {
        self.action = action
        self.path = path
        code = 0
        self.reason = reason
    }

    /// The sentence a person reads.
    package var description: String { "can't \(action) \(path): \(reason)" }

    /// Whether the file, or a folder on the way to it, is not there.
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}
