#if canImport(Darwin)
import Darwin
#else
import CLinux
import Glibc
#endif

/// An open folder. All paths are relative to it, so nothing depends on the process's working directory.
///
/// Plain system calls: Foundation's writing calls `fsync` for every file, five to ten times slower for many small ones.
package final class Folder: Sendable {
    /// The folder's name, as the person gave it.
    package let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Opens a folder that exists.
    package static func open(_ path: String) throws(IOFailure) -> Folder {
        let descriptor = Self.retrying { openPath(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw IOFailure("open", path, code: errno) }
        return Folder(path: path, descriptor: descriptor)
    }

    /// Opens a folder, after making it and the folders above it where they are missing.
    package static func make(_ path: String) throws(IOFailure) -> Folder {
        if mkdir(path, 0o777) != 0, errno == ENOENT {
            let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            if !parent.isEmpty { _ = try make(parent) }
            if mkdir(path, 0o777) != 0, errno != EEXIST { throw IOFailure("make the folder", path, code: errno) }
        }
        return try open(path)
    }

    /// Opens a folder within this one.
    package func folder(_ name: String) throws(IOFailure) -> Folder {
        let found = Self.retrying { openPath(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard found >= 0 else { throw IOFailure("open", shown(name), code: errno) }
        return Folder(path: shown(name), descriptor: found)
    }

    // MARK: Looking

    /// What stands under a path, or `nil` where nothing does. Follows a link at the end only when asked to.
    package func status(_ name: String, followingLinks: Bool = false) throws(IOFailure) -> FileStatus? {
        var status = stat()
        guard fstatat(descriptor, name, &status, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
            let failure = failure("look at", name)
            if failure.isMissing { return nil }
            throw failure
        }
        return FileStatus(status)
    }

    /// What stands under a path given as bytes that end in a zero; as above, without following a link.
    package func status(terminated path: UnsafeRawBufferPointer) throws(IOFailure) -> FileStatus? {
        var status = stat()
        guard let name = path.assumingMemoryBound(to: CChar.self).baseAddress, path.last == 0 else { return nil }
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            let failure = failure("look at", String(cString: name))
            if failure.isMissing { return nil }
            throw failure
        }
        return FileStatus(status)
    }

    /// The names in this folder as bytes (a name need not be UTF-8), sorted; `.` and `..` are left out.
    package func names() throws(IOFailure) -> [[UInt8]] {
        // `fdopendir` takes its descriptor over, so it gets one of its own.
        let own = Self.retrying { openPath(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard own >= 0 else { throw IOFailure("list", path, code: errno) }
        guard let stream = fdopendir(own) else {
            let code = errno
            close(own)
            throw IOFailure("list", path, code: code)
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout.size(ofValue: field.pointee)) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
                }
            }
            if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw IOFailure("list", path, code: errno) }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The absolute path of what a path leads to, all links followed.
    package func realPath(_ name: String) throws(IOFailure) -> String {
        guard let resolved = realpath(shown(name), nil) else { throw IOFailure("follow", shown(name), code: errno) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    // MARK: Reading

    /// Reads a regular file into `bytes`, replacing what was there and reusing its memory.
    ///
    /// A file over `limit` bytes is not read: `bytes` is left empty and the result is the size that was found.
    @discardableResult
    package func read(
        _ name: String, into bytes: inout [UInt8], limit: Int = .max, followingLinks: Bool = true
    ) throws(IOFailure) -> Int {
        bytes.removeAll(keepingCapacity: true)
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW)
        let file = Self.retrying { openPath(descriptor, name, flags) }
        guard file >= 0 else { throw IOFailure("read", shown(name), code: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw IOFailure("read", shown(name), code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw IOFailure("read", shown(name), reason: "it is not a regular file")
        }
        let size = Int(status.st_size)
        guard size <= limit else { return size }
        // One byte more than the size, so that the end shows in the call that reads the content.
        bytes.append(contentsOf: repeatElement(0, count: size + 1))
        var length = 0
        while length <= limit {
            if length == bytes.count { bytes.append(contentsOf: repeatElement(0, count: length)) }
            let start = length
            let got = bytes.withUnsafeMutableBytes { memory in
                Self.retrying { readBytes(file, UnsafeMutableRawBufferPointer(rebasing: memory[start...])) }
            }
            guard got >= 0 else {
                let code = errno
                bytes.removeAll(keepingCapacity: true)
                throw IOFailure("read", shown(name), code: code)
            }
            length += got
            // A regular file of that size seldom gives less than it is asked for before its end.
            if got == 0 || length < bytes.count && length >= size { break }
        }
        bytes.removeLast(length > limit ? bytes.count : bytes.count - length)
        return length
    }

    // MARK: Changing

    /// Writes a file anew, making the folders above it where they are missing; returns what it then is.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws(IOFailure) -> FileStatus {
        try bytes.withUnsafeBufferPointer { bytes throws(IOFailure) in
            try write(UnsafeRawBufferPointer(bytes), to: name)
        }
    }

    /// Writes a file anew, making the folders above it where they are missing; returns what it then is.
    @discardableResult
    package func write(_ bytes: UnsafeRawBufferPointer, to name: String) throws(IOFailure) -> FileStatus {
        var file = create(name)
        if file < 0, errno == ENOENT {
            try makeFolders(above: name)
            file = create(name)
        }
        guard file >= 0 else { throw failure("write", name) }
        return try finish(file, name, writing: bytes)
    }

    /// The same for a path given as bytes that end in a zero, in a folder that is there.
    package func write(
        _ bytes: UnsafeRawBufferPointer, terminated path: UnsafeRawBufferPointer
    ) throws(IOFailure) -> FileStatus {
        guard let name = path.assumingMemoryBound(to: CChar.self).baseAddress, path.last == 0 else {
            preconditionFailure("the path has no end")
        }
        let file = create(name)
        guard file >= 0 else { throw failure("write", String(cString: name)) }
        return try finish(file, name, writing: bytes)
    }

    /// Appends to a file that exists.
    package func append(_ bytes: [UInt8], to name: String) throws(IOFailure) {
        let file = try open(name, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW, to: "write")
        _ = try bytes.withUnsafeBufferPointer { bytes throws(IOFailure) in
            try finish(file, name, writing: UnsafeRawBufferPointer(bytes))
        }
    }

    /// Writes bytes to an open file and closes it.
    private func finish(
        _ file: Int32, _ name: UnsafePointer<CChar>, writing bytes: UnsafeRawBufferPointer
    ) throws(IOFailure) -> FileStatus {
        var done = 0
        while done < bytes.count {
            let start = done
            let put = Self.retrying { writeBytes(file, UnsafeRawBufferPointer(rebasing: bytes[start...])) }
            guard put >= 0 else {
                let failure = failure("write", String(cString: name))
                close(file)
                throw failure
            }
            done += put
        }
        var status = stat()
        let isKnown = fstat(file, &status) == 0
        // Some file systems report a full disk only here.
        guard close(file) == 0, isKnown else { throw failure("write", String(cString: name)) }
        return FileStatus(status)
    }

    /// Writes a file in one step: whoever reads it meanwhile sees the old one or the new one, whole.
    package func replace(_ name: String, with bytes: [UInt8]) throws(IOFailure) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let beside = (parts.dropLast() + [".\(parts.last ?? "").part"]).joined(separator: "/")
        do {
            try write(bytes, to: beside)
            try move(beside, from: self, to: name)
        } catch {
            try? remove(beside)  // The reason for all this is the first failure.
            throw error
        }
    }

    /// Moves a file or folder over from `source`, replacing a file of that name, making the folders above it.
    package func move(_ name: String, from source: Folder, to target: String) throws(IOFailure) {
        if renameat(source.descriptor, name, descriptor, target) == 0 { return }
        if errno == ENOENT {
            try makeFolders(above: target)
            if renameat(source.descriptor, name, descriptor, target) == 0 { return }
        }
        throw IOFailure("write", shown(target), code: errno)
    }

    /// Makes a folder and those above it; one that exists is fine.
    package func makeFolder(_ name: String) throws(IOFailure) {
        if mkdirat(descriptor, name, 0o777) == 0 || errno == EEXIST { return }
        let code = errno
        guard code == ENOENT, name.utf8.contains(UInt8(ascii: "/")) else {
            throw IOFailure("make the folder", shown(name), code: code)
        }
        try makeFolders(above: name)
        guard mkdirat(descriptor, name, 0o777) == 0 || errno == EEXIST else {
            throw IOFailure("make the folder", shown(name), code: errno)
        }
    }

    /// Removes a file; one that is not there is fine.
    package func remove(_ name: String) throws(IOFailure) {
        guard unlinkat(descriptor, name, 0) == 0 else {
            let failure = IOFailure("remove", shown(name), code: errno)
            if failure.isMissing { return }
            throw failure
        }
    }

    /// Removes a folder if it is empty; tells whether it is gone.
    @discardableResult
    package func removeEmptyFolder(_ name: String) throws(IOFailure) -> Bool {
        if unlinkat(descriptor, name, AT_REMOVEDIR) == 0 { return true }
        let failure = IOFailure("remove", shown(name), code: errno)
        if failure.isMissing { return true }
        if failure.code == ENOTEMPTY || failure.code == EEXIST { return false }
        throw failure
    }

    /// Removes a folder with all that is in it, never following a link; one that is not there is fine.
    package func removeTree(_ name: String) throws(IOFailure) {
        guard let status = try status(name) else { return }
        guard status.kind == .folder else { return try remove(name) }
        let inner = try folder(name)
        for child in try inner.names() { try inner.removeTree(String(decoding: child, as: UTF8.self)) }
        try removeEmptyFolder(name)
    }

    /// Takes the one lock there is on this folder, until this value is gone; false where another process has it.
    /// The system drops the lock when a process ends, however it ends.
    package func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Waits until the disk holds all that was written to this folder's file system, and how it was moved.
    package func sync() throws(IOFailure) {
        // One call for any number of files. Darwin has none that waits for all of them, but it has one that empties the
        // disk's own memory after they were sent there.
        #if canImport(Darwin)
        Darwin.sync()
        let isDone = fcntl(descriptor, F_FULLFSYNC) == 0
        #else
        let isDone = syncfs(descriptor) == 0
        #endif
        guard isDone else { throw IOFailure("wait for the disk to hold", path, code: errno) }
    }

    // MARK: Helpers

    /// Opens a file for what an error would call `action`.
    func open(_ name: String, _ flags: Int32, to action: String) throws(IOFailure) -> Int32 {
        let file = Self.retrying { openPath(descriptor, name, flags) }
        guard file >= 0 else { throw failure(action, name) }
        return file
    }

    /// The system's last error, met with a name in this folder.
    func failure(_ action: String, _ name: String) -> IOFailure { IOFailure(action, shown(name), code: errno) }

    private func create(_ name: UnsafePointer<CChar>) -> Int32 {
        Self.retrying { openPath(descriptor, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW) }
    }

    private func makeFolders(above name: String) throws(IOFailure) {
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
        try makeFolder(String(name[..<slash]))
    }

    private func shown(_ name: String) -> String {
        if path.isEmpty || path == "." || name.hasPrefix("/") { return name }
        return path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    }

    /// Repeats a call that a signal interrupted.
    static func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}

// Free functions, because `Folder.read` and the like would hide the system's.

private func openPath(_ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
    openat(folder, path, flags, mode_t(0o666))
}

private func readBytes(_ file: Int32, _ memory: UnsafeMutableRawBufferPointer) -> Int {
    read(file, memory.baseAddress, memory.count)
}

private func writeBytes(_ file: Int32, _ memory: UnsafeRawBufferPointer) -> Int {
    write(file, memory.baseAddress, memory.count)
}
