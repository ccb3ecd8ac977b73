import CCmarkGFM

/// What a node made by our extension stands for; kept in the node's user data.
enum InlineMark {
    /// A formula. `lines` newlines are in it, which cmark's line count misses; `shift` is how far the columns of what
    /// follows on its last line are off.
    case math(MathDelimiter, lines: Int, shift: Int)
    /// Two tildes that may open or close deleted text.
    case tildes(canOpen: Bool, canClose: Bool)
    /// Two tildes found to open or close deleted text.
    case deletion(opens: Bool)
    /// Two tildes that are just that.
    case plainTildes

    /// The bits: four of the kind, then its values.
    var userData: UnsafeMutableRawPointer? {
        let bits: UInt =
            switch self {
            case .math(let delimiter, let lines, let shift):
                UInt(delimiter.rawValue) | UInt(truncatingIfNeeded: min(lines, 0xFFFFF)) << 4
                    | UInt(truncatingIfNeeded: max(0, shift)) << 24
            case .tildes(let canOpen, let canClose): 13 | (canOpen ? 16 : 0) | (canClose ? 32 : 0)
            case .deletion(let opens): 14 | (opens ? 16 : 0)
            case .plainTildes: 15
            }
        return UnsafeMutableRawPointer(bitPattern: bits)
    }

    init?(userData: UnsafeMutableRawPointer?) {
        let bits = UInt(bitPattern: userData)
        switch bits & 15 {
        case 13: self = .tildes(canOpen: bits & 16 != 0, canClose: bits & 32 != 0)
        case 14: self = .deletion(opens: bits & 16 != 0)
        case 15: self = .plainTildes
        default:
            guard let delimiter = MathDelimiter(rawValue: Int(bits & 15)) else { return nil }
            self = .math(delimiter, lines: Int(bits >> 4 & 0xFFFFF), shift: Int(bits >> 24))
        }
    }
}

/// What one parser remembers of the block whose inlines cmark is reading.
final class InlineState {
    private var block: OpaquePointer?
    private(set) var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var scanner = MathScanner()

    /// Forgets the block; to be called before each document.
    func reset() { block = nil }

    /// Turns to a block; cmark's offsets count in its text.
    func enter(_ block: OpaquePointer) {
        guard self.block != block else { return }
        self.block = block
        text = UnsafeBufferPointer(cString: cmark_node_get_string_content(block))
        scanner = MathScanner()
    }
}

/// Our inline syntax, called back by cmark where a character of ours begins: formulas, TeX's tie, `~~`, bare addresses.
///
/// Formulas and `~~` become code nodes with a mark: cmark lets them stand everywhere, also in table cells. A bare
/// address becomes text, so that `_` or `~` in it means nothing; what links it is `Autolinks`, when it is written.
struct InlineExtension {
    let pointer: OpaquePointer
    let state: InlineState
    let inlines: OpaquePointer
    let block: OpaquePointer

