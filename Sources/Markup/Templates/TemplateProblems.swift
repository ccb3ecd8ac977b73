import Diagnostics

/// The problems found so far in templates, each once and not too many: to say where one is takes a walk through its
/// file, and nobody reads hundreds.
struct TemplateProblems {
    /// How many are kept.
    static let most = 100

    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<Place> = []

    private struct Place: Hashable {
        let id: DiagnosticID
        let path: String
        let range: ByteRange
    }

    /// Adds an error; message and notes are only made where they are kept.
    mutating func add(
        _ id: DiagnosticID, _ message: @autoclosure () -> String, in file: SourceFile, at range: ByteRange,
        notes: @autoclosure () -> [Diagnostic.Note] = []
    ) {
        guard diagnostics.count < Self.most, seen.insert(Place(id: id, path: file.path, range: range)).inserted else {
            return
        }
        diagnostics.append(Diagnostic(id, message(), at: file.location(of: range), notes: notes()))
    }
}
