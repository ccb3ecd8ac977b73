/// A font of letters in formulas; MathML has them as characters (The Unicode Standard, Mathematical Alphanumeric Symbols).
enum MathFont: Sendable, Hashable {
    /// As formulas are: single letters italic, capital Greek and digits upright.
    case normal
    case roman, italic, bold, boldItalic, blackboard, script, boldScript, fraktur, boldFraktur, sansSerif,
        boldSansSerif,
        sansItalic, monospace

    /// The character for a letter or digit in this font; the same where the font has none, or none of its own.
    func character(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard self != .normal, self != .roman else { return scalar }
        if let exception = Self.exceptions[self]?[scalar] { return exception }
        let start: UInt32?
        let first: Unicode.Scalar
        switch scalar {
        case "A"..."Z": (start, first) = (starts.capital, "A")
        case "a"..."z": (start, first) = (starts.capital + 26, "a")
        case "0"..."9": (start, first) = (starts.digit, "0")
        case "Α"..."Ω": (start, first) = (starts.greek, "Α")
        case "α"..."ω": (start, first) = (starts.greek.map { $0 + 26 }, "α")
        default:
            guard let greek = starts.greek, let place = Self.greekSigns.firstIndex(of: scalar) else { return scalar }
            return Unicode.Scalar(greek + UInt32(place == 0 ? 25 : 50 + place)) ?? scalar
        }
        guard let start else { return scalar }
        return Unicode.Scalar(start + scalar.value - first.value) ?? scalar
    }

    /// A text in this font.
    func text(_ text: String) -> String {
        if self == .normal || self == .roman { return text }
        var styled = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { styled.append(character(for: scalar)) }
        return String(styled)
    }

    /// The font of what is in this one and in another as well.
    func combined(with inner: MathFont) -> MathFont {
        switch (self, inner) {
        case (.bold, .italic), (.italic, .bold), (.boldItalic, .normal), (.boldItalic, .italic), (.boldItalic, .bold):
            .boldItalic
        case (.bold, .script), (.boldItalic, .script), (.script, .bold), (.script, .boldItalic): .boldScript
        case (.bold, .fraktur), (.boldItalic, .fraktur), (.fraktur, .bold), (.fraktur, .boldItalic): .boldFraktur
        case (.bold, .sansSerif), (.boldItalic, .sansSerif), (.sansSerif, .bold), (.sansSerif, .boldItalic):
            .boldSansSerif
        case (.bold, .roman), (.roman, .bold), (.boldItalic, .roman): .bold
        case (.sansSerif, .italic), (.italic, .sansSerif): .sansItalic
        default: inner
        }
    }

    /// Where the font's letters begin: capitals, which the small ones follow, digits, and Greek.
    private var starts: (capital: UInt32, digit: UInt32?, greek: UInt32?) {
        switch self {
        case .normal, .roman: (0x41, nil, nil)
        case .bold: (0x1D400, 0x1D7CE, 0x1D6A8)
        case .italic: (0x1D434, nil, 0x1D6E2)
        case .boldItalic: (0x1D468, 0x1D7CE, 0x1D71C)
        case .script: (0x1D49C, nil, nil)
        case .boldScript: (0x1D4D0, 0x1D7CE, nil)
        case .fraktur: (0x1D504, nil, nil)
        case .blackboard: (0x1D538, 0x1D7D8, nil)
        case .boldFraktur: (0x1D56C, 0x1D7CE, nil)
        case .sansSerif: (0x1D5A0, 0x1D7E2, nil)
        case .boldSansSerif: (0x1D5D4, 0x1D7EC, 0x1D756)
        case .sansItalic: (0x1D608, 0x1D7E2, nil)
        case .monospace: (0x1D670, 0x1D7F6, nil)
        }
    }

    /// What comes after the Greek letters of a font; the first stands between capitals and small letters.
    private static let greekSigns: [Unicode.Scalar] = ["∇", "∂", "ϵ", "ϑ", "ϰ", "ϕ", "ϱ", "ϖ"]

    /// Letters that had a place of their own before the fonts got theirs.
    private static let exceptions: [MathFont: [Unicode.Scalar: Unicode.Scalar]] = [
        .italic: ["h": "ℎ"],
        .script: [
            "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ",
            "o": "ℴ",
        ],
        .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
        .blackboard: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"],
    ]
}
