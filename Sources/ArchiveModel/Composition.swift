#if canImport(FoundationEssentials)
import FoundationEssentials
#endif
import Foundation

extension String {
    /// The text in Unicode's composed form (NFC), so that `é` is one text however it was typed.
    package var canonicallyComposed: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }
}
