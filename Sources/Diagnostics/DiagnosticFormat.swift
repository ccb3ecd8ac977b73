/// A way to print diagnostics. To add one: a file with a value of this type, and its line in ``all``.
package struct DiagnosticFormat: Sendable {
    /// What the command calls it: `sarif`.
    package let id: String
    /// One line of help.
    package let summary: String
    /// Everything there is to print, of diagnostics in the order of their places, for a program of a version.
    package let text: @Sendable ([Diagnostic], _ version: String) -> String

    /// Every format but that for people, ``TextPrinter``.
    package static let all: [DiagnosticFormat] = [.github, .sarif, .json]
}

/// Writes JSON; this room knows of no other.
struct JSONWriter {
    private(set) var text = ""
    private var needsComma = false

    mutating func object(_ body: (inout JSONWriter) -> Void) { group("{", "}", body) }
    mutating func array(_ body: (inout JSONWriter) -> Void) { group("[", "]", body) }

    mutating func key(_ name: String, _ value: (inout JSONWriter) -> Void) {
        string(name)
        text += ":"
        needsComma = false
        value(&self)
        needsComma = true
    }

    mutating func key(_ name: String, _ value: String) { key(name) { $0.string(value) } }
    mutating func key(_ name: String, _ value: Int) { key(name) { $0.raw(String(value)) } }

    mutating func string(_ value: String) {
        var quoted = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        raw(quoted + "\"")
    }

    private mutating func raw(_ value: String) {
        if needsComma { text += "," }
        text += value
        needsComma = true
    }

    private mutating func group(_ opening: String, _ closing: String, _ body: (inout JSONWriter) -> Void) {
        if needsComma { text += "," }
        text += opening
        needsComma = false
        body(&self)
        text += closing
        needsComma = true
    }
}
