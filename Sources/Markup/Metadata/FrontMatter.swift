package import Diagnostics

/// The head of an entry file: a block of YAML between `---` lines or of TOML between `+++` lines, before the text.
package struct FrontMatter: Sendable {
    /// The language of the block.
    package enum Format: Sendable { case yaml, toml }

    /// The language of the block.
    package let format: Format
    /// The block's bytes, without the fences.
    package let range: ByteRange
    /// The text's bytes, from the line after the closing fence to the end of the file.
    package let body: ByteRange
    /// The opening fence.
    package let fence: ByteRange

    /// Finds the front matter; the file has to begin with it (a byte order mark may come first).
    package static func split(_ file: SourceFile) -> (frontMatter: FrontMatter?, diagnostics: [Diagnostic]) {
        let bytes = file.bytes
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let fence: ByteRange
        let format: Format
        if let end = endOfFence(UInt8(ascii: "-"), in: bytes, at: start) {
            (fence, format) = (start..<start + 3, .yaml)
            start = end
        } else if let end = endOfFence(UInt8(ascii: "+"), in: bytes, at: start) {
            (fence, format) = (start..<start + 3, .toml)
            start = end
        } else {
            let problem = Diagnostic(
                .missingFrontMatter, "the file has no front matter", at: file.location(at: start),
                notes: [.init("the first line has to be --- (YAML) or +++ (TOML)")])
            return (nil, [problem])
        }
        let mark = format == .yaml ? UInt8(ascii: "-") : UInt8(ascii: "+")
        var line = start
        while line < bytes.count {
            if let end = endOfFence(mark, in: bytes, at: line) {
                let found = FrontMatter(format: format, range: start..<line, body: end..<bytes.count, fence: fence)
                return (found, [])
            }
            line = (bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
        }
        let name = format == .yaml ? "---" : "+++"
        let problem = Diagnostic(
            .unterminatedFrontMatter, "the front matter never ends", at: file.location(of: fence),
            notes: [.init("a line \(name) has to follow the last key")])
        return (nil, [problem])
    }

    /// Reads the block; an empty one is an empty table.
    package func table(in file: SourceFile) -> (table: MetadataValue?, diagnostics: [Diagnostic]) {
        switch format {
        case .yaml: YAMLReader.read(file, range: range)
        case .toml: TOMLReader.read(file, range: range)
        }
    }

    /// Where the line after a fence begins, if the line at `start` is one: three marks, then white space only.
    private static func endOfFence(_ mark: UInt8, in bytes: [UInt8], at start: Int) -> Int? {
        guard start + 3 <= bytes.count, bytes[start] == mark, bytes[start + 1] == mark, bytes[start + 2] == mark else {
            return nil
        }
        var index = start + 3
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
            case UInt8(ascii: "\n"): return index + 1
            default: return nil
            }
        }
        return index
    }
}
