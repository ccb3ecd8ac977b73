/// What kind of place a link's destination is, which decides what may be done with it.
enum DestinationKind {
    /// A place in this site, or a fragment of the page.
    case relative
    /// An `http:` or `https:` address, or one that begins with two slashes.
    case external
    /// A `mailto:` address.
    case mail
    /// Everything else (`javascript:`, `data:`, `file:` …), never written as an address.
    case forbidden

    /// Judges a destination as a browser would read it: ignoring white space and controls, taking `\` for `/`.
    init(_ destination: UnsafeBufferPointer<UInt8>) {
        var scheme: [UInt8] = []
        var slashes = 0
        for byte in destination where byte > 0x20 && byte != 0x7F {
            switch byte {
            case UInt8(ascii: ":"):
                self = Self.ofScheme(scheme)
                return
            case UInt8(ascii: "/"), UInt8(ascii: "\\"):
                guard scheme.isEmpty else {
                    self = .relative
                    return
                }
                slashes += 1
                if slashes == 2 {
                    self = .external
                    return
                }
            case UInt8(ascii: "?"), UInt8(ascii: "#"):
                self = .relative
                return
            default:
                if slashes > 0 || scheme.count > Self.longestName {
                    self = Self.hasColon(destination) && slashes == 0 ? .forbidden : .relative
                    return
                }
                scheme.append(byte | 0x20)
            }
        }
        self = .relative
    }

    /// No scheme that is let through is longer; what is longer and still followed by a colon is forbidden.
    private static let longestName = 6

    private static func ofScheme(_ scheme: [UInt8]) -> DestinationKind {
        if scheme.elementsEqual("https".utf8) || scheme.elementsEqual("http".utf8) { return .external }
        return scheme.elementsEqual("mailto".utf8) ? .mail : .forbidden
    }

    /// Whether a colon comes before the path, query or fragment does.
    private static func hasColon(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = destination.first { ":/\\?#".utf8.contains($0) }
        return end == UInt8(ascii: ":")
    }
}

extension ByteBuffer {
    /// Appends an address as an attribute's value: what URLs can't hold is percent-encoded, the rest escaped.
    mutating func append(address: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in address.indices where !Self.isPlainInAddress(address[index]) {
            append(UnsafeBufferPointer(rebasing: address[start..<index]))
            let byte = address[index]
            switch byte {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "'"): append("&#39;")
            default:
                append(byte: UInt8(ascii: "%"))
                append(byte: Self.hexDigit(byte >> 4))
                append(byte: Self.hexDigit(byte & 15))
            }
            start = index + 1
        }
        append(UnsafeBufferPointer(rebasing: address[start...]))
    }

    private static func isPlainInAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "?")...UInt8(ascii: "Z"),
            UInt8(ascii: "*")...UInt8(ascii: ";"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "%"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
