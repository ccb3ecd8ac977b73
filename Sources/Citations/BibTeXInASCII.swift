import Foundation
import Markup

extension CitationFormat {
    /// BibTeX for programs that know no Unicode: accents, letters and signs are TeX's commands. What TeX has no command for,
    /// such as Chinese characters, stays.
    package static let bibTeXInASCII = CitationFormat(id: "bibtex-ascii", name: "BibTeX in ASCII") { citation, buffer in
        var unicode = ByteBuffer()
        bibTeX.write(citation, &unicode)
        buffer.append(inASCII(unicode.withBytes { String(decoding: $0, as: UTF8.self) }))
    }

    /// An entry's text with commands: `é` is `{\'{e}}`, `ß` is `{\ss}`, `α` is `$\alpha$` and in a formula `\alpha`.
    private static func inASCII(_ entry: String) -> String {
        guard !entry.utf8.allSatisfy({ $0 < 0x80 }) else { return entry }
        var text = ""
        var (isFormula, isEscaped) = (false, false)
        for character in entry {
            if character == "$", !isEscaped { isFormula.toggle() }
            isEscaped = character == "\\" && !isEscaped
            let written = String(character)
            if character.isASCII {
                text += written
            } else if let accented = accented(character) {
                text += accented
            } else if let letter = TeXCommands.letters[written], !isFormula {
                text += "{\\\(letter)}"
            } else if let sign = TeXCommands.signs[written] {
                text += isFormula ? "{\\\(sign)}" : "$\\\(sign)$"
            } else {
                text += written
            }
        }
        return text
    }

    /// A letter with accents that TeX has.
    private static func accented(_ character: Character) -> String? {
        let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
        guard let base = scalars.first, base.isASCII, scalars.count > 1 else { return nil }
        // Accents stand in place of the dots.
        var text = base == "i" || base == "j" ? "\\\(base)" : String(base)
        for mark in scalars.dropFirst() {
            guard let accent = TeXCommands.accents[mark] else { return nil }
            text = "\\\(accent){\(text)}"
        }
        return "{\(text)}"
    }
}
