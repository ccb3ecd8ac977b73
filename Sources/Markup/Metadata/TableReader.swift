package import Diagnostics

/// A value with the place it was written at.
package struct Located<Value> {
    /// The value.
    package var value: Value
    /// Its bytes in the file.
    package var range: ByteRange

    /// Makes a located value.
    package init(_ value: Value, range: ByteRange) {
        self.value = value
        self.range = range
    }
}

extension Located: Sendable where Value: Sendable {}

/// Reads the keys of one table by type and keeps every complaint; whoever reads a table calls ``finish()`` at the end,
/// which complains of the keys that nobody asked for.
package struct TableReader {
    private let entries: [MetadataValue.Entry]
    /// The beginning of each key, as one number: of the 40 keys that an entry is asked for it has ten.
    private let beginnings: [UInt64]
    /// Whether each was asked for.
    private var isAskedFor: [Bool]
    private let file: SourceFile
    /// What messages call the table: `entry`, `site.toml`, `[feeds]`.
    private let name: String
    private let start: ByteRange
    private var known: [String] = []
    /// Other names of keys, by which they were known before or are known elsewhere.
    package var otherNames: [String: String] = [:]
    /// All complaints so far.
    package private(set) var diagnostics: [Diagnostic] = []

    /// A reader of a table; a value that is none reads as an empty one. `start` is where a missing key is reported.
    package init(_ table: MetadataValue, in file: SourceFile, name: String, start: ByteRange? = nil) {
        if case .table(let entries) = table.content { self.entries = entries } else { entries = [] }
        beginnings = entries.map { Self.beginning(of: $0.key) }
        isAskedFor = Array(repeating: false, count: entries.count)
        self.file = file
        self.name = name
        self.start = start ?? table.range.lowerBound..<table.range.lowerBound + 1
        // An entry is asked for some 40.
        if !entries.isEmpty { known.reserveCapacity(48) }
    }

    // MARK: Values

    /// The value of a key as it is; `nil` where it is absent or null.
    package mutating func value(_ key: String) -> MetadataValue? {
        guard let place = place(of: key), entries[place].value.content != .null else { return nil }
        return entries[place].value
    }

    /// The place of a key, which is known from now on.
    private mutating func place(of key: String) -> Int? {
        known.append(key)
        let beginning = Self.beginning(of: key)
        guard let place = beginnings.indices.first(where: { beginnings[$0] == beginning && entries[$0].key == key })
        else { return nil }
        isAskedFor[place] = true
        return place
    }

    private static func beginning(of key: String) -> UInt64 {
        var key = key
        return key.withUTF8 { bytes in
            guard bytes.count < 8 else { return UnsafeRawBufferPointer(bytes).loadUnaligned(as: UInt64.self) }
            var beginning: UInt64 = 0
            for byte in bytes { beginning = beginning << 8 | UInt64(byte) }
            return beginning
        }
    }

    /// Text, trimmed; empty text is absent.
    package mutating func text(_ key: String) -> Located<String>? {
        guard let value = value(key) else { return nil }
        return text(of: value, key: key)
    }

    /// Text that has to be there.
    package mutating func requiredText(_ key: String) -> Located<String>? {
        let before = diagnostics.count
        if let text = text(key) { return text }
        if diagnostics.count == before { reportMissing(key) }
        return nil
    }

    /// `true` or `false`, without quotes.
    package mutating func flag(_ key: String) -> Located<Bool>? {
        guard let value = value(key) else { return nil }
        switch value.content {
        case .scalar("true", quoted: false): return Located(true, range: value.range)
        case .scalar("false", quoted: false): return Located(false, range: value.range)
        default:
            reportType(key, "has to be true or false", value)
            return nil
        }
    }

    /// A whole number in decimal digits, without quotes.
    package mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
        guard let value = value(key) else { return nil }
        guard case .scalar(let digits, quoted: false) = value.content, let number = Int(digits.filter { $0 != "_" })
        else {
            reportType(key, "has to be a whole number", value)
            return nil
        }
        guard range.contains(number) else {
            let limit = number < range.lowerBound ? "at least \(range.lowerBound)" : "at most \(range.upperBound)"
            report(.invalidValue, .error, "`\(key)` has to be \(limit), not \(number)", at: value.range)
            return nil
        }
        return Located(number, range: value.range)
    }

    /// A list of text; one text counts as a list of one, empty items are left out.
    package mutating func texts(_ key: String) -> [Located<String>] {
        guard let value = value(key) else { return [] }
        switch value.content {
        case .list(let items):
            var texts: [Located<String>] = []
            for item in items where item.content != .null {
                if let text = text(of: item, key: key, isItem: true) { texts.append(text) }
            }
            return texts
        default: return text(of: value, key: key).map { [$0] } ?? []
        }
    }

    /// One of the words that a type allows.
    package mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, as type: Choice.Type
    ) -> Located<Choice>? where Choice.RawValue == String {
        guard let text = text(key) else { return nil }
        return choice(of: text, key: key, as: type)
    }

    /// A list of words that a type allows.
    package mutating func choices<Choice: RawRepresentable & CaseIterable>(
        _ key: String, as type: Choice.Type
    ) -> [Choice]? where Choice.RawValue == String {
        guard place(of: key) != nil else { return nil }
        var choices: [Choice] = []
        for text in texts(key) {
            if let choice = choice(of: text, key: key, as: type) { choices.append(choice.value) }
        }
        return choices
    }

    /// The keys of a table whose keys are the user's own.
    package var keys: [String] { entries.map(\.key) }

    /// A table of the user's own, as it is.
    package mutating func anyTable(_ key: String) -> MetadataValue? {
        guard let value = value(key) else { return nil }
        if case .table = value.content { return value }
        reportType(key, "has to be a table of keys and values", value)
        return nil
    }

    /// Where a byte of a text stands in the file; the whole value where the text is written with escapes.
    package func place(of offset: Int, in text: String, written range: ByteRange) -> ByteRange {
        let bytes = file.bytes[range]
        let written = Array(text.utf8)
        // Quotes may come before it.
        guard let start = (0..<3).first(where: { bytes.dropFirst($0).starts(with: written) }) else { return range }
        let place = min(range.lowerBound + start + offset, range.upperBound - 1)
        return place..<place + 1
    }

    /// A reader for a table found in a list; hand it back to ``absorb(_:)`` when done.
    package func reader(for table: MetadataValue, name: String) -> TableReader {
        TableReader(table, in: file, name: name)
    }

    /// A reader for a table below this one; hand it back to ``absorb(_:)`` when done.
    package mutating func table(_ key: String, name: String) -> TableReader? {
        guard let value = value(key) else { return nil }
        guard case .table = value.content else {
            reportType(key, "has to be a table of keys and values", value)
            return nil
        }
        return TableReader(value, in: file, name: name, start: keyRange(key))
    }

    // MARK: Complaints

    /// Takes over the complaints of a reader made by ``table(_:name:)``, after finishing it.
    package mutating func absorb(_ child: consuming TableReader) {
        child.finish()
        diagnostics += child.diagnostics
    }

    /// Complains of a place in the file.
    package mutating func report(
        _ id: DiagnosticID, _ severity: Diagnostic.Severity, _ message: String, at range: ByteRange,
        notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(Diagnostic(id, severity, message, at: file.location(of: range), notes: notes))
    }

    /// Takes over a complaint.
    package mutating func add(_ problem: Diagnostic) { diagnostics.append(problem) }

    /// Complains that a key is not there.
    package mutating func reportMissing(_ key: String) {
        report(.missingKey, .error, "the \(name) has no `\(key)`", at: start)
    }

    /// Complains of the keys that nobody asked for.
    package mutating func finish() {
        for (entry, isAskedFor) in zip(entries, isAskedFor) where !isAskedFor {
            var diagnostic = Diagnostic(
                .unknownKey, "the \(name) has no key `\(entry.key)`", at: file.location(of: entry.keyRange))
            if let rightName = otherNames[entry.key] {
                diagnostic.notes = [.init("it is called `\(rightName)`, which is there already")]
                if isFree(rightName, for: entry) {
                    diagnostic.notes = [.init("it is called `\(rightName)`, and `offprint migrate` renames it")]
                    let written = String(decoding: file.bytes[entry.keyRange], as: UTF8.self)
                    diagnostic.repair = Diagnostic.Repair(entry.keyRange, from: written, to: rightName)
                }
            } else if let nearest = Nearest.match(entry.key, among: known) {
                diagnostic.notes = [.init("did you mean `\(nearest)`?")]
            } else {
                diagnostic.notes = [.init("known keys: \(Set(known).sorted().joined(separator: ", "))")]
            }
            diagnostics.append(diagnostic)
        }
    }

    /// Whether no other key has a name, or will get it.
    private func isFree(_ name: String, for entry: MetadataValue.Entry) -> Bool {
        !entries.contains { $0.key == name || (otherNames[$0.key] == name && $0.key != entry.key) }
    }

    /// Where a key stands.
    package func keyRange(_ key: String) -> ByteRange? { entries.first { $0.key == key }?.keyRange }

    // MARK: Helpers

    private mutating func text(of value: MetadataValue, key: String, isItem: Bool = false) -> Located<String>? {
        guard case .scalar(let text, _) = value.content else {
            let message = isItem ? "each of `\(key)` has to be text" : "`\(key)` has to be text"
            report(.wrongType, .error, "\(message), not \(Self.kind(of: value))", at: value.range)
            return nil
        }
        let trimmed = Self.trimmed(text)
        return trimmed.isEmpty ? nil : Located(trimmed, range: value.range)
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        of text: Located<String>, key: String, as type: Choice.Type
    ) -> Located<Choice>? where Choice.RawValue == String {
        if let choice = Choice(rawValue: text.value) { return Located(choice, range: text.range) }
        let words = Choice.allCases.map(\.rawValue)
        var notes = [Diagnostic.Note("it can be \(words.joined(separator: ", "))")]
        if let nearest = Nearest.match(text.value, among: words) {
            notes.insert(.init("did you mean `\(nearest)`?"), at: 0)
        }
        report(.invalidValue, .error, "`\(key)` can't be `\(text.value)`", at: text.range, notes: notes)
        return nil
    }

    private mutating func reportType(_ key: String, _ demand: String, _ value: MetadataValue) {
        report(.wrongType, .error, "`\(key)` \(demand), not \(Self.kind(of: value))", at: value.range)
    }

    private static func kind(of value: MetadataValue) -> String {
        switch value.content {
        case .null: "nothing"
        case .scalar(_, quoted: true): "text in quotes"
        case .scalar(let text, quoted: false): text.utf8.count <= 40 ? "`\(text)`" : "text"
        case .list: "a list"
        case .table: "a table"
        }
    }

    private static func trimmed(_ text: String) -> String {
        // Nearly all texts begin and end with visible ASCII, which is quicker to see than that it is no white space.
        if let first = text.utf8.first, let last = text.utf8.last, 0x21..<0x80 ~= first, 0x21..<0x80 ~= last {
            return text
        }
        guard let first = text.first, let last = text.last, first.isWhitespace || last.isWhitespace else { return text }
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
