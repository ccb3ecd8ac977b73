import ArchiveModel
import Markup

/// Forms of single values: each takes what was written and gives the form the archive keeps, or `nil`.
enum ValueChecks {
    /// An email address, by its outer form.
    static func email(_ text: String) -> String? {
        text.wholeMatch(of: #/[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}\.[A-Za-z]{2,}/#) == nil ? nil : text
    }

    /// The name of a host.
    static func host(_ text: String) -> String? {
        text.wholeMatch(of: #/[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,200}[A-Za-z0-9])?/#) == nil ? nil : text
    }

    /// Where readers leave a mailing list: an `https:` address, or one that takes mail.
    static func wayOut(_ text: String) -> String? {
        if let address = text.hasPrefix("mailto:") ? email(String(text.dropFirst(7))) : nil {
            return "mailto:\(address)"
        }
        return text.hasPrefix("https://") ? WebAddress.checked(text) : nil
    }

    /// A BCP 47 language tag, by its outer form.
    static func language(_ text: String) -> String? {
        text.wholeMatch(of: #/[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,5}/#) == nil ? nil : text
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
