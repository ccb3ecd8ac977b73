/// One line of text that may hold formulas and no other markup: a title, a summary.
package enum MathText {
    /// The text with its formulas (`$…$`, `\(…\)`, `$$…$$`, `\[…\]`) marked and all else escaped; `\$` is a dollar.
    package static func html(_ text: String) -> HTML {
        var out = ByteBuffer(capacity: text.utf8.count + 64)
        var text = text
        text.withUTF8 { write($0, into: &out) }
        return HTML(trusted: out.bytes)
    }

    /// What a `<title>` or an `alt` shows, where no markup can be: formulas as TeX, `\$` as a dollar.
    package static func plain(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: "\\")) ? text.replacing("\\$", with: "$") : text
    }

    /// A part of such a text.
    package enum Piece: Sendable, Hashable {
        /// Text, with a dollar where it says `\$`.
        case text(String)
        /// A formula's TeX, without what marks it; whether it stands on a line of its own.
        case math(String, isDisplay: Bool)
    }

    /// The text and its formulas, in their order.
    package static func pieces(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var text = text
        text.withUTF8 { bytes in
            func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
            walk(bytes) { range in
                if case .text(let before)? = pieces.last {
                    pieces[pieces.count - 1] = .text(before + string(range))
                } else {
                    pieces.append(.text(string(range)))
                }
            } math: { span in
                pieces.append(.math(string(span.tex), isDisplay: span.delimiter.isDisplay))
            }
        }
        return pieces
    }

    private static func write(_ text: UnsafeBufferPointer<UInt8>, into out: inout ByteBuffer) {
        walk(text) {
            out.append(escaping: UnsafeBufferPointer(rebasing: text[$0]))
        } math: { span in
            MathWriter.write(
                UnsafeBufferPointer(rebasing: text[span.tex]), isDisplay: span.delimiter.isDisplay, into: &out)
        }
    }

    /// Goes through a text: stretches without formulas, in which no backslash stands before a dollar, and formulas.
    @inline(__always)
    private static func walk(
        _ text: UnsafeBufferPointer<UInt8>, plain: (Range<Int>) -> Void, math: (MathSpan) -> Void
    ) {
        var scanner = MathScanner()
        var written = 0
        var index = 0
        func flush(to end: Int) { if written < end { plain(written..<end) } }

        while index < text.count {
            guard text[index] == UInt8(ascii: "$") || text[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            if let span = scanner.span(in: text, at: index) {
                flush(to: index)
                math(span)
                index = span.end
                written = index
            } else if text[index] == UInt8(ascii: "\\") {
                if index + 1 < text.count, text[index + 1] == UInt8(ascii: "$") {
                    flush(to: index)
                    written = index + 1
                }
                index += 2
            } else {
                index += MathScanner.dollars(in: text, at: index)
            }
        }
        flush(to: text.count)
    }
}
