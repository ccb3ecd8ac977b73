/// A half-open run of bytes in one file, counted from 0.
package typealias ByteRange = Range<Int>

/// A place in a file, ready to print.
package struct SourceLocation: Sendable, Hashable {
    /// The file, relative to the site's folder.
    package var path: String
    /// The line, from 1.
    package var line: Int
    /// The column, from 1, in UTF-8 bytes (a tab is one).
    package var column: Int
    /// How many bytes of the line are meant; at least 1.
    package var length: Int
    /// The line's text, cut where it is very long; empty when the whole file is meant.
    package var excerpt: String

    /// Makes a location.
    package init(path: String, line: Int, column: Int, length: Int, excerpt: String) {
        self.path = path
        self.line = line
        self.column = column
        self.length = length
        self.excerpt = excerpt
    }

    /// A location for a file as a whole, where no line is more to blame than another.
    package static func file(_ path: String) -> SourceLocation {
        SourceLocation(path: path, line: 1, column: 1, length: 1, excerpt: "")
    }
}

/// A file's bytes under the name that people know it by; turns byte offsets into lines and columns.
package struct SourceFile: Sendable {
    /// The file, relative to the site's folder.
    package let path: String
    /// All of its bytes.
    package let bytes: [UInt8]

    /// How much of a line a location quotes, in bytes.
    private static let longestExcerpt = 300

    /// Makes a source file.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The location of a run of bytes; offsets past the end mean the end.
    ///
    /// It walks the file from its start: locations are made for problems, and a file has few of those.
    package func location(of range: ByteRange) -> SourceLocation {
        let offset = min(max(range.lowerBound, 0), bytes.count)
        var line = 1
        var start = 0
        for index in 0..<offset where bytes[index] == UInt8(ascii: "\n") {
            line += 1
            start = index + 1
        }
        return location(of: range, line: line, from: start)
    }

    /// The location of a run of bytes in a line that is known, which begins at `start`.
    fileprivate func location(of range: ByteRange, line: Int, from start: Int) -> SourceLocation {
        let offset = min(max(range.lowerBound, 0), bytes.count)
        // No further than is needed: all of a large file may be one line.
        let excerpt = start..<endOfLine(start, limit: start + Self.longestExcerpt)
        let end = endOfLine(offset, limit: range.upperBound)
        return SourceLocation(
            path: path, line: line, column: offset - start + 1, length: max(1, end - offset),
            excerpt: String(decoding: bytes[excerpt], as: UTF8.self))
    }

    /// Where the line that a place is in ends, or the limit where that comes first.
    private func endOfLine(_ place: Int, limit: Int) -> Int {
        let limit = max(place, min(limit, bytes.count))
        let end = bytes[place..<limit].firstIndex(of: UInt8(ascii: "\n")) ?? limit
        let isEnd = end < bytes.count && bytes[end] == UInt8(ascii: "\n") || end == bytes.count
        return isEnd && end > place && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    }

    /// The location of a single byte offset.
    package func location(at offset: Int) -> SourceLocation { location(of: offset..<offset + 1) }

    /// The text of a line, counted from 1, cut where it is very long; empty past the end.
    package func line(_ number: Int) -> String {
        var start = 0
        for _ in 1..<max(number, 1) {
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return "" }
            start = end + 1
        }
        return location(at: start).excerpt
    }
}

/// Tells the lines of places in a file that come one after the other, without going through the file for each.
package struct LineCounter {
    private let file: SourceFile
    private var offset = 0
    private var line = 1
    private var start = 0

    /// A counter at the file's beginning.
    package init(_ file: SourceFile) { self.file = file }

    /// The location of a run of bytes, which may not begin before the last one that was asked for.
    package mutating func location(of range: ByteRange) -> SourceLocation {
        let end = min(max(range.lowerBound, offset), file.bytes.count)
        for index in offset..<end where file.bytes[index] == UInt8(ascii: "\n") {
            line += 1
            start = index + 1
        }
        offset = end
        return file.location(of: range, line: line, from: start)
    }
}
