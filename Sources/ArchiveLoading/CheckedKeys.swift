import ArchiveModel
import Diagnostics
import Markup

/// A table's keys as the values of the field: lines of text, days, addresses, identifiers, people.
struct CheckedKeys {
    /// The keys by plain type.
    var reader: TableReader

    init(_ reader: TableReader) { self.reader = reader }

    /// All complaints so far.
    var diagnostics: [Diagnostic] { reader.diagnostics }

    // MARK: Text

    /// Text on one line of at most so many characters.
    mutating func line(_ key: String, limit: Int, isRequired: Bool = false) -> String? {
        guard let text = isRequired ? reader.requiredText(key) : reader.text(key) else { return nil }
        return checkedLine(text, key: key, limit: limit)
    }

    /// A list of such text, with at most so many items.
    mutating func lines(_ key: String, limit: Int, most: Int) -> [String] {
        var lines: [String] = []
        for text in texts(key, most: most) {
            if let line = checkedLine(text, key: key, limit: limit) { lines.append(line) }
        }
        return lines
    }

    private mutating func texts(_ key: String, most: Int) -> [Located<String>] {
        let texts = reader.texts(key)
        return isShort(key, texts.count, most: most) ? texts : []
    }

    /// Whether a list has at most so many items; complains of one that has more. Each may make a page of its own, so that
    /// one entry could make a site of any size.
    private mutating func isShort(_ key: String, _ count: Int, most: Int) -> Bool {
        guard count > most, let value = reader.value(key) else { return true }
        reader.report(.textTooLong, .error, "`\(key)` has \(count) items; \(most) is the limit", at: value.range)
        return false
    }

    private mutating func checkedLine(_ text: Located<String>, key: String, limit: Int) -> String? {
        let line = ValueChecks.line(text.value)
        // Bytes first: they are never fewer, and counting characters is slow.
        guard line.utf8.count > limit else { return line }
        let length = line.count
        guard length > limit else { return line }
        reader.report(
            .textTooLong, .error, "`\(key)` has \(length) characters; \(limit) is the limit", at: text.range)
        return nil
    }

    /// Complains of formulas in a line that can't be read.
    mutating func checkFormulas(_ key: String, _ line: String?, macros: MathMacros) {
        guard let line else { return }
        for problem in MathText.problems(line, macros: macros) {
            guard let value = reader.value(key) else { return }
            reader.report(
                .unreadableFormula, .warning, "a formula can't be read: \(problem.message)",
                at: reader.place(of: problem.offset, in: line, written: value.range),
                notes: problem.help.map { [.init($0)] } ?? [])
        }
    }

    /// Commands for formulas and what they stand for; `nil` where there are none.
    mutating func macros(_ key: String) -> [String: String]? {
        guard let value = reader.anyTable(key), case .table(let entries) = value.content else { return nil }
        var macros: [String: String] = [:]
        for entry in entries {
            guard MathMacros.isName(entry.key) else {
                reader.report(
                    .invalidValue, .error, "`\(entry.key)` is no command: letters, with or without a backslash",
                    at: entry.keyRange)
                continue
            }
            guard case .scalar(let text, _) = entry.value.content, text.utf8.count <= 1_000 else {
                reader.report(
                    .wrongType, .error, "what `\(entry.key)` stands for has to be a text of at most 1,000 bytes",
                    at: entry.value.range)
                continue
            }
            macros[entry.key] = text
        }
        return macros
    }

    // MARK: Dates

    /// A day or a moment, a month (`2015-06`), or a year.
    mutating func partialDate(_ key: String, offset: UTCOffset) -> PartialDate? {
        if case .scalar(let text, _)? = reader.value(key)?.content, let date = PartialDate(incomplete: text) {
            return date
        }
        return moment(key, offset: offset).map { PartialDate($0.day) }
    }

