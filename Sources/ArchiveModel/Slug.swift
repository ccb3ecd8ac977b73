/// The part of an address that stands for a name: letters and digits of any script, lower case, joined by hyphens.
package enum Slug {
    /// How long a slug may get, in UTF-8 bytes; file systems stop at 255 for a name.
    package static let longest = 120

    /// The slug of a name: NFC, lower case, every run of what is neither letter, mark nor digit one hyphen. Empty where
    /// the name has no letter or digit. A name too long is cut and gets a checksum, so that two such stay apart.
    package static func of(_ name: String) -> String {
        if let quick = asciiSlug(name) { return quick }
        var slug = ""
        var pendingHyphen = false
        for scalar in name.canonicallyComposed.lowercased().canonicallyComposed.unicodeScalars {
            if isKept(scalar) {
                if pendingHyphen, !slug.isEmpty { slug.unicodeScalars.append("-") }
                pendingHyphen = false
                slug.unicodeScalars.append(scalar)
            } else {
                pendingHyphen = true
            }
        }
        return shortened(slug, of: name)
    }

    /// A slug with a suffix that tells its name from others that fall on the same slug; stable for one key.
    package static func of(_ name: String, distinguishedBy key: String) -> String {
        let base = of(name)
        let suffix = Checksum.of(key).hex(6)
        return base.isEmpty ? suffix : "\(base)-\(suffix)"
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }

    /// The common case without Unicode's tables: ASCII only, short.
    private static func asciiSlug(_ name: String) -> String? {
        guard name.utf8.count <= longest, name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            default: if bytes.last != UInt8(ascii: "-"), !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
            }
        }
        if bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func shortened(_ slug: String, of name: String) -> String {
        guard slug.utf8.count > longest else { return slug }
        var cut = ""
        for character in slug {
            guard cut.utf8.count + character.utf8.count <= longest - 9 else { break }
            cut.append(character)
        }
        while cut.last == "-" { cut.removeLast() }
        return "\(cut)-\(Checksum.of(name).hex(8))"
    }
}
