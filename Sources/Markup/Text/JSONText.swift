extension ByteBuffer {
    /// Appends text as a JSON string (RFC 8259), quotes included. `<`, `>` and `&` are escaped too, and so are the
    /// line separators that JavaScript minds, so that the result may stand inside of a `script` element.
    package mutating func append(json text: String) {
        append(byte: UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { append(insideJSON: $0) }
        append(byte: UInt8(ascii: "\""))
    }

    /// The same without the quotes.
    mutating func append(insideJSON bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var start = 0
        while index < bytes.count {
            // Eight at a time, as in texts of HTML.
            if index + 8 <= bytes.count, !Self.mayNeedEscape(EightBytes(bytes, at: index)) {
                index += 8
                continue
            }
            let byte = bytes[index]
            guard Self.mayNeedEscape(byte) else {
                index += 1
                continue
            }
            append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "<"): append("\\u003C")
            case UInt8(ascii: ">"): append("\\u003E")
            case UInt8(ascii: "&"): append("\\u0026")
            case 0x00..<0x20, 0x7F:
                append("\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16, uppercase: true))")
            case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] | 1 == 0xA9:
                append(bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
                index += 2
            default: append(byte: byte)
            }
            index += 1
            start = index
        }
        append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    /// Whether one of eight bytes may need it; true now and then where none does.
    @inline(__always)
    private static func mayNeedEscape(_ bytes: EightBytes) -> Bool {
        // `<` and `>` differ in one bit.
        let marks = bytes.equal(to: 0x3C, butFor: 2) | bytes.equal(to: 0x26) | bytes.equal(to: 0x22)
        let rest = bytes.equal(to: 0x5C) | bytes.equal(to: 0x7F) | bytes.equal(to: 0xE2)
        return EightBytes.isAny(bytes.controls | marks | rest)
    }

    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00..<0x20, 0x7F, 0xE2, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "&"):
            true
        default: false
        }
    }
}
