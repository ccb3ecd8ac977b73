/// What a link in a text says of a file beside it.
package enum AssetReference {
    /// The file's name, where the destination is a path relative to the text: `figure%201.png#top` is `figure 1.png`.
    /// `nil` for addresses, for places in the page (`#x`) and for paths from the site's root (`/about/`).
    package static func name(_ destination: String) -> String? {
        let marks = "#/?:".utf8
        guard let first = destination.utf8.first, !marks.contains(first) else { return nil }
        // What ends at a colon is a scheme, where none of the others comes before it.
        guard destination.utf8.first(where: marks.contains) != UInt8(ascii: ":") else { return nil }
        let path = destination.prefix { $0 != "#" && $0 != "?" }
        let name = path.hasPrefix("./") ? path.dropFirst(2) : path
        return decoded(String(name)).canonicallyComposed
    }

    private static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
