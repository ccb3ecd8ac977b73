import Diagnostics
import FileSystem

/// Mends files as diagnostics say.
enum Repairs {
    /// A file as it is and as it would be.
    struct Change {
        var path: String
        var old: [UInt8]
        var new: [UInt8]
        /// How many places are mended.
        var count: Int
    }

    /// What all repairs make that don't touch each other; a file that changed since it was looked at is left alone.
    static func changes(_ diagnostics: [Diagnostic], in site: Folder) throws(IOFailure) -> [Change] {
        var byFile: [String: Set<Diagnostic.Repair>] = [:]
        for diagnostic in diagnostics {
            if let repair = diagnostic.repair, let path = diagnostic.location?.path {
                byFile[path, default: []].insert(repair)
            }
        }
        var changes: [Change] = []
        for (path, repairs) in byFile.sorted(by: { $0.key < $1.key }) {
            // What a link leads to may be anybody's.
            guard try site.status(path)?.kind == .file else { continue }
            var old: [UInt8] = []
            _ = try site.read(path, into: &old)
            var change = Change(path: path, old: old, new: old, count: 0)
            // From the end, so that the places before stay where they are.
            var limit = old.count
            for repair in repairs.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
                guard repair.range.upperBound <= limit, old[repair.range].elementsEqual(repair.old.utf8) else {
                    continue
                }
                change.new.replaceSubrange(repair.range, with: repair.new.utf8)
                limit = repair.range.lowerBound
                change.count += 1
            }
            if change.count > 0 { changes.append(change) }
        }
        return changes
    }

    /// Replaces each file in one step; returns how many places were mended.
    static func apply(_ changes: [Change], in site: Folder) throws(IOFailure) -> Int {
        for change in changes { try site.replace(change.path, with: change.new) }
        return changes.reduce(0) { $0 + $1.count }
    }
}
