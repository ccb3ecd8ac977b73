package import Diagnostics

/// Whether a file is text at all.
package enum TextCheck {
    /// The first byte that is no UTF-8, or a NUL, as a diagnostic; `nil` for good text.
    package static func problem(in file: SourceFile) -> Diagnostic? {
        let bytes = file.bytes
        let isPlain = bytes.withUnsafeBytes { memory in isPlainASCII(memory) }
        if isPlain { return nil }
        if let nul = bytes.withUnsafeBufferPointer({ firstNUL($0) }) {
            return Diagnostic(.fileHasNUL, "the file has a NUL byte; it is not text", at: file.location(at: nul))
        }
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        let offset = firstInvalidByte(bytes)
        return Diagnostic(
            .fileNotUTF8,
            "the file is not UTF-8: byte 0x\(String(bytes[offset], radix: 16, uppercase: true)) is out of place",
            at: file.location(at: offset), notes: [.init("save it with the encoding UTF-8")])
    }

    /// Whether all bytes are ASCII and none is NUL; eight at a time.
    private static func isPlainASCII(_ memory: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index + 8 <= memory.count {
            let word = memory.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // The second term's high bits show bytes that were 0 (or above 0x80, which the first refuses anyway).
            if (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { return false }
            index += 8
        }
        return memory[index...].allSatisfy { $0 != 0 && $0 < 0x80 }
    }

    /// The place of the first byte that is 0.
    private static func firstNUL(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index + 8 <= bytes.count, !EightBytes.isAny(EightBytes(bytes, at: index).equal(to: 0)) { index += 8 }
        return bytes[index...].firstIndex(of: 0)
    }

    private static func firstInvalidByte(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var input = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&input) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput, .error: return min(offset, bytes.count - 1)
            }
        }
    }
}
