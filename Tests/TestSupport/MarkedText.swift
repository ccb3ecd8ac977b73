/// A text with expected positions written into it: the marks `1️⃣` to `9️⃣` are taken out and name byte offsets.
package struct MarkedText: Sendable {
    /// The text without its marks.
    package let text: String
    private let offsets: [Character: Int]

    /// Takes the marks out of a text.
    package init(_ marked: String) {
        var text = ""
        var offsets: [Character: Int] = [:]
        for character in marked {
            if "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣".contains(character) {
                offsets[character] = text.utf8.count
            } else {
                text.append(character)
            }
        }
        self.text = text
        self.offsets = offsets
    }

    /// The bytes of the text.
    package var bytes: [UInt8] { Array(text.utf8) }

    /// The byte offset of a mark; -1 where the text has it not.
    package subscript(mark: Character) -> Int { offsets[mark] ?? -1 }

    /// The `line:column` of a mark, both from 1, columns in bytes.
    package func place(_ mark: Character) -> String {
        let before = bytes.prefix(max(0, self[mark]))
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return "\(before.count { $0 == UInt8(ascii: "\n") } + 1):\(before.count - lineStart + 1)"
    }
}
