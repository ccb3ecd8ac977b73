package import Foundation

/// All files below a folder, for comparing folders with each other.
package struct FileTree: Equatable, Sendable {
    /// The content of each file by its path.
    package var files: [String: Data] = [:]

    /// Reads a folder; the program's own notes in `.offprint` are left out, a missing folder has no files.
    package init(_ path: String) throws {
        let root = URL(fileURLWithPath: path)
        guard let paths = FileManager.default.enumerator(atPath: path) else { return }
        while let relative = paths.nextObject() as? String {
            if relative == ".offprint" || relative.hasPrefix(".offprint/") { continue }
            let url = root.appending(path: relative)
            let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
            if type == .typeRegular { files[relative] = try Data(contentsOf: url) }
        }
    }

    /// The text of a file; empty where there is none.
    package func text(_ path: String) -> String { String(decoding: files[path] ?? Data(), as: UTF8.self) }

    /// What differs, one line a file: missing, not expected, or the first line that is not alike.
    package func differences(from expected: FileTree) -> [String] {
        Set(files.keys).union(expected.files.keys).sorted().compactMap { path in
            guard let found = files[path] else { return "\(path): missing" }
            guard let wanted = expected.files[path] else { return "\(path): not expected" }
            if found == wanted { return nil }
            let left = String(decoding: found, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let right = String(decoding: wanted, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let line = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            guard let line else { return "\(path): \(left.count) lines instead of \(right.count)" }
            return "\(path):\(line + 1):\n  is     \(left[line])\n  should \(right[line])"
        }
    }
}
