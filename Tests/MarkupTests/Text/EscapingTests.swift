import Foundation
import Markup
import Testing

@Suite("Escaping") struct EscapingTests {
    private func escaped(_ text: String) -> String {
        var buffer = ByteBuffer()
        buffer.append(escaping: text)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// What each character becomes, one by one.
    private func expected(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            case "\t", "\n", "\r": String(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
            default: String(scalar)
            }
        }.joined()
    }

    // Bytes are looked at in eights, so each has to be found at each place in them.
    @Test("Every character is found at every place", arguments: 0...17) func places(place: Int) {
        let scalars = (0...0x2FF).map { $0 } + [0xEFFF, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600]
        for scalar in scalars.compactMap(Unicode.Scalar.init) {
            var text = String(repeating: "a", count: place)
            text.unicodeScalars.append(scalar)
            text += String(repeating: "~", count: 17 - place)
            #expect(escaped(text) == expected(text), "U+\(String(scalar.value, radix: 16)) at \(place)")
        }
    }

    @Test("Texts in JSON are read back, and can't end a script", arguments: 0...17) func json(place: Int) throws {
        let scalars = (0...0x2FF).map { $0 } + [0x2027, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFF, 0x1F600]
        for scalar in scalars.compactMap(Unicode.Scalar.init) {
            var text = String(repeating: "a", count: place)
            text.unicodeScalars.append(scalar)
            text += String(repeating: "~", count: 17 - place)
            var buffer = ByteBuffer()
            buffer.append(json: text)
            let read = try JSONDecoder().decode(String.self, from: Data(buffer.bytes))
            #expect(read == text, "U+\(String(scalar.value, radix: 16)) at \(place)")
            let isPlain = buffer.text.unicodeScalars.allSatisfy { !"<>&\u{2028}\u{2029}".unicodeScalars.contains($0) }
            #expect(isPlain, "U+\(String(scalar.value, radix: 16)) at \(place)")
        }
    }
}
