/// What a template's values are escaped for.
package enum Escaping: Sendable {
    /// HTML and XML: the content of elements, and attributes in quotes.
    case markup
    /// JavaScript and JSON: the inside of a string in quotes of any kind.
    case script
    /// CSS: the inside of a string, or a value that needs nothing but letters, digits and `#%.,-()/`.
    case style

    /// What fits a file, by the ending of its name.
    package init(fileName: String) {
        let ending = fileName.split(separator: ".").last
        switch ending {
        case "js", "mjs", "json", "webmanifest": self = .script
        case "css": self = .style
        default: self = .markup
        }
    }

    /// Writes text.
    func append(_ text: UnsafeBufferPointer<UInt8>, to buffer: inout ByteBuffer) {
        switch self {
        case .markup: buffer.append(escaping: text)
        case .script:
            var json = ByteBuffer()
            json.append(insideJSON: text)
            for byte in json.bytes {
                switch byte {
                case UInt8(ascii: "'"): buffer.append("\\u0027")
                case UInt8(ascii: "`"): buffer.append("\\u0060")
                case UInt8(ascii: "$"): buffer.append("\\u0024")
                default: buffer.append(byte: byte)
                }
            }
        case .style:
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
                let isPlain =
                    !scalar.isASCII || scalar.properties.isAlphabetic
                    || "0123456789 #%.,-()/_".unicodeScalars.contains(scalar)
                buffer.append(isPlain ? String(scalar) : "\\\(String(scalar.value, radix: 16)) ")
            }
        }
    }
}

extension Access {
    /// The same, written for what a template of another kind than HTML makes.
    func escaped(for escaping: Escaping) -> Access {
        let inner = self
        let write: Writer = { view, links, buffer in
            var text = ByteBuffer()
            inner.writeRaw(view, links, &text)
            text.bytes.withUnsafeBufferPointer { escaping.append($0, to: &buffer) }
        }
        var access = Access(kind, write: write, writeRaw: write, test: test, enter: enter, pushed: pushed)
        access.name = name
        access.way = way
        access.isConstant = isConstant
        return access
    }
}
