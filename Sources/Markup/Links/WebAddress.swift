/// Addresses on the web, as strangers may write them.
package enum WebAddress {
    /// The address, where it is an absolute `http:` or `https:` one with a host and without spaces, control or
    /// invisible characters, backslashes and user names; its scheme in lower case. At most 2,000 bytes.
    package static func checked(_ text: String) -> String? {
        let lowered = text.prefix(8).lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else { return nil }
        guard text.utf8.count <= 2_000 else { return nil }
        let rest = text.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !host.isEmpty, !host.contains("@"), host.first != ".", host.first != ":" else { return nil }
        let forbiddenASCII = text.utf8.contains { byte in
            byte <= 0x20 || byte == 0x7F || #"\<>"`{}|^"#.utf8.contains(byte)
        }
        guard !forbiddenASCII else { return nil }
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        return !isPlain && text.unicodeScalars.contains(where: isInvisible) ? nil : scheme + rest
    }

    /// Text as a part of an address's path: everything but RFC 3986's unreserved characters and `/` percent-encoded.
    package static func encodedPath(_ text: String) -> String { Route(text).encoded }

    /// Text as a value in an address's query: everything but unreserved characters percent-encoded.
    package static func encodedQuery(_ text: String) -> String {
        let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return text.utf8.map { byte in
            if kept.contains(byte) { return String(UnicodeScalar(byte)) }
            let hex = String(byte, radix: 16, uppercase: true)
            return hex.count == 1 ? "%0\(hex)" : "%\(hex)"
        }.joined()
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
            || scalar.properties.generalCategory == .control
    }
}
