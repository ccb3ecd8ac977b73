/// Writes formulas: the one place that decides what TeX becomes in HTML.
enum MathWriter {
    /// Writes a formula within text; `canLink` is false within a link.
    static func write(
        _ tex: UnsafeBufferPointer<UInt8>, isDisplay: Bool, macros: MathMacros, canLink: Bool,
        into out: inout ByteBuffer
    ) {
        // It scrolls where it is wider than the page, which a keyboard has to reach.
        if isDisplay { out.append("<span class=\"math display\" tabindex=\"0\">") }
        writeFormula(tex, isDisplay: isDisplay, macros: macros, canLink: canLink, into: &out)
        if isDisplay { out.append("</span>") }
    }

    /// Writes a formula that is a block.
    static func writeBlock(_ tex: UnsafeBufferPointer<UInt8>, macros: MathMacros, into out: inout ByteBuffer) {
        out.append("<div class=\"math\" tabindex=\"0\">")
        writeFormula(tex, isDisplay: true, macros: macros, canLink: true, into: &out)
        out.append("</div>\n")
    }

    private static func writeFormula(
        _ source: UnsafeBufferPointer<UInt8>, isDisplay: Bool, macros: MathMacros, canLink: Bool,
        into out: inout ByteBuffer
    ) {
        let tex = source.trimmingSpace
        do {
            let formula = try macros.formula(tex)
            if !formula.writeText(canLink: canLink, into: &out) {
                formula.write(isDisplay: isDisplay, into: &out)
            }
        } catch {
            // What is wrong with it was said when the entry was loaded.
            out.append("<code class=\"math\">")
            out.append(escaping: tex)
            out.append("</code>")
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes without ASCII white space at both ends.
    var trimmingSpace: UnsafeBufferPointer<UInt8> {
        guard let first = firstIndex(where: { !Self.isSpace($0) }), let last = lastIndex(where: { !Self.isSpace($0) })
        else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: self[first...last])
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D) ~= byte }
}
