import Diagnostics
import FileSystem

/// Mends files as diagnostics say.
enum Repairs {
    /// Applies all repairs that don't touch each other; a file that changed since it was looked at is left alone. Each file
    /// is replaced in one step. Returns how many places were mended.
    static func apply(_ diagnostics: [Diagnostic], in site: Folder) throws(IOFailure) -> Int {
        var byFile: [String: Set<Diagnostic.Repair>] = [:]
        for diagnostic in diagnostics {
            if let repair = diagnostic.repair, let path = diagnostic.location?.path {
                byFile[path, default: []].insert(repair)
            }
        }
        var count = 0
        for (path, repairs) in byFile.sorted(by: { $0.key < $1.key }) {
            // What a link leads to may be anybody's.
            guard try site.status(path)?.kind == .file else { continue }
            var bytes: [UInt8] = []
            _ = try site.read(path, into: &bytes)
            // From the end, so that the places before stay where they are.
            var limit = bytes.count
            var mended = 0
            for repair in repairs.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
                guard repair.range.upperBound <= limit, bytes[repair.range].elementsEqual(repair.old.utf8) else {
                    continue
                }
                bytes.replaceSubrange(repair.range, with: repair.new.utf8)
                limit = repair.range.lowerBound
                mended += 1
            }
            if mended > 0 { try site.replace(path, with: bytes) }
            count += mended
        }
        return count
    }
}
