/// What is kept of raw HTML, which is shown as text.
enum RawHTML {
    /// Whether a piece of inline HTML is a comment.
    static func isComment(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.starts(with: "<!--".utf8) }

    /// The text without comments and without white space around it; a comment that isn't closed goes to the end.
    static func withoutComments(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "<"), text[index...].starts(with: "<!--".utf8) {
                index += 4
                while index < text.count, !text[index...].starts(with: "-->".utf8) { index += 1 }
                index = min(index + 3, text.count)
            } else {
                kept.append(text[index])
                index += 1
            }
        }
        return kept.withUnsafeBufferPointer { Array($0.trimmingSpace) }
    }
}
