/// The difference of two texts in the form that `diff -u` gives and `git apply` takes.
enum UnifiedDiff {
    /// How many lines that stay are shown around those that don't.
    private static let context = 3

    private struct Line {
        var mark: Character
        var text: ArraySlice<UInt8>
    }

    /// The difference of a file's old and new bytes; empty where there is none.
    static func text(_ path: String, _ old: [UInt8], _ new: [UInt8]) -> String {
        let lines = merged(lines(old), lines(new))
        let changed = lines.indices.filter { lines[$0].mark != " " }
        guard let first = changed.first else { return "" }
        var text = "--- a/\(path)\n+++ b/\(path)\n"
        var hunk = first...first
        for place in changed.dropFirst() {
            if place - hunk.upperBound > 2 * context {
                text += header(of: hunk, in: lines)
                hunk = place...place
            }
            hunk = hunk.lowerBound...place
        }
        return text + header(of: hunk, in: lines)
    }

    /// A hunk with the lines around it.
    private static func header(of changed: ClosedRange<Int>, in lines: [Line]) -> String {
        let shown = max(0, changed.lowerBound - context)..<min(lines.count, changed.upperBound + context + 1)
        func range(_ mark: Character) -> String {
            let count = lines[shown].filter { $0.mark != mark }.count
            let before = lines[..<shown.lowerBound].filter { $0.mark != mark }.count
            return "\(count == 0 ? before : before + 1),\(count)"
        }
        var text = "@@ -\(range("+")) +\(range("-")) @@\n"
        for line in lines[shown] {
            text += "\(line.mark)\(String(decoding: line.text, as: UTF8.self))"
            if line.text.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n" }
        }
        return text
    }

    /// The lines of both, in order; what is gone stands before what has come.
    private static func merged(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Line] {
        var (removed, inserted) = (Set<Int>(), Set<Int>())
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if removed.contains(left) {
                lines.append(Line(mark: "-", text: old[left]))
                left += 1
            } else if inserted.contains(right) {
                lines.append(Line(mark: "+", text: new[right]))
                right += 1
            } else {
                lines.append(Line(mark: " ", text: old[left]))
                left += 1
                right += 1
            }
        }
        return lines
    }

    /// The lines of a text, with what ends them.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            lines.append(bytes[start...place])
            start = place + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }
}
