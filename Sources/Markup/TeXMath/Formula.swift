/// One formula, read from its TeX.
package struct Formula: Sendable {
    let tree: MathNode
    /// Commands that nobody has defined; their names are shown.
    package let unknownCommands: [String]

    /// The longest formula that is read, in bytes.
    package static let longest = 20_000

    /// Reads a formula; what marks it as one is no part of the TeX.
    package init(_ tex: UnsafeBufferPointer<UInt8>, macros: MathMacros = .none) throws(MathProblem) {
        guard tex.count <= Self.longest else {
            throw MathProblem(message: "the formula is longer than \(Self.longest) bytes", offset: 0)
        }
        var parser = MathParser(tex, macros: macros)
        tree = try parser.parse()
        unknownCommands = parser.unknown
    }

    /// It as one line of plain text.
    package var text: String { MathPlainWriter.text(tree) }

    /// Writes it as a `<math>` element, with its TeX for who copies it.
    package func write(tex: UnsafeBufferPointer<UInt8>, isDisplay: Bool, into out: inout ByteBuffer) {
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
        out.append(escaping: tex)
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
