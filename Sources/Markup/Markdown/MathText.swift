/// One line of text that may hold formulas and no other markup: a title, a summary.
package enum MathText {
    /// The text with its formulas (`$…$`, `\(…\)`, `$$…$$`, `\[…\]`) as MathML and all else escaped; `\$` is a dollar.
    package static func html(_ text: String, macros: MathMacros = .none) -> HTML {
        guard mayHaveMath(text) else { return HTML(escaping: text) }
        var out = ByteBuffer(capacity: text.utf8.count + 64)
        var text = text
        text.withUTF8 { text in
            walk(text) {
                out.append(escaping: UnsafeBufferPointer(rebasing: text[$0]))
            } math: { span in
                // A title is within a line, and often within a link.
                MathWriter.write(
                    UnsafeBufferPointer(rebasing: text[span.tex]), isDisplay: false, macros: macros, canLink: false,
                    into: &out)
            }
        }
        return HTML(trusted: out.bytes)
    }

    /// What a `<title>`, an `alt` or a citation shows, where no markup can be: formulas as plain text, `\$` as a dollar.
    package static func plain(_ text: String, macros: MathMacros = .none) -> String {
        guard mayHaveMath(text) else { return text }
        var out = ByteBuffer(capacity: text.utf8.count)
        var text = text
        text.withUTF8 { text in
            walk(text) {
                out.append(UnsafeBufferPointer(rebasing: text[$0]))
            } math: { span in
                let tex = UnsafeBufferPointer(rebasing: text[span.tex])
                if let formula = try? macros.formula(tex) { out.append(formula.text) } else { out.append(tex) }
            }
        }
        return out.text
    }

    /// Whether a text has a dollar or a backslash, without which there is no formula.
    private static func mayHaveMath(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            var index = 0
            while index + 8 <= text.count {
                let bytes = EightBytes(text, at: index)
                let found = bytes.equal(to: UInt8(ascii: "$")) | bytes.equal(to: UInt8(ascii: "\\"))
                if EightBytes.isAny(found) { return true }
                index += 8
            }
            return text[index...].contains { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "\\") }
        }
    }

    /// What a program gets that may know TeX: formulas as they are written, `\$` as a dollar.
    package static func source(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: "\\")) ? text.replacing("\\$", with: "$") : text
    }

    /// A formula as plain text; as its TeX where it can't be read.
    static func plain(formula: String, macros: MathMacros) -> String {
        var tex = formula
        return tex.withUTF8 { (try? macros.formula($0))?.text } ?? formula
    }

    /// The formulas of a text that can't be read, and why.
    package static func problems(_ text: String, macros: MathMacros) -> [MathProblem] {
        guard mayHaveMath(text) else { return [] }
        var problems: [MathProblem] = []
        var text = text
        text.withUTF8 { text in
            walk(text) { _ in
            } math: { span in
                do throws(MathProblem) {
                    _ = try macros.formula(UnsafeBufferPointer(rebasing: text[span.tex]))
                } catch {
                    problems.append(
                        MathProblem(
                            message: error.message, offset: span.tex.lowerBound + error.offset, help: error.help))
                }
            }
        }
        return problems
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
