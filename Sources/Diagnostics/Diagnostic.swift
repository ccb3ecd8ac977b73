/// One thing a person should know about their files: what, where, and what would help.
///
/// A diagnostic carries its own copy of the line it speaks of, so it can be printed, sorted or kept in a cache long
/// after the file's bytes are gone.
package struct Diagnostic: Sendable, Hashable {
    /// How much it matters.
    package enum Severity: String, Sendable, Hashable {
        /// Nothing is published while one stands.
        case error
        /// Published all the same; `--strict` treats it as an error.
        case warning
    }

    /// A further line below the message: advice, or the other place that is part of the problem.
    package struct Note: Sendable, Hashable {
        /// The sentence.
        package var message: String
        /// The place it speaks of, where that is another one.
        package var location: SourceLocation?

        /// Makes a note.
        package init(_ message: String, at location: SourceLocation? = nil) {
            self.message = message
            self.location = location
        }
    }

    /// A change to the file at the diagnostic's place that mends what it speaks of, where nothing else can be meant.
    package struct Repair: Sendable, Hashable {
        /// What is replaced, in bytes of the file.
        package var range: ByteRange
        /// What stands there now.
        package var old: String
        /// What is written instead.
        package var new: String

        /// Makes a repair.
        package init(_ range: ByteRange, from old: String, to new: String) {
            (self.range, self.old, self.new) = (range, old, new)
        }
    }

    /// The kind of problem; stable over versions.
    package var id: DiagnosticID
    /// How much it matters.
    package var severity: Severity
    /// One sentence without a full stop, in words the person used.
    package var message: String
    /// Where it is; `nil` for what has no file.
    package var location: SourceLocation?
    /// What helps, in reading order.
    package var notes: [Note]
    /// What mends it.
    package var repair: Repair?

    /// Makes a diagnostic.
    package init(
        _ id: DiagnosticID, _ severity: Severity, _ message: String, at location: SourceLocation?,
        notes: [Note] = []
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        self.location = location
        self.notes = notes
    }

    /// Makes an error.
    package init(_ id: DiagnosticID, _ message: String, at location: SourceLocation?, notes: [Note] = []) {
        self.init(id, .error, message, at: location, notes: notes)
    }
}

extension Diagnostic: Comparable {
    /// Orders by place (path, line, column), then by id and message, so that a run prints the same list every time.
    package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        func key(_ diagnostic: Diagnostic) -> (String, Int, Int, String, String) {
            let place = diagnostic.location
            return (
                place?.path ?? "", place?.line ?? 0, place?.column ?? 0, diagnostic.id.rawValue, diagnostic.message
            )
        }
        return key(left) < key(right)
    }
}

extension Sequence<Diagnostic> {
    /// Whether any of them is an error.
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
