package import Diagnostics

/// A text of a language file, in which `{name}` stands for something: `"{count} papers"`.
///
/// One that depends on a number has a form for each of the language's plurals:
/// `papers = { one = "{count} paper", other = "{count} papers" }`. The number is the one called `count`, or what the key
/// `by` names.
package struct Message: Sendable {
    /// A part of a form.
    enum Piece: Sendable {
        case text(String)
        /// `{name}`, and where the name stands in the file.
        case place(TemplateName)
    }

    let file: SourceFile
    /// The forms by their category; `other` is always there.
    let forms: [PluralCategory: [Piece]]
    /// The number that chooses the form; `nil` where there is one form.
    let number: TemplateName?

    /// The names that it has places for, each once.
    package var names: Set<String> {
        var names = Set(number.map { [$0.text] } ?? [])
        for case .place(let name) in forms.values.joined() { names.insert(name.text) }
        return names
    }

    /// A part of a message that has one form.
    package enum Part: Sendable {
        case text(String)
        case place(String)
    }

    /// The text and the places of a message that has one form.
    package var parts: [Part] {
        (forms[.other] ?? []).map { piece in
            switch piece {
            case .text(let text): .text(text)
            case .place(let name): .place(name.text)
            }
        }
    }

    /// The text with something in each place; `number` chooses the plural and is what `{count}` stands for.
    package func text(number: Int = 0, rule: PluralRule = .none, _ value: (String) -> String) -> String {
        let category = self.number == nil ? .other : rule.category(of: number)
        var text = ""
        for piece in forms[category] ?? forms[.other] ?? [] {
            switch piece {
            case .text(let part): text += part
            case .place(let name): text += name.text == "count" ? String(number) : value(name.text)
            }
        }
        return text
    }
}

extension Message {
    /// Reads a message from a value of a TOML file; what is wrong is reported to the reader. Where `names` are given, it
    /// may have places for these only.
    package init?(
        _ value: MetadataValue, key: String, in file: SourceFile, names: Set<String>? = nil,
        _ reader: inout TableReader
    ) {
        self.file = file
        switch value.content {
        case .scalar(let text, _):
            guard let pieces = Self.pieces(text, value.range, in: file, &reader) else { return nil }
            (forms, number) = ([.other: pieces], nil)
        case .table:
            var inner = reader.reader(for: value, name: "message `\(key)`")
            var number = TemplateName(text: "count", range: value.range)
            if let by = inner.text("by") { number = TemplateName(text: by.value, range: by.range) }
            var forms: [PluralCategory: [Piece]] = [:]
            for category in PluralCategory.allCases {
                guard let text = inner.text(category.rawValue) else { continue }
                forms[category] = Self.pieces(text.value, text.range, in: file, &inner)
            }
            if inner.keyRange("other") == nil { inner.reportMissing("other") }
            reader.absorb(inner)
            guard forms[.other] != nil else { return nil }
            (self.forms, self.number) = (forms, number)
        case .list, .null:
            reader.report(
                .wrongType, .error, "the message `\(key)` has to be text, or a table of plurals", at: value.range)
            return nil
        }
        guard let names else { return }
        for case .place(let name) in forms.values.joined() where !names.contains(name.text) {
            let known =
                names.isEmpty
                ? "it has no places" : "it can have \(names.sorted().map { "{\($0)}" }.joined(separator: ", "))"
            reader.report(
                .unknownKey, .error, "the message `\(key)` has no place `\(name.text)`", at: name.range,
                notes: [.init(known)])
        }
    }

    /// A message of the program's own.
    package init(_ forms: [PluralCategory: String]) {
        file = SourceFile(path: "", bytes: [])
        var pieces: [PluralCategory: [Piece]] = [:]
        for category in PluralCategory.allCases {
            guard let text = forms[category] else { continue }
            pieces[category] = Self.split(text, at: 0..<0, isExact: false)
        }
        precondition(pieces[.other] != nil, "a message without the form that all languages have")
        self.forms = pieces
        number = forms.count == 1 ? nil : TemplateName(text: "count", range: 0..<0)
    }

    private static func pieces(
        _ text: String, _ range: ByteRange, in file: SourceFile, _ reader: inout TableReader
    ) -> [Piece]? {
        // Where the text stands in the file as it is, between quotes, a place in it has a column of its own.
        let inside = range.lowerBound + 1..<max(range.lowerBound + 1, range.upperBound - 1)
        let isExact = inside.upperBound <= file.bytes.count && file.bytes[inside].elementsEqual(text.utf8)
        if let pieces = split(text, at: isExact ? inside : range, isExact: isExact) { return pieces }
        reader.report(
            .invalidValue, .error, "`{` has to begin a name that ends with `}`, such as {count}", at: range)
        return nil
    }

    /// Splits a text at its places; `nil` where a brace begins no name.
    private static func split(_ text: String, at range: ByteRange, isExact: Bool) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
            let start = rest.index(after: brace)
            guard let end = rest[start...].firstIndex(of: "}") else { return nil }
            let name = rest[start..<end]
            let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
            guard !name.isEmpty, isName else { return nil }
            let offset = range.lowerBound + text.utf8.distance(from: text.startIndex, to: start)
            let place = isExact ? offset..<offset + name.utf8.count : range
            pieces.append(.place(TemplateName(text: String(name), range: place)))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}

/// The messages that templates have as `text.NAME`, and the plurals of their language.
package struct MessageCatalog: Sendable {
    package let messages: [String: Message]
    package let plurals: PluralRule

    /// Makes a catalog.
    package init(_ messages: [String: Message], plurals: PluralRule) {
        self.messages = messages
        self.plurals = plurals
    }
}
