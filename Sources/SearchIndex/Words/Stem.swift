/// English words without their endings, by the rules of the query program (`Program/stem.mjs`), which are M. F. Porter's
/// ("An algorithm for suffix stripping", 1980, and his later changes); `Tests/Golden/stems.txt` is the list that both are
/// tested by.
enum Stem {
    private typealias Word = ArraySlice<UInt8>

    /// The stem that a folded word has in common with its other forms; words with other letters than a to z are their own.
    static func of(_ word: [UInt8]) -> [UInt8] {
        guard word.count >= 3, word.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }) else { return word }
        var rest = word[...]
        if ends(rest, "sses") {
            rest = rest.dropLast(2)
        } else if ends(rest, "ied") || ends(rest, "ies") {
            rest = rest.dropLast(rest.count > 4 ? 2 : 1)
        } else if ends(rest, "s"), let before = rest.dropLast().last, before != UInt8(ascii: "u"),
            before != UInt8(ascii: "s"), hasVowel(rest.dropLast(2))
        {
            rest = rest.dropLast()
        }
        rest = withoutTense(rest)
        if ends(rest, "y"), rest.count > 2, !isVowel(rest, rest.endIndex - 2) {
            rest = rest.dropLast() + [UInt8(ascii: "i")]
        }
        rest = replaced(replaced(rest, step2), step3)
        if let last = step4.first(where: { ends(rest, $0) }) {
            let start = rest.dropLast(last.utf8.count)
            if measure(start) > 1, last != "ion" || ends(start, "s") || ends(start, "t") { rest = start }
        }
        if ends(rest, "e") {
            let start = rest.dropLast()
            if measure(start) > 1 || (measure(start) == 1 && !endsShort(start)) { rest = start }
        }
        return Array(ends(rest, "ll") && measure(rest) > 1 ? rest.dropLast() : rest)
    }

    private static func withoutTense(_ word: Word) -> Word {
        guard let ending = ["eed", "ed", "ing"].first(where: { ends(word, $0) }) else { return word }
        var rest = word.dropLast(ending.utf8.count)
        if ending == "eed" { return measure(rest) > 0 ? word.dropLast() : word }
        guard hasVowel(rest) else { return word }
        if ["at", "bl", "iz", "is"].contains(where: { ends(rest, $0) }) {
            rest.append(UInt8(ascii: "e"))
        } else if endsDouble(rest), !["l", "s", "z"].contains(where: { ends(rest, $0) }) {
            rest.removeLast()
        } else if measure(rest) == 1, endsShort(rest) {
            rest.append(UInt8(ascii: "e"))
        }
        return rest
    }

    // MARK: Letters

    private static func ends(_ word: Word, _ ending: String) -> Bool {
        word.count >= ending.utf8.count && word.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }

    /// Whether the letter at a place is a vowel; `y` is one after a consonant.
    private static func isVowel(_ word: Word, _ place: Int) -> Bool {
        switch word[place] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): true
        case UInt8(ascii: "y"): place > word.startIndex && !isVowel(word, place - 1)
        default: false
        }
    }

    private static func hasVowel(_ word: Word) -> Bool { word.indices.contains { isVowel(word, $0) } }

    /// How often a vowel is followed by a consonant: Porter's measure.
    private static func measure(_ word: Word) -> Int {
        word.indices.dropFirst().count { isVowel(word, $0 - 1) && !isVowel(word, $0) }
    }

    private static func endsDouble(_ word: Word) -> Bool {
        let last = word.endIndex - 1
        return word.count > 1 && word[last] == word[last - 1] && !isVowel(word, last)
    }

    /// Whether a stem ends as `hop` does: a consonant, a vowel, a consonant other than w, x, y.
    private static func endsShort(_ word: Word) -> Bool {
        let last = word.endIndex - 1
        guard word.count >= 3, !isVowel(word, last), isVowel(word, last - 1), !isVowel(word, last - 2) else {
            return false
        }
        return ![UInt8(ascii: "w"), UInt8(ascii: "x"), UInt8(ascii: "y")].contains(word[last])
    }

    // MARK: Endings

    private static func replaced(_ word: Word, _ endings: [(String, String)]) -> Word {
        guard let (ending, other) = endings.first(where: { ends(word, $0.0) }) else { return word }
        let stem = word.dropLast(ending.utf8.count)
        return measure(stem) > 0 ? stem + Array(other.utf8) : word
    }

    private static let step2 = [
        ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("iveness", "ive"), ("fulness", "ful"),
        ("ousness", "ous"), ("tional", "tion"), ("biliti", "ble"), ("entli", "ent"), ("ousli", "ous"),
        ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("iviti", "ive"), ("fulli", "ful"), ("lessli", "less"),
        ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("iser", "ize"), ("ator", "ate"),
        ("alli", "al"), ("bli", "ble"), ("logi", "log"), ("eli", "e"),
    ]
    private static let step3 = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("alise", "al"), ("iciti", "ic"), ("ical", "ic"), ("ness", ""),
        ("ful", ""),
    ]
    private static let step4 = [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ise",
        "ion", "al", "er", "ic",
    ]
}
