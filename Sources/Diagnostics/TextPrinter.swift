/// Prints diagnostics for people: `PATH:LINE:COLUMN: error: message [id]`, the line, and a caret under the place.
package struct TextPrinter: Sendable {
    /// Whether to use terminal colors.
    package var color: Bool

    /// Makes a printer.
    package init(color: Bool = false) { self.color = color }

    /// The text of one diagnostic, ending in a line break.
    package func text(of diagnostic: Diagnostic) -> String {
        let severity = diagnostic.severity
        var text = ""
        if let location = diagnostic.location { text += place(location) }
        text += paint("\(severity.rawValue):", severity == .error ? "31;1" : "33;1")
        text += " \(paint(Self.printable(diagnostic.message), "1")) [\(diagnostic.id.rawValue)]\n"
        if let location = diagnostic.location { text += quote(location) }
        for note in diagnostic.notes {
            if let location = note.location { text += place(location) }
            text += "\(note.location == nil ? "  " : "")\(paint("note:", "36;1")) \(Self.printable(note.message))\n"
            if let location = note.location { text += quote(location) }
        }
        return text
    }

    /// The text of all of them, in their own order, with one line of counts below.
    package func text(of diagnostics: [Diagnostic]) -> String {
        guard !diagnostics.isEmpty else { return "" }
        let errors = diagnostics.count { $0.severity == .error }
        let counts = [
            Self.count(errors, "error"), Self.count(diagnostics.count - errors, "warning"),
        ].compactMap { $0 }.joined(separator: " and ")
        return diagnostics.map(text(of:)).joined() + counts + "\n"
    }

    private static func count(_ number: Int, _ noun: String) -> String? {
        number == 0 ? nil : "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private func place(_ location: SourceLocation) -> String {
        "\(Self.printable(location.path)):\(location.line):\(location.column): "
    }

    private func quote(_ location: SourceLocation) -> String {
        guard !location.excerpt.isEmpty else { return "" }
        let bytes = Array(location.excerpt.utf8)
        guard location.column <= bytes.count + 1 else { return "  \(Self.printable(location.excerpt))\n" }
        let before = String(decoding: bytes[..<(location.column - 1)], as: UTF8.self)
        let end = min(bytes.count, location.column - 1 + location.length)
        let meant = String(decoding: bytes[(location.column - 1)..<end], as: UTF8.self)
        // A tab stays a tab so that the caret lines up whatever the terminal makes of it.
        let indent = before.map { $0 == "\t" ? "\t" : " " }.joined()
        let marks = "^" + String(repeating: "~", count: max(0, meant.count - 1))
        return "  \(Self.printable(location.excerpt))\n  \(indent)\(paint(marks, "32;1"))\n"
    }

    private func paint(_ text: String, _ code: String) -> String {
        color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// The text with control characters (a stranger's escape sequences among them) shown as `\u{…}`, tabs kept.
    private static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return text.unicodeScalars.map { isControl($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
