extension DiagnosticFormat {
    /// Commands that GitHub's workflows turn into annotations of a pull request's lines. GitHub shows ten of each level a
    /// step, so errors come first.
    static let github = DiagnosticFormat(id: "github", summary: "Annotations of GitHub's workflows.") {
        diagnostics, _ in
        let errors = diagnostics.filter { $0.severity == .error }
        return (errors + diagnostics.filter { $0.severity != .error }).map(command).joined()
    }

    private static func command(_ diagnostic: Diagnostic) -> String {
        var properties = [("title", diagnostic.id.rawValue)]
        if let place = diagnostic.location {
            properties =
                [
                    ("file", place.path), ("line", String(place.line)), ("endLine", String(place.line)),
                    ("col", String(place.column)), ("endColumn", String(place.column + place.length)),
                ] + properties
        }
        let fields = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }.joined(separator: ",")
        let message = ([diagnostic.message] + diagnostic.notes.map(note)).joined(separator: "\n")
        return "::\(diagnostic.severity.rawValue) \(fields)::\(escaped(message, isProperty: false))\n"
    }

    private static func note(_ note: Diagnostic.Note) -> String {
        guard let place = note.location else { return "note: \(note.message)" }
        return "note: \(note.message): \(place.path):\(place.line):\(place.column)"
    }

    /// A text in which nothing ends the command or begins another one.
    private static func escaped(_ text: String, isProperty: Bool) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            case ":" where isProperty: "%3A"
            case "," where isProperty: "%2C"
            default: String(scalar)
            }
        }.joined()
    }
}
