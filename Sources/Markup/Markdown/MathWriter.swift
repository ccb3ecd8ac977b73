/// Writes formulas: the one place that decides what TeX becomes in HTML.
enum MathWriter {
    /// Writes a formula within text.
    static func write(_ tex: UnsafeBufferPointer<UInt8>, isDisplay: Bool, into out: inout ByteBuffer) {
        out.append(isDisplay ? "<span class=\"math display\">" : "<span class=\"math\">")
        out.append(escaping: tex)
        out.append("</span>")
    }

    /// Writes a formula that is a block.
    static func writeBlock(_ tex: UnsafeBufferPointer<UInt8>, into out: inout ByteBuffer) {
        out.append("<div class=\"math\">")
        out.append(escaping: tex.trimmingSpace)
        out.append("</div>\n")
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
