package import Diagnostics
import TOMLKit

/// Reads TOML into ``MetadataValue``s that know where they stand.
///
/// TOMLKit says whether a document is right, and where not; it doesn't tell where a value stands. So a document that it
/// accepts is walked once more by ``TOMLScanner``, which may then take for granted that it is well formed.
package enum TOMLReader {
    /// How deep arrays and tables may lie in each other; the library's own parser recurses.
    static let deepest = 32

    /// Reads a document from a part of a file; nothing at all is an empty table.
    package static func read(
        _ file: SourceFile, range: ByteRange
    ) -> (table: MetadataValue?, diagnostics: [Diagnostic]) {
        if let (message, offset) = TOMLGuard.objection(to: file.bytes[range]) {
            return (nil, [Diagnostic(.tomlSyntax, message, at: file.location(at: offset))])
        }
        let text = String(decoding: file.bytes[range], as: UTF8.self)
        do {
            _ = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            return (nil, [diagnostic(of: error, in: file, range: range)])
        } catch {
            return (nil, [Diagnostic(.tomlSyntax, "the TOML can't be read", at: file.location(at: range.lowerBound))])
        }
        var scanner = TOMLScanner(bytes: file.bytes, range: range)
        return (scanner.document(), [])
    }

    private static func diagnostic(of error: TOMLParseError, in file: SourceFile, range: ByteRange) -> Diagnostic {
        // The library counts lines and characters from the start of what it was given.
        var offset = range.lowerBound
        var line = 1
        while line < error.source.begin.line, offset < range.upperBound {
            if file.bytes[offset] == UInt8(ascii: "\n") { line += 1 }
            offset += 1
        }
        var column = 1
        while column < error.source.begin.column, offset < range.upperBound, file.bytes[offset] != UInt8(ascii: "\n") {
            offset += 1
            while offset < range.upperBound, file.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        let isDuplicate = error.description.contains("redefine")
        let words = error.description.split(separator: "\n").first.map(String.init) ?? "it is malformed"
        return Diagnostic(
            isDuplicate ? .duplicateKey : .tomlSyntax, "the TOML can't be read: \(lowercasingFirst(words))",
            at: file.location(at: min(offset, max(range.lowerBound, range.upperBound - 1))))
    }

    private static func lowercasingFirst(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
