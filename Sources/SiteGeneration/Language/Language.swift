import Diagnostics
import FileSystem
import Markup

/// What the site's language decides: words, dates, plurals, the direction of its script.
///
/// English is part of the program. Language files of the theme and of the site, one over the other, replace what they
/// have; what they have not stays English.
final class Language: Sendable {
    /// The site's language (BCP 47).
    let tag: String
    let dates: DateFormats
    /// The theme's own messages, for its templates.
    let messages: MessageCatalog
    /// Of all that it says.
    let fingerprint: Fingerprint
    /// By the words' numbers.
    private let words: [Message]
    /// The words that have no places, ready to be used; cards ask for several.
    private let constants: [String]
    private var plurals: PluralRule { messages.plurals }

    /// Whether the script runs from right to left.
    var isRightToLeft: Bool {
        let parts = tag.lowercased().split(separator: "-")
        if parts.contains("arab") || parts.contains("hebr") { return true }
        if parts.contains("latn") || parts.contains("cyrl") { return false }
        return ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(parts.first ?? "")
    }

    private init(_ tag: String, _ content: LanguageContent) {
        self.tag = tag
        dates = content.dates
        messages = MessageCatalog(content.messages, plurals: PluralRule(language: tag))
        words = content.words
        fingerprint = content.fingerprint
        constants = words.map { $0.text { _ in "" } }
    }

    /// A word that has no places.
    subscript(word: Word) -> String { constants[word.rawValue] }

    /// A word with something in its places, and a number where it has plurals.
    func text(_ word: Word, count: Int = 0, _ value: (String) -> String) -> String {
        words[word.rawValue].text(number: count, rule: plurals, value)
    }
}

extension Language {
    /// A language file of a theme, or of a site.
    struct Source {
        /// What it is called without `.toml`: `en`, `pt-br`.
        let name: String
        let file: SourceFile
    }

    /// Reads the folder `i18n` of a theme, and that of the site's own `theme` folder.
    static func load(
        _ tag: String, _ theme: Folder, named name: String, overrides: Folder?
    ) throws(IOFailure) -> (language: Language, diagnostics: [Diagnostic]) {
        var sources: [Source] = []
        let places = [(theme, name), (overrides, "theme")].compactMap { place, name in place.map { ($0, name) } }
        for (place, name) in places {
            for path in try FolderListing.files(in: place, below: "i18n") where path.hasSuffix(".toml") {
                var bytes: [UInt8] = []
                try place.read(path, into: &bytes, limit: 1_000_000)
                let language = path.dropFirst("i18n/".count).dropLast(".toml".count).lowercased()
                sources.append(Source(name: language, file: SourceFile(path: "\(name)/\(path)", bytes: bytes)))
            }
        }
        return load(tag, from: sources)
    }

    /// Makes a language of the files of a theme and after them those of the site: English, the language, its variety.
    static func load(_ tag: String, from sources: [Source]) -> (language: Language, diagnostics: [Diagnostic]) {
        var content = LanguageContent()
        var diagnostics: [Diagnostic] = []
        let tag = tag.isEmpty ? "en" : tag
        let names = names(of: tag)
        // English first: it declares the theme's messages.
        let wanted = (names.contains("en") ? names : ["en"] + names)
        let declaring = wanted.first { name in sources.contains { $0.name == name } }
        for name in wanted {
            for source in sources where source.name == name {
                diagnostics += content.read(source.file, mayDeclare: name == declaring)
            }
            // What was said so far is English; from here on somebody translates.
            if name == "en" { content.beginTranslation() }
        }
        if !names.contains("en"), !sources.contains(where: { names.contains($0.name) }) {
            diagnostics.append(
                Diagnostic(
                    .missingLanguage, .warning, "the theme does not speak `\(tag)`: its words and dates are English",
                    at: .file("site.toml"),
                    notes: [.init("a file theme/i18n/\(names[0]).toml in the site's folder would teach it")]))
        } else if !names.contains("en"), let last = sources.last(where: { names.contains($0.name) }) {
            diagnostics += content.missing(in: last.file)
        }
        return (Language(tag, content), diagnostics)
    }

    /// The names of the files for a language, the most general first: `pt`, `pt-br`.
    private static func names(of tag: String) -> [String] {
        let parts = tag.lowercased().split(separator: "-")
        return parts.indices.map { parts[...$0].joined(separator: "-") }
    }
}

/// What language files say, one over the other.
private struct LanguageContent {
    var dates = DateFormats()
    var words = Word.allCases.map { Message($0.english) }
    var messages: [String: Message] = [:]
    /// Of all files that were read.
    var fingerprint = Fingerprint()
    /// The messages and words that are still English.
    private var untranslated: Set<String> = []

    /// From now on what is read is a translation.
    mutating func beginTranslation() { untranslated = Set(messages.keys).union(Word.allCases.map(\.key)) }

    /// Complains of what was not translated.
    func missing(in file: SourceFile) -> [Diagnostic] {
        guard !untranslated.isEmpty else { return [] }
        let names = untranslated.sorted().prefix(10).joined(separator: ", ") + (untranslated.count > 10 ? ", …" : "")
        let count = untranslated.count == 1 ? "1 message is" : "\(untranslated.count) messages are"
        return [
            Diagnostic(.missingTranslation, .warning, "\(count) left in English: \(names)", at: .file(file.path))
        ]
    }

    /// Reads a file over what is there. One that may not declare messages translates those that are known.
    mutating func read(_ file: SourceFile, mayDeclare: Bool) -> [Diagnostic] {
        fingerprint.add(file.bytes)
        if let problem = TextCheck.problem(in: file) { return [problem] }
        let (table, problems) = TOMLReader.read(file, range: 0..<file.bytes.count)
        guard let table else { return problems }
        var reader = TableReader(table, in: file, name: "language file", start: 0..<1)
        if var inner = reader.table("dates", name: "table `dates`") {
            dates.read(&inner, in: file)
            reader.absorb(inner)
        }
        if var inner = reader.table("words", name: "table `words`") {
            for word in Word.allCases {
                guard let value = inner.value(word.key) else { continue }
                let names = Message(word.english).names
                if let message = Message(value, key: word.key, in: file, names: names, &inner) {
                    words[word.rawValue] = message
                    untranslated.remove(word.key)
                }
            }
            reader.absorb(inner)
        }
        if var inner = reader.table("text", name: "table `text`") {
            readMessages(inner.keys, mayDeclare: mayDeclare, in: file, &inner)
            reader.absorb(inner)
        }
        reader.finish()
        return reader.diagnostics
    }

    private mutating func readMessages(
        _ keys: [String], mayDeclare: Bool, in file: SourceFile, _ reader: inout TableReader
    ) {
        for key in mayDeclare ? keys : messages.keys.sorted() {
            guard let value = reader.value(key) else { continue }
            if let message = Message(value, key: key, in: file, &reader) {
                messages[key] = message
                untranslated.remove(key)
            }
        }
    }
}