    /// A day, or a moment.
    mutating func moment(_ key: String, offset: UTCOffset, isRequired: Bool = false) -> Moment? {
        guard let text = isRequired ? reader.requiredText(key) : reader.text(key) else { return nil }
        if let moment = Moment(text.value, offset: offset) { return moment }
        let isDay = text.value.wholeMatch(of: #/\d{4}-\d{2}-\d{2}/#) != nil
        reader.report(
            .invalidDate, .error,
            isDay ? "there is no day \(text.value)" : "`\(key)` has to be a date", at: text.range,
            notes: isDay ? [] : [.init("write it as 2025-12-16 or 2025-12-16T09:30:00Z")])
        return nil
    }

    // MARK: Addresses and identifiers

    /// An `http:` or `https:` address.
    mutating func address(_ key: String) -> String? {
        guard let text = reader.text(key) else { return nil }
        return checkedAddress(text, key: key)
    }

    /// A list of them.
    mutating func addresses(_ key: String) -> [String] {
        var addresses: [String] = []
        for text in texts(key, most: 1_000) {
            if let address = checkedAddress(text, key: key) { addresses.append(address) }
        }
        return addresses
    }

    private mutating func checkedAddress(_ text: Located<String>, key: String) -> String? {
        if let address = WebAddress.checked(text.value) { return address }
        var notes: [Diagnostic.Note] = []
        if let address = WebAddress.checked("https://" + text.value), text.value.contains("."),
            !text.value.contains(":")
        {
            notes = [.init("did you mean `\(address)`?")]
        }
        reader.report(
            .invalidAddress, .error, "`\(key)` has to be an address that begins with https:// or http://",
            at: text.range, notes: notes)
        return nil
    }

    /// A value whose form is checked; `form` is an example for the message.
    mutating func identifier(
        _ key: String, _ check: (String) -> String?, form: String
    ) -> (value: String?, range: ByteRange?) {
        guard let text = reader.text(key) else { return (nil, nil) }
        if let value = check(text.value) { return (value, text.range) }
        reader.report(
            .invalidIdentifier, .error, "`\(key)` does not have the right form", at: text.range,
            notes: [.init("it looks like \(form)")])
        return (nil, nil)
    }

    /// Paths within the site.
    mutating func sitePaths(_ key: String) -> [Route] {
        var routes: [Route] = []
        for text in texts(key, most: 1_000) {
            if let path = ValueChecks.sitePath(text.value) {
                routes.append(Route(path))
            } else {
                reader.report(
                    .invalidAddress, .error, "`\(key)` has to be a path within the site, such as /old/name/",
                    at: text.range)
            }
        }
        return routes
    }

    /// A file beside the entry.
    mutating func image(_ key: String, among assets: [Asset]) -> Route? {
        guard let text = reader.text(key) else { return nil }
        let name = AssetReference.name(text.value)
        if let asset = assets.first(where: { $0.name == name }) { return asset.route }
        let message =
            name == nil
            ? "`\(key)` has to be a file beside the entry" : "there is no file `\(text.value)` beside the entry"
        let nearest = Nearest.match(text.value, among: assets.map(\.name))
        reader.report(
            .missingAsset, .error, message, at: text.range,
            notes: nearest.map { [.init("did you mean `\($0)`?")] } ?? [])
        return nil
    }

    // MARK: Names

    /// The authors: names, or tables with `name` or `given` and `family`.
    mutating func authors() -> [AuthorName] {
        guard let value = reader.value("authors") else { return [] }
        guard case .list(let items) = value.content else {
            if case .scalar = value.content {
                reader.report(
                    .wrongType, .error, "`authors` has to be a list", at: value.range,
                    notes: [.init("write [Ada Lovelace, Charles Babbage], or one name a line after `- `")])
            } else {
                reader.report(.wrongType, .error, "`authors` has to be a list of names", at: value.range)
            }
            return []
        }
        // The largest collaborations have half as many.
        guard isShort("authors", items.count, most: 10_000) else { return [] }
        var authors: [AuthorName] = []
        for item in items {
            switch item.content {
            case .scalar(let text, _):
                if let name = checkedLine(Located(text, range: item.range), key: "authors", limit: 500), !name.isEmpty {
                    authors.append(AuthorName(name: name))
                }
            case .table: if let author = author(item) { authors.append(author) }
            case .null: break
            case .list: reader.report(.wrongType, .error, "an author is a name or a table", at: item.range)
            }
        }
        return authors
    }

    private mutating func author(_ value: MetadataValue) -> AuthorName? {
        var keys = CheckedKeys(reader.reader(for: value, name: "author"))
        let given = keys.line("given", limit: 200)
        let family = keys.line("family", limit: 200)
        let suffix = keys.line("suffix", limit: 50)
        let parts = [given, family, suffix].compactMap { $0 }
        let name = keys.line("name", limit: 500) ?? (parts.isEmpty ? nil : parts.joined(separator: " "))
        let orcid = keys.identifier("orcid", Identifier.orcid, form: "0000-0002-1825-0097, with its check digit").value
        let affiliation = keys.line("affiliation", limit: 500)
        let url = keys.address("url")
        if name == nil { keys.reader.reportMissing("name") }
        reader.absorb(keys.reader)
        guard let name else { return nil }
        var author = AuthorName(name: name)
        author.given = given
        author.family = family
        author.suffix = suffix
        author.orcid = orcid
        author.affiliation = affiliation
        author.url = url
        return author
    }

    /// The organization: a name, or a table with `name`, `handle`, `url`.
    mutating func organization() -> OrganizationName? {
        guard let value = reader.value("organization") else { return nil }
        guard case .table = value.content else {
            return line("organization", limit: 500).map { OrganizationName(name: $0) }
        }
        var keys = CheckedKeys(reader.reader(for: value, name: "organization"))
        let name = keys.line("name", limit: 500, isRequired: true)
        let handle = keys.line("handle", limit: 200)
        let url = keys.address("url")
        reader.absorb(keys.reader)
        return name.map { OrganizationName(name: $0, handle: handle, url: url) }
    }
}
