import Diagnostics

/// `{{text.x}}`: the messages of a language, compiled as parts of the templates that show them.
extension TemplateCompiler {
    /// The name of a message, where that is what a name asks for.
    func messageName(_ name: TemplateName) -> Substring? {
        guard catalog != nil, name.text.hasPrefix("text.") else { return nil }
        return name.text.dropFirst("text.".count)
    }

    mutating func compileMessage(_ key: Substring, _ name: TemplateName, isRaw: Bool, in scope: Scope) {
        guard let catalog, let message = catalog.messages[String(key)] else {
            let start = name.range.upperBound - key.utf8.count
            return problems.add(
                .templateUnknownKey, "the theme has no message `\(key)`", in: scope.file,
                at: start..<name.range.upperBound,
                notes: Self.nearest(to: String(key), among: catalog?.messages.keys.map { $0 } ?? []))
        }
        if isRaw {
            return problems.add(
                .templateWrongKind, "`\(name.text)` is a message: only HTML can be written unescaped", in: scope.file,
                at: name.range, notes: [.init("{{\(name.text)}} writes it")])
        }
        var inner = scope
        inner.file = message.file
        guard let number = message.number else { return compileForm(message.forms[.other] ?? [], in: inner) }
        guard let (slot, access) = find(number, in: inner) else { return }
        guard access.kind == .number else {
            return problems.add(
                .templateWrongKind, "`\(number.text)` is a \(access.description): no number to choose a plural by",
                in: inner.file, at: number.range)
        }
        inner.isConditional = true
        var rest: Set<PluralCategory> = []
        for category in PluralCategory.allCases where category != .other {
            guard let form = message.forms[category] else { continue }
            rest.insert(category)
            let start = builder.check(slot: slot, access.among([category], of: catalog.plurals), isWanted: true)
            compileForm(form, in: inner)
            builder.endSection(start)
        }
        let start = builder.check(slot: slot, access.among(rest, of: catalog.plurals), isWanted: false)
        compileForm(message.forms[.other] ?? [], in: inner)
        builder.endSection(start)
    }

    private mutating func compileForm(_ pieces: [Message.Piece], in scope: Scope) {
        for piece in pieces {
            switch piece {
            case .text(var text):
                var buffer = ByteBuffer()
                text.withUTF8 { escaping.append($0, to: &buffer) }
                builder.literal(buffer.bytes)
            case .place(let name) where messageName(name) != nil:
                problems.add(
                    .templateWrongKind, "a message can't show another one", in: scope.file, at: name.range)
            case .place(let name): compileValue(name, isRaw: false, in: scope)
            }
        }
    }
}
