/// Checks what becomes of a stranger's text: elements and attributes that Markdown and formulas have, and no others.
///
/// The writers escape by construction; this reads what they wrote with none of their code.
enum MarkupCheck {
    private static let elements: Set<String> = [
        "a", "annotation", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "img",
        "input", "li", "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
        "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup",
        "mtable",
        "mtd", "mtext", "mtr", "munder", "munderover", "ol", "p", "pre", "section", "semantics", "span", "strong",
        "sub",
        "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", "b", "i",
    ]

    /// Fails on an element or an attribute that no text can have, and on a link that runs something.
    static func check(_ html: [UInt8]) {
        var rest = html[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(start + 1)...]
            if rest.first == UInt8(ascii: "/") { rest.removeFirst() }
            let name = take(from: &rest) { !$0.isSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
            precondition(elements.contains(name), "an element <\(name)>")
            checkAttributes(&rest)
        }
    }

    private static func checkAttributes(_ rest: inout ArraySlice<UInt8>) {
        while let byte = rest.first, byte != UInt8(ascii: ">") {
            guard !byte.isSpace, byte != UInt8(ascii: "/") else {
                rest.removeFirst()
                continue
            }
            let key = take(from: &rest) { !$0.isSpace && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") }
                .lowercased()
            precondition(!key.hasPrefix("on") && key != "style" && key != "srcdoc", "an attribute \(key)")
            guard rest.first == UInt8(ascii: "=") else { continue }
            precondition(rest.dropFirst().first == UInt8(ascii: "\""), "a value without quotes")
            rest = rest.dropFirst(2)
            let value = take(from: &rest) { $0 != UInt8(ascii: "\"") }
            rest = rest.dropFirst()
            if key == "href" || key == "src" { checkAddress(value, isPicture: key == "src") }
        }
    }

    /// As a browser reads it: white space and controls do not count, and `\` is `/`.
    private static func checkAddress(_ address: String, isPicture: Bool) {
        let bytes = address.utf8.filter { $0 > 0x20 }.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
        precondition(!isPicture || !bytes.starts(with: "//".utf8), "a picture of another host: \(address)")
        guard let colon = bytes.firstIndex(where: { ":/?#".utf8.contains($0) }), bytes[colon] == UInt8(ascii: ":")
        else {
            return
        }
        // What has other characters in it is a part of a path.
        guard bytes[..<colon].allSatisfy({ $0.isScheme }) else { return }
        let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        precondition(["http", "https", "mailto"].contains(scheme) && !isPicture, "a link to \(address)")
    }

    private static func take(from rest: inout ArraySlice<UInt8>, while isPart: (UInt8) -> Bool) -> String {
        let part = rest.prefix(while: isPart)
        rest = rest[part.endIndex...]
        return String(decoding: part, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    fileprivate var isScheme: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || "+-.".utf8.contains(self)
    }
}
