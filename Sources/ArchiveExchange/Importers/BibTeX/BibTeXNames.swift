import ArchiveModel
import Markup

/// Names as BibTeX writes them: `First von Last`, `von Last, First`, `von Last, Jr, First`, joined by `and`.
enum BibTeXNames {
    /// The people of a field, as entries have them. `others` is nobody.
    static func authors(_ field: String) -> [PlainValue] {
        split(field, at: "and").filter { $0.lowercased() != "others" }.compactMap(author)
    }

    private static func author(_ name: String) -> PlainValue? {
        // A name in braces is one word: an organization.
        if isInBraces(name) {
            return PlainValue.author(given: "", family: text(name))
        }
        let parts = split(name, at: ",")
        switch parts.count {
        case 1: return inReadingOrder(split(name, at: " "))
        case 2: return PlainValue.author(given: text(parts[1]), family: text(parts[0]))
        default:
            return PlainValue.author(
                given: text(parts[2...].joined(separator: " ")), family: text(parts[0]), suffix: text(parts[1]))
        }
    }

    /// `Ludwig van Beethoven`: the family name begins with the first word in lower case, else it is the last one.
    private static func inReadingOrder(_ words: [String]) -> PlainValue? {
        guard let last = words.last else { return nil }
        if words.count == 1 { return PlainValue.author(name: text(last)) }
        let start = words.dropLast().firstIndex(where: isParticle) ?? words.count - 1
        return PlainValue.author(
            given: text(words[..<start].joined(separator: " ")), family: text(words[start...].joined(separator: " ")))
    }

    /// Whether a word begins with a letter in lower case; one in braces has no case.
    private static func isParticle(_ word: String) -> Bool {
        guard let first = word.first, first != "{", first != "\\" else { return false }
        return first.isLowercase
    }

    private static func isInBraces(_ name: String) -> Bool {
        guard name.first == "{", name.last == "}" else { return false }
        var depth = 0
        for (place, character) in name.enumerated() {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if depth == 0 { return place == name.count - 1 }
        }
        return false
    }

    private static func text(_ tex: String) -> String {
        TeXText(tex).line.canonicallyComposed.replacing("\\$", with: "$")
    }

    /// A text cut at a word (`and`, with space around it), a comma or spaces outside of braces; parts without space around
    /// them, empty ones left out.
    private static func split(_ text: String, at separator: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        var word = ""
        func isSpace(_ character: Character) -> Bool { character.isWhitespace || character == "~" && separator == " " }
        func finish() {
            let trimmed = part.trimmed
            if !trimmed.isEmpty { parts.append(trimmed) }
            part = ""
        }
        for character in text + " " {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if depth <= 0, isSpace(character) {
                if separator == "and", word.lowercased() == "and" {
                    part.removeLast(word.count)
                    finish()
                } else {
                    part.append(" ")
                }
                if separator == " " { finish() }
                word = ""
            } else if depth <= 0, separator == ",", character == "," {
                finish()
            } else {
                part.append(character)
                word.append(character)
            }
        }
        finish()
        return parts
    }
}
