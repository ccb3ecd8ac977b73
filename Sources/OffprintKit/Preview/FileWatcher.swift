import FileSystem
import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Tells which files of some folders change, until the program ends. On Linux the system tells; elsewhere the folders are
/// looked through again and again.
struct FileWatcher {
    /// The folders and files that are watched, relative to `root`; those that are not there are waited for.
    let root: String
    let names: [String]

    /// Calls `began` once all is watched, and `changed` with the paths of what changed since, relative to `root`, each time
    /// something did; never returns.
    func run(began: () -> Void, changed: ([String]) -> Void) -> Never {
        #if os(Linux)
        watch(began, changed)
        #else
        poll(began, changed)
        #endif
    }

    #if os(Linux)
    /// What a saved, moved or removed file does.
    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_ATTRIB)

    private func watch(_ began: () -> Void, _ changed: ([String]) -> Void) -> Never {
        let descriptor = inotify_init1(Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { poll(began, changed) }
        var folders: [Int32: String] = [:]
        func add(_ path: String) {
            let watch = inotify_add_watch(descriptor, path.isEmpty ? root : "\(root)/\(path)", Self.events)
            if watch >= 0 { folders[watch] = path }
        }
        add("")
        for name in names { Self.forEachFolder(below: name, in: root, add) }
        began()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { continue }
            var paths = take(buffer[..<count], folders, add)
            // An editor makes several changes of one: what follows at once belongs to it.
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while Glibc.poll(&poller, 1, 4) > 0 {
                let more = read(descriptor, &buffer, buffer.count)
                guard more > 0 else { break }
                paths += take(buffer[..<more], folders, add)
            }
            let wanted = Set(paths).filter(isWanted).sorted()
            if !wanted.isEmpty { changed(wanted) }
        }
    }

    /// The paths of some events; folders that are new are watched from now on.
    private func take(_ bytes: ArraySlice<UInt8>, _ folders: [Int32: String], _ add: (String) -> Void) -> [String] {
        var paths: [String] = []
        bytes.withUnsafeBytes { bytes in
            var place = 0
            let size = MemoryLayout<inotify_event>.size
            while place + size <= bytes.count {
                let event = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
                let name = bytes[(place + size)..<min(bytes.count, place + size + Int(event.len))].prefix { $0 != 0 }
                place += size + Int(event.len)
                guard let folder = folders[event.wd] else { continue }
                let text = String(decoding: name, as: UTF8.self)
                let path = folder.isEmpty ? text : text.isEmpty ? folder : "\(folder)/\(text)"
                paths.append(path)
                if event.mask & UInt32(IN_ISDIR) != 0, isWanted(path) {
                    Self.forEachFolder(below: path, in: root, add)
                }
            }
        }
        return paths
    }

    /// Calls `body` with a folder and all below it, relative to `root`; with each before it is looked into, or what is made in it
    /// meanwhile would be seen by nobody. By the system's own calls: Foundation asks for every file's attributes, which takes
    /// seconds for 100,000.
    private static func forEachFolder(below name: String, in root: String, _ body: (String) -> Void) {
        guard let stream = opendir("\(root)/\(name)") else { return }
        defer { closedir(stream) }
        body(name)
        while let entry = readdir(stream) {
            let isFolder = entry.pointee.d_type == UInt8(DT_DIR) || entry.pointee.d_type == UInt8(DT_UNKNOWN)
            guard isFolder else { continue }
            let inner = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !inner.hasPrefix(".") { forEachFolder(below: "\(name)/\(inner)", in: root, body) }
        }
    }
    #endif

    /// Whether a path is one of those that are watched. What editors leave beside a file while they write is not.
    private func isWanted(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        guard !name.hasPrefix("."), !name.hasSuffix("~"), !name.hasSuffix(".swp") else { return false }
        return names.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// Looks at everything once a second.
    private func poll(_ began: () -> Void, _ changed: ([String]) -> Void) -> Never {
        func state() -> [String: Date] {
            var state: [String: Date] = [:]
            for name in names {
                let base = "\(root)/\(name)"
                func note(_ path: String, _ file: String) {
                    // What is gone meanwhile is not there.
                    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
                    if let date = attributes?[.modificationDate] as? Date { state[path] = date }
                }
                note(name, base)
                let contents = FileManager.default.enumerator(atPath: base)
                while let path = contents?.nextObject() as? String { note("\(name)/\(path)", "\(base)/\(path)") }
            }
            return state
        }
        var before = state()
        began()
        while true {
            Thread.sleep(forTimeInterval: 1)
            let now = state()
            let paths = Set(before.keys).union(now.keys).filter { before[$0] != now[$0] && isWanted($0) }.sorted()
            before = now
            if !paths.isEmpty { changed(paths) }
        }
    }
}
