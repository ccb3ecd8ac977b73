/// Finds bare addresses in text as GitHub does: `http://…`, `https://…`, `www.…` and `name@host`.
enum Autolinks {
    /// What a bare address lacks to be a destination.
    enum Prefix { case none, http, mailto }

    /// A bare address in a text.
    struct Match {
        let range: Range<Int>
        let prefix: Prefix
    }

    /// Whether there can be a bare address at all; much faster than to look for one.
    static func mayOccur(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.holds(UInt8(ascii: ":")) || text.holds(UInt8(ascii: "@")) || text.holds("www.") || text.holds("WWW.")
    }

    /// The first bare address that begins at `start` or later.
    static func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Match? {
        var index = start
        while index < text.count {
            let match: Match? =
                switch text[index] {
                case UInt8(ascii: ":"): schemed(in: text, colon: index, floor: start)
                case UInt8(ascii: "@"): mail(in: text, at: index, floor: start)
                case UInt8(ascii: "."): worldWideWeb(in: text, dot: index, floor: start)
                default: nil
                }
            if let match { return match }
            index += 1
        }
        return nil
    }

    /// The address with a scheme whose colon is at `colon`; before cmark has read the text it goes no further than to
    /// what may close a link's text, an escape or an entity.
    static func schemed(
        in text: UnsafeBufferPointer<UInt8>, colon: Int, floor: Int, inMarkup: Bool = false
    ) -> Match? {
        guard colon + 3 < text.count, text[colon + 1] == UInt8(ascii: "/"), text[colon + 2] == UInt8(ascii: "/"),
            isAlphanumeric(text[colon + 3]) || text[colon + 3] >= 0x80
        else { return nil }
        for scheme: StaticString in ["https", "http"] {
            let start = colon - scheme.utf8CodeUnitCount
            guard start >= floor, matches(scheme, in: text, at: start), isBoundary(in: text, before: start) else {
                continue
            }
            return Match(range: start..<end(in: text, from: colon + 3, inMarkup: inMarkup), prefix: .none)
        }
        return nil
    }

    private static func worldWideWeb(in text: UnsafeBufferPointer<UInt8>, dot: Int, floor: Int) -> Match? {
        let start = dot - 3
        guard start >= floor, matches("www", in: text, at: start), isBoundary(in: text, before: start),
            dot + 1 < text.count, isAlphanumeric(text[dot + 1])
        else { return nil }
        // The host's name has a dot; what comes before the path is read once, however many `www.` are in the path.
        let host = text[(dot + 1)...].prefix { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 >= 0x80 }
        guard host.endIndex + 1 < text.count, text[host.endIndex] == UInt8(ascii: "."),
            isAlphanumeric(text[host.endIndex + 1])
        else { return nil }
        let end = end(in: text, from: host.endIndex + 1)
        return Match(range: start..<end, prefix: .http)
    }

    private static func mail(in text: UnsafeBufferPointer<UInt8>, at sign: Int, floor: Int) -> Match? {
        var start = sign
        while start > floor, isAlphanumeric(text[start - 1]) || ".+-_".utf8.contains(text[start - 1]) { start -= 1 }
        // A mail address begins with a letter or digit; the dots before it belong to the sentence.
        while start < sign, !isAlphanumeric(text[start]) { start += 1 }
        var end = sign + 1
        while end < text.count, isAlphanumeric(text[end]) || ".-_".utf8.contains(text[end]) { end += 1 }
        while end > sign + 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard start < sign, end > sign + 1, isAlphanumeric(text[end - 1]), isAlphanumeric(text[sign + 1]),
            text[(sign + 1)..<end].contains(UInt8(ascii: ".")), end == text.count || text[end] != UInt8(ascii: "@")
        else { return nil }
        return Match(range: start..<end, prefix: .mailto)
    }

    /// Where an address ends: at a space or `<`, less the punctuation that closes a sentence around it.
    private static func end(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, inMarkup: Bool = false
    ) -> Int {
        var end = start
        var surplus = 0
        while end < text.count, text[end] > 0x20, text[end] != UInt8(ascii: "<") {
            // A no-break space is one, too: what TeX's tie has become.
            if text[end] == 0xC2, end + 1 < text.count, text[end + 1] == 0xA0 { break }
            if inMarkup, "[]&\\".utf8.contains(text[end]) { break }
            if text[end] == UInt8(ascii: "(") { surplus -= 1 }
            if text[end] == UInt8(ascii: ")") { surplus += 1 }
            end += 1
        }
        while end > start {
            switch text[end - 1] {
            case UInt8(ascii: ")"):
                guard surplus > 0 else { return end }
                surplus -= 1
            case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
                UInt8(ascii: ";"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"),
                UInt8(ascii: "\""), UInt8(ascii: "]"):
                break
            default: return end
            }
            end -= 1
        }
        return end
    }

    private static func matches(_ word: StaticString, in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        word.withUTF8Buffer { word in word.indices.allSatisfy { text[start + $0] | 0x20 == word[$0] } }
    }

    private static func isBoundary(in text: UnsafeBufferPointer<UInt8>, before start: Int) -> Bool {
        start == 0 || !isAlphanumeric(text[start - 1])
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
