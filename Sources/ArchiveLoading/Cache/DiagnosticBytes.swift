package import ArchiveModel
package import Diagnostics

// How diagnostics become bytes, and bytes diagnostics, so that they can be said again without finding them again.

extension ByteWriter {
    /// Appends diagnostics.
    package mutating func append(_ diagnostics: [Diagnostic]) {
        append(UInt32(diagnostics.count))
        for diagnostic in diagnostics { append(diagnostic) }
    }

    private mutating func append(_ diagnostic: Diagnostic) {
        append(diagnostic.id.rawValue)
        append(diagnostic.severity.rawValue)
        append(diagnostic.message)
        append(diagnostic.location)
        append(UInt32(diagnostic.notes.count))
        for note in diagnostic.notes {
            append(note.message)
            append(note.location)
        }
    }

    private mutating func append(_ location: SourceLocation?) {
        append(location?.path)
        guard let location else { return }
        for number in [location.line, location.column, location.length] { append(UInt32(number)) }
        append(location.excerpt)
    }
}

extension ByteReader {
    /// The next diagnostics.
    package mutating func diagnostics() -> [Diagnostic] {
        (0..<number(UInt32.self)).compactMap { _ in isAtEnd ? nil : diagnostic() }
    }

    private mutating func diagnostic() -> Diagnostic? {
        let (id, severity) = (DiagnosticID(rawValue: text()), Diagnostic.Severity(rawValue: text()))
        let (message, location) = (text(), location())
        var notes: [Diagnostic.Note] = []
        for _ in 0..<number(UInt32.self) where !isAtEnd { notes.append(.init(text(), at: self.location())) }
        guard let id, let severity else { return nil }
        return Diagnostic(id, severity, message, at: location, notes: notes)
    }

    private mutating func location() -> SourceLocation? {
        guard let path = optionalText() else { return nil }
        let (line, column, length) = (number(UInt32.self), number(UInt32.self), number(UInt32.self))
        return SourceLocation(path: path, line: Int(line), column: Int(column), length: Int(length), excerpt: text())
    }
}
