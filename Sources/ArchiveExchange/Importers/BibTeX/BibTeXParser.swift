import Diagnostics

/// An entry of a BibTeX file, its macros and joins resolved; values are TeX.
struct BibTeXItem {
    /// `article`, lower case.
    var type: String
    var key: String
    /// By names in lower case.
    var fields: [String: String]
    var place: ByteRange

    subscript(name: String) -> String? {
        guard let value = fields[name]?.trimmed, !value.isEmpty else { return nil }
        return value
    }
}

/// Reads BibTeX: `@string`, `#`, braces within braces, quotes. It goes on behind what it can't read, and takes what other
/// programs stumble over: `\"` in a quoted value, a comma that is missing between fields, keys in any script.
struct BibTeXParser {
    private let file: SourceFile
    private let bytes: [UInt8]
    private var place = 0
    private var macros: [String: String] = [:]
    private(set) var items: [BibTeXItem] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// The file's items, each with what it inherits by `crossref`.
    static func parse(_ file: SourceFile) -> (items: [BibTeXItem], diagnostics: [Diagnostic]) {
        var parser = BibTeXParser(file)
        parser.run()
        parser.inherit()
        return (parser.items, parser.diagnostics)
    }

    private init(_ file: SourceFile) {
        self.file = file
        bytes = file.bytes
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        for (number, name) in months.enumerated() { macros[name] = String(number + 1) }
    }

    private mutating func run() {
        // What stands outside of entries is comment.
        while let start = bytes[place...].firstIndex(of: UInt8(ascii: "@")) {
            place = start + 1
            do throws(BibTeXProblem) {
                try entry(start)
            } catch {
                diagnostics.append(
                    Diagnostic(
                        .bibTeXSyntax, error.message, at: file.location(at: min(error.place, bytes.count)),
                        notes: [.init("the entry begins here", at: file.location(at: start))]))
                place = nextEntry(start + 1)
            }
        }
    }

    /// Where the next line begins that looks like an entry.
    private func nextEntry(_ start: Int) -> Int {
        var index = start
        while let at = bytes[index...].firstIndex(of: UInt8(ascii: "@")) {
            var before = at
            while before > start, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
            if before == 0 || bytes[before - 1] == UInt8(ascii: "\n") { return at }
            index = at + 1
        }
        return bytes.count
    }

    // MARK: Entries

    private mutating func entry(_ start: Int) throws(BibTeXProblem) {
        let type = name().lowercased()
        skipSpace()
        if type == "comment" {
            if peek == UInt8(ascii: "{") { _ = try braced() }
            return
        }
        // An address in running text, such as name@example.org.
        guard !type.isEmpty, let opening = peek, opening == UInt8(ascii: "{") || opening == UInt8(ascii: "(") else {
            return
        }
        let closing = opening == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
        if type == "preamble" {
            place += 1
            _ = try value(closing)
            try end(closing)
            return
        }
        place += 1
        skipSpace()
        if type == "string" {
            let name = name().lowercased()
            skipSpace()
            guard take("=") else { throw BibTeXProblem("`=` has to follow the macro's name", place) }
            macros[name] = try value(closing)
            try end(closing)
            return
        }
        let key = key(closing)
        var fields: [String: String] = [:]
        skipSpace()
        while peek != closing {
            guard place < bytes.count else { throw BibTeXProblem("the entry never ends", start) }
            if take(",") {
                skipSpace()
                continue
            }
            let field = name().lowercased()
            guard !field.isEmpty else { throw BibTeXProblem("the name of a field has to stand here", place) }
            skipSpace()
            guard take("=") else { throw BibTeXProblem("`=` has to follow the field's name `\(field)`", place) }
            let value = try value(closing)
            // The first one holds, as in BibTeX.
            if fields[field] == nil { fields[field] = value }
            skipSpace()
        }
        place += 1
        items.append(BibTeXItem(type: type, key: key, fields: fields, place: start..<place))
    }

