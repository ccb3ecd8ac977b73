/// The forms that languages tell apart by a number; the names are Unicode's (CLDR).
package enum PluralCategory: String, Sendable, CaseIterable {
    case zero, one, two, few, many, other

    /// A number of its own.
    var place: UInt8 {
        switch self {
        case .zero: 0
        case .one: 1
        case .two: 2
        case .few: 3
        case .many: 4
        case .other: 5
        }
    }
}

/// Which form a language uses for which number of things.
///
/// The rules are those for cardinal numbers of Unicode's CLDR, for whole numbers only: an archive has no half papers.
package enum PluralRule: String, Sendable, CaseIterable {
    /// One form for all numbers: Chinese, Japanese, Korean.
    case none
    /// 1 and the rest: English, German. Also for languages that this table does not know.
    case one
    /// 1, whole millions, and the rest: Spanish, Italian.
    case oneAndMillions
    /// 0 and 1, whole millions, and the rest: French, Portuguese.
    case zeroOneAndMillions
    /// 0 and 1, and the rest: Hindi, Persian.
    case zeroOne
    /// By the last digits, with a form for many: Russian, Ukrainian.
    case eastSlavic
    /// By the last digits: Croatian, Serbian.
    case southSlavic
    case polish
    /// 1, 2 to 4, and the rest: Czech, Slovak.
    case czech
    case slovenian, lithuanian, latvian, romanian, arabic, hebrew, irish, welsh, maltese
    /// Numbers that end in 1 but not in 11, and the rest: Icelandic, Macedonian.
    case endingInOne

    /// The rule of a language, by its tag (BCP 47).
    package init(language tag: String) {
        let tag = tag.lowercased()
        let language = tag.prefix { $0 != "-" && $0 != "_" }
        self =
            switch language {
            case "zh", "ja", "ko", "vi", "th", "id", "ms", "lo", "my", "km", "yue", "bo": .none
            case "es", "it", "ca": .oneAndMillions
            case "pt": tag == "pt-pt" ? .oneAndMillions : .zeroOneAndMillions
            case "fr": .zeroOneAndMillions
            case "hi", "fa", "bn", "gu", "kn", "am", "zu", "hy": .zeroOne
            case "ru", "uk", "be": .eastSlavic
            case "hr", "sr", "bs", "sh": .southSlavic
            case "pl": .polish
            case "cs", "sk": .czech
            case "sl": .slovenian
            case "lt": .lithuanian
            case "lv": .latvian
            case "ro", "mo": .romanian
            case "ar": .arabic
            case "he", "iw": .hebrew
            case "ga": .irish
            case "cy": .welsh
            case "mt": .maltese
            case "is", "mk": .endingInOne
            default: .one
            }
    }

    /// The form for a number that is not negative.
    package func category(of number: Int) -> PluralCategory {
        let (ten, hundred) = (number % 10, number % 100)
        let isMillions = number != 0 && number % 1_000_000 == 0
        let isTeen = 11...19 ~= hundred
        // 2 to 4, but not 12 to 14: "few" of the Slavic languages.
        let isFew = 2...4 ~= ten && !(12...14 ~= hundred)
        let endsInOne = ten == 1 && hundred != 11
        switch self {
        case .none: return .other
        case .one: return number == 1 ? .one : .other
        case .oneAndMillions: return number == 1 ? .one : isMillions ? .many : .other
        case .zeroOneAndMillions: return number <= 1 ? .one : isMillions ? .many : .other
        case .zeroOne: return number <= 1 ? .one : .other
        case .eastSlavic: return endsInOne ? .one : isFew ? .few : .many
        case .southSlavic: return endsInOne ? .one : isFew ? .few : .other
        case .polish: return number == 1 ? .one : isFew ? .few : .many
        case .czech: return number == 1 ? .one : 2...4 ~= number ? .few : .other
        case .slovenian: return hundred == 1 ? .one : hundred == 2 ? .two : 3...4 ~= hundred ? .few : .other
        case .lithuanian: return isTeen || ten == 0 ? .other : ten == 1 ? .one : .few
        case .latvian: return isTeen || ten == 0 ? .zero : ten == 1 ? .one : .other
        case .romanian: return number == 1 ? .one : number == 0 || 1...19 ~= hundred ? .few : .other
        case .arabic:
            switch number {
            case 0: return .zero
            case 1: return .one
            case 2: return .two
            default: return 3...10 ~= hundred ? .few : 11...99 ~= hundred ? .many : .other
            }
        case .hebrew: return number == 1 ? .one : number == 2 ? .two : .other
        case .irish:
            return number == 1 ? .one : number == 2 ? .two : 3...6 ~= number ? .few : 7...10 ~= number ? .many : .other
        case .welsh:
            let forms: [Int: PluralCategory] = [0: .zero, 1: .one, 2: .two, 3: .few, 6: .many]
            return forms[number] ?? .other
        case .maltese:
            return number == 1
                ? .one
                : number == 2 ? .two : number == 0 || 3...10 ~= hundred ? .few : isTeen ? .many : .other
        case .endingInOne: return endsInOne ? .one : .other
        }
    }
}
