package import Diagnostics

/// What came of reading one file: its value, where it has one, and what there is to say of it.
package struct Loaded<Value: Sendable>: Sendable {
    /// The value; `nil` where the file has errors that leave none.
    package var value: Value?
    /// The complaints.
    package var diagnostics: [Diagnostic]
}

extension Loaded {
    /// No value, for one reason.
    static func failed(_ diagnostic: Diagnostic) -> Loaded { Loaded(value: nil, diagnostics: [diagnostic]) }
}