    static let matchInline: cmark_match_inline_func = { pointer, _, block, character, inlines in
        switch character {
        case UInt8(ascii: "$"), UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "{"):
            break
        default: return nil
        }
        guard let pointer, let block, let inlines, let opaque = cmark_syntax_extension_get_private(pointer) else {
            return nil
        }
        let state = Unmanaged<InlineState>.fromOpaque(opaque).takeUnretainedValue()
        state.enter(block)
        return InlineExtension(pointer: pointer, state: state, inlines: inlines, block: block).match(character)
    }

    /// Whether a backslash before the character escapes it; not so parentheses, which then come to `match`.
    static let escapes: cmark_ispunct_func = { character in
        switch UInt8(bitPattern: character) {
        case UInt8(ascii: "("), UInt8(ascii: ")"): 0
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: 1
        default: 0
        }
    }

    private func match(_ character: UInt8) -> OpaquePointer? {
        let offset = Int(cmark_inline_parser_get_offset(inlines))
        guard offset < state.text.count, state.text[offset] == character else { return nil }
        return switch character {
        case UInt8(ascii: "$"): dollar(at: offset)
        case UInt8(ascii: "~"): tilde(at: offset)
        case UInt8(ascii: ":"): address(at: offset)
        case UInt8(ascii: "{"): environment(at: offset)
        default: parenthesis(at: offset)
        }
    }

    private func dollar(at offset: Int) -> OpaquePointer? {
        if let span = state.scanner.span(in: state.text, at: offset) { return math(span, from: offset) }
        return text(offset..<offset + MathScanner.dollars(in: state.text, at: offset))
    }

    /// An escaped parenthesis: cmark has just written the backslash, which is taken back.
    private func parenthesis(at offset: Int) -> OpaquePointer? {
        var backslash = offset
        while backslash > 0, state.text[backslash - 1] == UInt8(ascii: "\\") { backslash -= 1 }
        guard (offset - backslash) % 2 == 1 else { return nil }
        cmark_node_unput(block, 1)
        if let span = state.scanner.span(in: state.text, at: offset - 1) { return math(span, from: offset) }
        return text(offset..<offset + 1)
    }

    /// The brace of `\begin{equation}`: cmark has written what stands before it, which is taken back.
    private func environment(at offset: Int) -> OpaquePointer? {
        let begin = "\\begin".utf8
        let start = offset - begin.count
        guard start >= 0, state.text[start..<offset].elementsEqual(begin),
            start == 0 || state.text[start - 1] != UInt8(ascii: "\\"),
            let span = state.scanner.span(in: state.text, at: start)
        else { return nil }
        cmark_node_unput(block, Int32(begin.count))
        return math(span, from: offset)
    }

    private func tilde(at offset: Int) -> OpaquePointer? {
        var left: Int32 = 0
        var right: Int32 = 0
        var before: Int32 = 0
        var after: Int32 = 0
        let count = Int(
            cmark_inline_parser_scan_delimiters(
                inlines, Int32.max, UInt8(ascii: "~"), &left, &right, &before, &after))
        switch count {
        case 1:
            return isTie(at: offset) ? node(CMARK_NODE_TEXT, literal: "\u{A0}") : node(CMARK_NODE_TEXT, literal: "~")
        case 2:
            let node = node(CMARK_NODE_CODE, literal: "~~")
            mark(node, .tildes(canOpen: left != 0, canClose: right != 0))
            return node
        default: return text(offset..<offset + count)
        }
    }

    /// TeX's tie stands between two words; a tilde after a space or an opening parenthesis means "about", and after a
    /// slash somebody's home.
    private func isTie(at offset: Int) -> Bool {
        guard offset > 0, offset + 1 < state.text.count else { return false }
        let before = state.text[offset - 1]
        return before > 0x20 && !"([{/".utf8.contains(before) && state.text[offset + 1] > 0x20
    }

    private func address(at offset: Int) -> OpaquePointer? {
        Autolinks.schemed(in: state.text, colon: offset, floor: 0, inMarkup: true)
            .flatMap { text(offset..<$0.range.upperBound) }
    }

    private func math(_ span: MathSpan, from offset: Int) -> OpaquePointer? {
        let tex = UnsafeBufferPointer(rebasing: state.text[span.tex])
        let node = node(CMARK_NODE_CODE, literal: tex)
        var lines = 0
        var shift = 0
        if let newline = tex.lastIndex(of: 0x0A) {
            lines = tex.count { $0 == 0x0A }
            // From where cmark takes the line to begin, to where the line of the formula's end begins.
            let column = Int(cmark_inline_parser_get_column(inlines)) - Int(cmark_node_get_start_column(block))
            shift = column + span.tex.lowerBound - offset + newline + 1
        }
        mark(node, .math(span.delimiter, lines: lines, shift: shift))
        cmark_inline_parser_set_offset(inlines, Int32(span.end))
        return node
    }

    private func text(_ range: Range<Int>) -> OpaquePointer? {
        cmark_inline_parser_set_offset(inlines, Int32(range.upperBound))
        return node(CMARK_NODE_TEXT, literal: UnsafeBufferPointer(rebasing: state.text[range]))
    }

    private func mark(_ node: OpaquePointer?, _ mark: InlineMark) {
        cmark_node_set_syntax_extension(node, pointer)
        cmark_node_set_user_data(node, mark.userData)
    }

    private func node(_ type: cmark_node_type, literal: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
        let node = cmark_node_new(type)
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: literal.count + 1) { copy in
            for (index, byte) in literal.enumerated() { copy[index] = CChar(bitPattern: byte) }
            copy[literal.count] = 0
            cmark_node_set_literal(node, copy.baseAddress)
        }
        return node
    }

    private func node(_ type: cmark_node_type, literal: String) -> OpaquePointer? {
        let node = cmark_node_new(type)
        cmark_node_set_literal(node, literal)
        return node
    }
}
