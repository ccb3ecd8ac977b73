#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A color as `#0d5c63` or `#fff`.
struct HexColor: Sendable {
    /// Red, green and blue, from 0 to 1.
    private let parts: [Double]

    /// The color of a text; `nil` where it is none.
    init?(_ text: String) {
        let digits = text.dropFirst().compactMap(\.hexDigitValue)
        guard text.hasPrefix("#"), text.dropFirst().allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        switch digits.count {
        case 3: parts = digits.map { Double($0 * 17) / 255 }
        case 6: parts = [0, 2, 4].map { Double(digits[$0] * 16 + digits[$0 + 1]) / 255 }
        default: return nil
        }
    }

    /// How well it is read on another, from 1 to 21: the contrast ratio of WCAG 2.2.
    func contrast(with other: HexColor) -> Double {
        (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
    }

    /// The least contrast that text needs: WCAG 2.2, success criterion 1.4.3.
    static let leastContrast = 4.5

    /// The relative luminance of WCAG 2.2.
    private var luminance: Double {
        let linear = parts.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
