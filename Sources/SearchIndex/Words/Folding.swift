#if canImport(FoundationEssentials)
import FoundationEssentials
#endif
import Foundation

/// How letters that people type differently become one: `Gödel` and `godel`, `ﬁne` and `fine`.
///
/// The query program folds what is typed by the same rules (`Program/words.mjs`); `Tests/SearchIndexTests` holds the two
/// against each other.
enum Folding {
    /// A word in lower case without marks: Unicode's compatibility decomposition, less all marks, plus a few letters that it
    /// leaves whole.
    static func folded(_ word: String) -> String {
        var folded = ""
        for scalar in word.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
            if isMark(scalar) { continue }
            switch scalar {
            case "ß": folded += "ss"
            case "æ": folded += "ae"
            case "œ": folded += "oe"
            case "ø": folded += "o"
            case "ł": folded += "l"
            case "đ", "ð": folded += "d"
            case "þ": folded += "th"
            case "ı": folded += "i"
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return greek[folded] ?? folded
    }

    /// Greek letters that stand alone are found by their names, which TeX has for them, too.
    private static let greek = [
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
        "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
        "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    ]

    /// Whether a character is part of a word.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: false
        }
    }

    /// Whether a character belongs to a script that writes no spaces, or words too long to be found whole: Chinese, Japanese,
    /// Korean. Of these every two neighbors are a word.
    static func isPaired(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x11FF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3041...0x30FF, 0x3105...0x312F, 0x3131...0x318E,
            0x31A0...0x31BF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF,
            0xF900...0xFAFF, 0xFF66...0xFFDC, 0x1B000...0x1B16F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
