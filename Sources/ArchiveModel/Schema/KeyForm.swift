/// A key as editors of files learn of it: what it may have, and what it means.
package struct SchemaKey: Sendable {
    /// The key.
    package var name: String
    /// What it may have.
    package var form: KeyForm
    /// One sentence.
    package var summary: String
    /// Whether it has to be there.
    package var isRequired = false
}

/// What a key may have.
package indirect enum KeyForm: Sendable {
    /// Text; any scalar is taken for one.
    case text
    /// A day, or a moment by RFC 3339.
    case moment
    /// A day, a moment, a month (`2015-06`) or a year.
    case partialDate
    /// A whole number.
    case number(ClosedRange<Int>)
    /// `true` or `false`.
    case flag
    /// `http:` or `https:`.
    case address
    /// Text of a form, as a regular expression of ECMA 262.
    case pattern(String)
    /// One of some words.
    case choice([String])
    /// A list; one item may stand alone.
    case list(KeyForm)
    /// One of several forms.
    case either([KeyForm])
    /// A table with these keys and no others.
    case table([SchemaKey])
    /// A table with keys of the user's own, each of a form.
    case map(KeyForm)
    /// Anything.
    case anything
}
