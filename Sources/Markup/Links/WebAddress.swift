/// Addresses on the web, as strangers may write them.
package enum WebAddress {
    /// The address, where it is an absolute `http:` or `https:` one with a host and without spaces, control or
    /// invisible characters, backslashes and user names; its scheme in lower case. At most 2,000 bytes.
    package static func checked(_ text: String) -> String? {
        let bytes = text.utf8
        guard bytes.count <= 2_000, let scheme = schemes.first(where: { begins(bytes, with: $0) }) else { return nil }
        let rest = bytes.dropFirst(scheme.utf8.count)
        let host = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard let first = host.first, first != UInt8(ascii: "."), first != UInt8(ascii: ":"),
            !host.contains(UInt8(ascii: "@")), !bytes.contains(where: isForbidden)
        else { return nil }
        if !bytes.allSatisfy({ $0 < 0x80 }), text.unicodeScalars.contains(where: isInvisible) { return nil }
        return text.hasPrefix(scheme) ? text : scheme + String(Substring(rest))
    }

    /// The host of an address that was checked, with its port where it has one.
    package static func host(_ address: String) -> String? {
        schemes.first { address.hasPrefix($0) }.map { scheme in
            String(address.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" })
        }
    }

    private static let schemes = ["https://", "http://"]

    /// Whether a text begins with a scheme, in upper or lower case.
    private static func begins(_ text: String.UTF8View, with scheme: String) -> Bool {
        text.count >= scheme.utf8.count
            && zip(text, scheme.utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 && $0 >= 0x41 }
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F, UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"):
            true
        default: false
        }
    }

    /// A path with its percent-encoded bytes as characters.
    package static func decodedPath(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: "%")) else { return path }
        var bytes: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Text as a part of an address's path: everything but RFC 3986's unreserved characters and `/` percent-encoded.
    package static func encodedPath(_ text: String) -> String { Route(text).encoded }

    /// Text as a value in an address's query: everything but unreserved characters percent-encoded.
    package static func encodedQuery(_ text: String) -> String {
        var buffer = ByteBuffer(capacity: text.utf8.count * 3)
        buffer.append(percentEncoding: text)
        return buffer.text
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
            || scalar.properties.generalCategory == .control
    }
}

extension ByteBuffer {
    /// Appends text as the value of an address's query.
    package mutating func append(percentEncoding text: String) {
        let digits = StaticString("0123456789ABCDEF")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                append(byte: byte)
            default:
                append(byte: UInt8(ascii: "%"))
                append(byte: digits.utf8Start[Int(byte >> 4)])
                append(byte: digits.utf8Start[Int(byte & 15)])
            }
        }
    }
}
