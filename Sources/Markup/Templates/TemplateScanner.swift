import Diagnostics

/// Finds the tags of a template, whatever their delimiters are at the time.
struct TemplateScanner {
    private enum Delimiter {
        /// A longer one makes no sense, and would make searching slow.
        static let longest = 16
    }

    private let file: SourceFile
    private var opening = Array("{{".utf8)
    private var closing = Array("}}".utf8)

    init(file: SourceFile) { self.file = file }

    /// The first tag at or after an offset. A tag that never ends is a problem, and the rest of the file no text.
    mutating func nextTag(from offset: Int, problems: inout TemplateProblems) -> TemplateTag? {
        guard let start = find(opening, from: offset) else { return nil }
        var inside = skipBlanks(from: start + opening.count)
        let mark = inside < file.bytes.count ? file.bytes[inside] : 0
        let kind: TemplateTag.Kind? =
            switch mark {
            case UInt8(ascii: "{"), UInt8(ascii: "&"): .rawValue
            case UInt8(ascii: "#"): .section
            case UInt8(ascii: "^"): .invertedSection
            case UInt8(ascii: ">"): .partial
            case UInt8(ascii: "<"): .parent
            case UInt8(ascii: "$"): .block
            case UInt8(ascii: "/"): .close
            case UInt8(ascii: "!"), UInt8(ascii: "="): .nothing
            default: nil
            }
        if kind != nil { inside += 1 }
        let ending =
            switch mark {
            case UInt8(ascii: "{"): [UInt8(ascii: "}")] + closing
            case UInt8(ascii: "="): [UInt8(ascii: "=")] + closing
            default: closing
            }
        guard let end = find(ending, from: inside) else {
            let text = String(decoding: opening, as: UTF8.self)
            problems.add(
                .templateSyntax, "the tag that begins with \(text) never ends", in: file,
                at: start..<start + opening.count)
            return nil
        }
        let tag = TemplateTag(kind: kind ?? .value, name: name(in: inside..<end), range: start..<end + ending.count)
        if mark == UInt8(ascii: "=") { setDelimiters(tag, problems: &problems) }
        return checked(tag, problems: &problems)
    }

    /// The tag, or nothing in its place where its name can't be one.
    private func checked(_ tag: TemplateTag, problems: inout TemplateProblems) -> TemplateTag {
        let isDotted: Bool
        switch tag.kind {
        case .nothing: return tag
        case .value, .rawValue, .section, .invertedSection: isDotted = tag.name.text != "."
        case .partial, .parent, .block, .close: isDotted = false
        }
        let name = tag.name.text.utf8
        let message: String
        if name.isEmpty {
            message = "the tag has no name"
        } else if name.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
            message = "a name has no spaces or braces in it; is the tag before this place closed?"
        } else if isDotted,
            name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                .contains(where: \.isEmpty)
        {
            message = "a name is missing beside a dot"
        } else {
            return tag
        }
        problems.add(.templateSyntax, message, in: file, at: name.isEmpty ? tag.range : tag.name.range)
        return TemplateTag(kind: .nothing, name: tag.name, range: tag.range)
    }

    private mutating func setDelimiters(_ tag: TemplateTag, problems: inout TemplateProblems) {
        let parts = file.bytes[tag.name.range].split(whereSeparator: Self.isSpace)
        guard parts.count == 2,
            parts.allSatisfy({ $0.count <= Delimiter.longest && !$0.contains(UInt8(ascii: "=")) })
        else {
            problems.add(
                .templateSyntax, "new delimiters have to be two, without `=`, as in {{=<% %>=}}", in: file,
                at: tag.range)
            return
        }
        opening = Array(parts[0])
        closing = Array(parts[1])
    }

    // MARK: Bytes

    /// The name in a tag, without the white space around it.
    private func name(in range: ByteRange) -> TemplateName {
        let bytes = file.bytes
        var end = range.upperBound
        let start = min(skipBlanks(from: range.lowerBound), end)
        while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
        return TemplateName(text: String(decoding: bytes[start..<end], as: UTF8.self), range: start..<end)
    }

    private func skipBlanks(from offset: Int) -> Int {
        var offset = offset
        while offset < file.bytes.count, Self.isSpace(file.bytes[offset]) { offset += 1 }
        return offset
    }

    private func find(_ pattern: [UInt8], from offset: Int) -> Int? {
        let bytes = file.bytes
        guard pattern.count <= bytes.count else { return nil }
        let last = bytes.count - pattern.count
        var offset = offset
        while offset <= last {
            if bytes[offset] == pattern[0], bytes[offset..<offset + pattern.count].elementsEqual(pattern) {
                return offset
            }
            offset += 1
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