    private mutating func end(_ closing: UInt8) throws(BibTeXProblem) {
        skipSpace()
        guard peek == closing else { throw BibTeXProblem("`\(Unicode.Scalar(closing))` has to stand here", place) }
        place += 1
    }

    private mutating func key(_ closing: UInt8) -> String {
        let start = place
        while let byte = peek, byte > 0x20, byte != UInt8(ascii: ","), byte != closing { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// The name of a type, a field or a macro.
    private mutating func name() -> String {
        let start = place
        while let byte = peek, byte > 0x20, !"{}(),=#\"%'@".utf8.contains(byte) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    // MARK: Values

    /// Parts joined by `#`.
    private mutating func value(_ closing: UInt8) throws(BibTeXProblem) -> String {
        var value = ""
        repeat {
            skipSpace()
            switch peek {
            case UInt8(ascii: "{"): value += try braced()
            case UInt8(ascii: "\""): value += try quoted(closing)
            default:
                let start = place
                let word = name()
                guard !word.isEmpty else { throw BibTeXProblem("a value has to stand here", start) }
                if let text = macros[word.lowercased()] {
                    value += text
                } else if word.allSatisfy(\.isNumber) {
                    value += word
                } else {
                    diagnostics.append(
                        Diagnostic(
                            .bibTeXSyntax, .warning, "there is no @string `\(word)`",
                            at: file.location(of: start..<place)))
                    value += word
                }
            }
            skipSpace()
        } while take("#")
        return value
    }

    /// What stands between braces, which are not part of it. BibTeX counts also those behind a backslash.
    private mutating func braced() throws(BibTeXProblem) -> String {
        let start = place
        var depth = 0
        while let byte = peek {
            place += 1
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return String(decoding: bytes[start + 1..<place - 1], as: UTF8.self) }
            }
        }
        throw BibTeXProblem("this brace is never closed", start)
    }

    /// What stands between quotes. One with a backslash before it is an accent (`G\"odel`), unless what follows is what
    /// follows a value.
    private mutating func quoted(_ closing: UInt8) throws(BibTeXProblem) -> String {
        let start = place
        var depth = 0
        place += 1
        while let byte = peek {
            place += 1
            switch byte {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "\"") where depth <= 0:
                let isAccent = bytes[place - 2] == UInt8(ascii: "\\") && !isEndOfValue(closing)
                if !isAccent { return String(decoding: bytes[start + 1..<place - 1], as: UTF8.self) }
            default: break
            }
        }
        throw BibTeXProblem("this quotation mark is never closed", start)
    }

    private func isEndOfValue(_ closing: UInt8) -> Bool {
        let next = bytes[place...].first { $0 > 0x20 }
        return next == nil || next == UInt8(ascii: ",") || next == UInt8(ascii: "#") || next == closing
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte <= 0x20 { place += 1 }
    }

    // MARK: Cross references

    /// Gives each item the fields that it has not and the one that it names in `crossref` has.
    private mutating func inherit() {
        let byKey = Dictionary(items.map { ($0.key.lowercased(), $0) }) { first, _ in first }
        for place in items.indices {
            guard let name = items[place]["crossref"], let parent = byKey[name.lowercased()],
                parent.place != items[place].place
            else { continue }
            for (field, value) in parent.fields where items[place].fields[field] == nil {
                // The title of what it is in.
                if field == "title" {
                    if items[place]["booktitle"] == nil {
                        items[place].fields["booktitle"] = parent["booktitle"] ?? value
                    }
                } else if field != "crossref", field != "author" {
                    items[place].fields[field] = value
                }
            }
            if items[place]["booktitle"] == nil { items[place].fields["booktitle"] = parent["title"] }
        }
    }
}

/// What is wrong with a text, and where.
private struct BibTeXProblem: Error {
    let message: String
    let place: Int

    init(_ message: String, _ place: Int) {
        self.message = message
        self.place = place
    }
}
