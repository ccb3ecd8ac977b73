import Synchronization

/// One formula, read from its TeX. ``MathMacros/formula(_:)`` gives those that were read before.
package final class Formula: Sendable {
    /// What marks it as a formula is no part of it.
    let tex: [UInt8]
    let tree: MathNode
    /// It as one line of plain text.
    package let text: String
    /// Commands that nobody has defined; their names are shown.
    package let unknownCommands: [String]
    /// The element within text, once it was written.
    private let element = AtomicLazyReference<Element>()

    private final class Element: Sendable {
        let bytes: [UInt8]

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    /// The longest formula that is read, in bytes.
    package static let longest = 20_000

    /// Reads a formula anew.
    package init(_ tex: UnsafeBufferPointer<UInt8>, macros: MathMacros = .none) throws(MathProblem) {
        guard tex.count <= Self.longest else {
            throw MathProblem(message: "the formula is longer than \(Self.longest) bytes", offset: 0)
        }
        var parser = MathParser(tex, macros: macros)
        tree = try parser.parse()
        text = MathPlainWriter.text(tree)
        unknownCommands = parser.unknown
        self.tex = Array(tex)
    }

    /// Writes it as a `<math>` element, with its TeX for who copies it.
    package func write(isDisplay: Bool, into out: inout ByteBuffer) {
        guard !isDisplay else { return writeElement(isDisplay: true, into: &out) }
        if let element = element.load() { return out.append(element.bytes) }
        let start = out.count
        writeElement(isDisplay: false, into: &out)
        _ = out.withBytes { element.storeIfNil(Element(Array($0[start...]))) }
    }

    private func writeElement(isDisplay: Bool, into out: inout ByteBuffer) {
        out.append("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"")
        if isDisplay { out.append(" display=\"block\"") }
        out.append(" alttext=\"")
        out.append(escaping: text)
        out.append("\"><semantics>")
        var writer = MathMLWriter(isDisplay: isDisplay)
        swap(&writer.out, &out)
        writer.write(formula: tree)
        swap(&writer.out, &out)
        out.append("<annotation encoding=\"application/x-tex\">")
        tex.withUnsafeBufferPointer { out.append(escaping: $0) }
        out.append("</annotation></semantics></math>")
    }

    /// Writes it as text with markup, if it is nothing else: `$\textbf{Pro}$` is how some titles emphasize. Tells whether
    /// it did.
    package func writeText(canLink: Bool, into out: inout ByteBuffer) -> Bool {
        guard tree.isText else { return false }
        Self.writeText(tree, canLink: canLink, into: &out)
        return true
    }

    private static func writeText(_ node: MathNode, canLink: Bool, into out: inout ByteBuffer) {
        switch node {
        case .row(let nodes): for node in nodes { writeText(node, canLink: canLink, into: &out) }
        case .space: out.append(" ")
        case .text(let text, let font):
            let element =
                switch font {
                case .bold, .boldItalic: "b"
                case .italic: "i"
                case .monospace: "code"
                default: ""
                }
            if !element.isEmpty { out.append("<\(element)>") }
            out.append(escaping: text)
            if !element.isEmpty { out.append("</\(element)>") }
        case .link(let address, let node):
            let checked = canLink ? WebAddress.checked(address) : nil
            if let checked {
                out.append("<a href=\"")
                out.append(escaping: checked)
                out.append("\" rel=\"noopener nofollow ugc\">")
            }
            writeText(node, canLink: false, into: &out)
            if checked != nil { out.append("</a>") }
        default: out.append(escaping: MathPlainWriter.text(node))
        }
    }
}

extension MathNode {
    /// Whether it is text and nothing else.
    fileprivate var isText: Bool {
        switch self {
        case .text: true
        case .link(_, let node): node.isText
        case .row(let nodes):
            nodes.contains { $0.isText } && nodes.allSatisfy { if case .space = $0 { true } else { $0.isText } }
        default: false
        }
    }
}
