/// What TeX writes for characters beyond ASCII: ``TeXSymbols`` the other way round.
package enum TeXCommands {
    /// The accents of combining marks: `'` for an acute one, `c` for a cedilla.
    package static let accents: [Unicode.Scalar: String] = {
        var accents: [Unicode.Scalar: String] = [:]
        for (name, mark) in TeXSymbols.accents { accents[mark] = String(name) }
        for (name, mark) in TeXSymbols.letterAccents { accents[mark] = name }
        return accents
    }()

    /// The commands of letters and signs in text: `ss`.
    package static let letters = inverted(TeXSymbols.texts)

    /// The commands of signs in formulas: `alpha`.
    package static let signs = inverted(TeXSymbols.symbols)

    /// Of several commands for one character the one that says where it is meant for (`textdegree`), else the shortest.
    private static func inverted(_ commands: [String: String]) -> [String: String] {
        func rank(_ name: String) -> (Int, Int, String) { (name.hasPrefix("text") ? 0 : 1, name.utf8.count, name) }
        var names: [String: String] = [:]
        for (name, text) in commands where !text.utf8.allSatisfy({ $0 < 0x80 }) {
            if let known = names[text], rank(known) <= rank(name) { continue }
            names[text] = name
        }
        return names
    }
}
