/// Forms of identifiers: each takes what was written and gives the form the archive keeps, or `nil`.
package enum Identifier {
    /// An arXiv identifier, new (`2306.07552`) or old (`hep-ex/0307015`, `math.GT/0309136`), its version dropped.
    /// By hand, not by a regular expression: nearly every entry has one.
    package static func arxiv(_ text: String) -> String? {
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
    package static func doi(_ text: String) -> String? {
        text.wholeMatch(of: #/10\.\d{4,9}(?:\.\d+)*\/[^\s\p{Cc}<>"]{1,200}/#) == nil ? nil : text
    }

    /// An OpenReview forum identifier.
    package static func openreview(_ text: String) -> String? {
        text.wholeMatch(of: #/[A-Za-z0-9_\-]{5,20}/#) == nil ? nil : text
    }

    /// A PubMed identifier.
    package static func pmid(_ text: String) -> String? {
        text.wholeMatch(of: #/[1-9]\d{0,8}/#) == nil ? nil : text
    }

    /// An ISBN with 10 or 13 digits whose check digit is right; hyphens and spaces are kept.
    package static func isbn(_ text: String) -> String? {
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
    package static func orcid(_ text: String) -> String? {
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

    /// An entry's id, the last part of its address: letters and digits of any script, `-`, `.`, `_`, `~`; not starting with a dot.
    package static func id(_ text: String) -> String? {
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
}
