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
        append(diagnostic.repair?.old)
        guard let repair = diagnostic.repair else { return }
        append(repair.new)
        append(UInt64(repair.range.lowerBound))
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
        let repair = repair()
        guard let id, let severity else { return nil }
        var diagnostic = Diagnostic(id, severity, message, at: location, notes: notes)
        diagnostic.repair = repair
        return diagnostic
    }

    private mutating func repair() -> Diagnostic.Repair? {
        guard let old = optionalText() else { return nil }
        let new = text()
        // A file is far smaller than that; a cache that says otherwise is damaged.
        guard let start = Int(exactly: number(UInt64.self)), start <= Int(UInt32.max) else { return nil }
        return Diagnostic.Repair(start..<start + old.utf8.count, from: old, to: new)
    }

    private mutating func location() -> SourceLocation? {
        guard let path = optionalText() else { return nil }
        let (line, column, length) = (number(UInt32.self), number(UInt32.self), number(UInt32.self))
        return SourceLocation(path: path, line: Int(line), column: Int(column), length: Int(length), excerpt: text())
    }
}
