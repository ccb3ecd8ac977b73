import ArchiveModel

/// Forms of single values: each takes what was written and gives the form the archive keeps, or `nil`.
enum ValueChecks {
    /// An arXiv identifier, new (`2306.07552`) or old (`hep-ex/0307015`, `math.GT/0309136`), its version dropped.
    /// By hand, not by a regular expression: nearly every entry has one.
    static func arxiv(_ text: String) -> String? {
        var rest = text.utf8[...]
        func digits(_ counts: ClosedRange<Int>) -> Bool {
            let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(run.count)
            return counts.contains(run.count)
        }
        if let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
            guard isOldArchive(String(text[..<slash])) else { return nil }
            rest = rest[rest.index(after: slash)...]
            guard digits(7...7) else { return nil }
        } else {
            guard digits(4...4), rest.popFirst() == UInt8(ascii: "."), digits(4...5) else { return nil }
        }
        let end = rest.startIndex
        if rest.popFirst() == UInt8(ascii: "v") {
            guard digits(1...3) else { return nil }
        } else if end != text.endIndex {
            return nil
        }
        return rest.isEmpty ? String(text[..<end]) : nil
    }

    private static func isOldArchive(_ name: String) -> Bool {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isName = !parts[0].isEmpty && parts[0].allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") }
        return isName
            && (parts.count == 1 || parts[1].count == 2 && parts[1].allSatisfy { $0.isASCII && $0.isUppercase })
    }

    /// A DOI: `10.`, a registrant, a slash and a suffix without spaces.
    static func doi(_ text: String) -> String? {
        text.wholeMatch(of: #/10\.\d{4,9}(?:\.\d+)*\/[^\s\p{Cc}<>"]{1,200}/#) == nil ? nil : text
    }

    /// An OpenReview forum identifier.
    static func openreview(_ text: String) -> String? {
        text.wholeMatch(of: #/[A-Za-z0-9_\-]{5,20}/#) == nil ? nil : text
    }

    /// A PubMed identifier.
    static func pmid(_ text: String) -> String? {
        text.wholeMatch(of: #/[1-9]\d{0,8}/#) == nil ? nil : text
    }

    /// An ISBN with 10 or 13 digits whose check digit is right; hyphens and spaces are kept.
    static func isbn(_ text: String) -> String? {
        let digits = text.filter { $0 != "-" && $0 != " " }
        let values = digits.enumerated().compactMap { place, character -> Int? in
            if character == "X" || character == "x" { return place == 9 && digits.count == 10 ? 10 : nil }
            return character.isASCII ? character.wholeNumberValue : nil
        }
        guard values.count == digits.count else { return nil }
        switch values.count {
        case 10:
            return values.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) }.isMultiple(of: 11) ? text : nil
        case 13:
            let sum = values.enumerated().reduce(0) { $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 3) }
            return sum.isMultiple(of: 10) ? text : nil
        default: return nil
        }
    }

    /// An ORCID iD, bare or as its address, with its check digit (ISO 7064 11,2) right.
    static func orcid(_ text: String) -> String? {
        var bare = text[...]
        for prefix in ["https://orcid.org/", "http://orcid.org/"] where bare.hasPrefix(prefix) {
            bare = bare.dropFirst(prefix.count)
        }
        guard bare.wholeMatch(of: #/\d{4}-\d{4}-\d{4}-\d{3}[\dX]/#) != nil else { return nil }
        let digits = bare.filter { $0 != "-" }
        let total = digits.dropLast().reduce(0) { ($0 + ($1.wholeNumberValue ?? 0)) * 2 }
        let check = (12 - total % 11) % 11
        return digits.last == (check == 10 ? "X" : Character(String(check))) ? String(bare) : nil
    }

    /// An email address, by its outer form.
    static func email(_ text: String) -> String? {
        text.wholeMatch(of: #/[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}\.[A-Za-z]{2,}/#) == nil ? nil : text
    }

    /// A BCP 47 language tag, by its outer form.
    static func language(_ text: String) -> String? {
        text.wholeMatch(of: #/[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,5}/#) == nil ? nil : text
    }

    /// The last part of an address: letters and digits of any script, `-`, `.`, `_`, `~`; not starting with a dot.
    static func id(_ text: String) -> String? {
        guard !text.isEmpty, text.utf8.count <= 200, text.utf8.first != UInt8(ascii: ".") else { return nil }
        if text.utf8.allSatisfy(isPlain) { return text }
        let composed = text.canonicallyComposed
        let allowed = composed.unicodeScalars.allSatisfy { scalar in
            if scalar.isASCII { return isPlain(UInt8(scalar.value)) }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .nonspacingMark, .spacingMark:
                return true
            default: return false
            }
        }
        return allowed ? composed : nil
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// An old address within the site, as a path without its leading slash; a last part without a dot is a folder.
    static func sitePath(_ text: String) -> String? {
        let path = text.hasPrefix("/") ? String(text.dropFirst()) : text
        guard !path.isEmpty, path.utf8.count <= 1_000 else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if part.isEmpty, place == parts.count - 1 { continue }
            guard !part.isEmpty, part != ".", part != "..", part.utf8.count <= 240, part.first != "." else {
                return nil
            }
        }
        let forbidden = path.unicodeScalars.contains { scalar in
            scalar.value < 0x20 || scalar.value == 0x7F || "\\?#%:<>\"|*".unicodeScalars.contains(scalar)
                || scalar.properties.generalCategory == .format
        }
        guard !forbidden, let last = parts.last else { return nil }
        return last.isEmpty || last.contains(".") ? path.canonicallyComposed : path.canonicallyComposed + "/"
    }

    /// Text on one line: runs of white space become one space, ends are trimmed, letters composed (NFC).
    static func line(_ text: String) -> String {
        // Nearly all values are plain already, which their bytes tell: ASCII and the Latin letters before U+0300, which are
        // composed. A space before the first one is one too many.
        var last = UInt8(ascii: " ")
        let isPlain = text.utf8.allSatisfy { byte in
            defer { last = byte }
            if byte < 0x80 { return byte > 0x20 || byte == 0x20 && last != 0x20 }
            // Two characters among these are white space: U+0085 and U+00A0.
            return byte < 0xCC && !(last == 0xC2 && (byte == 0x85 || byte == 0xA0))
        }
        if isPlain, last != 0x20 || text.isEmpty { return text }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ").canonicallyComposed
    }
}
