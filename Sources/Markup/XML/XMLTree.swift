import CLibXML2
package import Diagnostics

/// An element of an XML document with what is in it, as libxml2 reads it.
package struct XMLTree: Sendable {
    /// The name without its prefix.
    package var name: String
    /// The namespace; empty where there is none.
    package var namespace: String
    /// In their order, by their names without prefixes, so that a name may come twice.
    package var attributes: [(name: String, value: String)] = []
    /// The elements within, in their order.
    package var children: [XMLTree] = []
    /// All text within, that of elements among it.
    package var text = ""
    /// The line it begins on, from 1.
    package var line: Int

    /// The first element of a name within.
    package subscript(name: String) -> XMLTree? { children.first { $0.name == name } }

    /// The value of the first attribute of a name.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// The elements of a name within.
    package func all(_ name: String) -> [XMLTree] { children.filter { $0.name == name } }

    /// Reads a document. Nothing is fetched, and entities that a document declares itself are not replaced.
    package static func read(_ file: SourceFile) -> (root: XMLTree?, diagnostics: [Diagnostic]) {
        guard file.bytes.count < Int(Int32.max), let context = xmlNewParserCtxt() else {
            return (nil, [Diagnostic(.fileTooLarge, "the file is too large", at: .file(file.path))])
        }
        defer { xmlFreeParserCtxt(context) }
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_NOCDATA.rawValue
        let document = file.bytes.withUnsafeBytes { bytes in
            xmlCtxtReadMemory(
                context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, nil, Int32(options))
        }
        defer { xmlFreeDoc(document) }
        guard let document, let root = xmlDocGetRootElement(document) else {
            let error = context.pointee.lastError
            let reason = error.message.map { String(cString: $0).trimmingEnd } ?? "there is nothing in it"
            let line = max(1, Int(error.line))
            let place = SourceLocation(
                path: file.path, line: line, column: max(1, Int(error.int2)), length: 1, excerpt: file.line(line))
            return (nil, [Diagnostic(.xmlSyntax, "the XML can't be read: \(reason)", at: place)])
        }
        return (tree(root), [])
    }

    /// libxml2 itself stops at a depth of 256.
    private static func tree(_ node: UnsafeMutablePointer<xmlNode>) -> XMLTree {
        var tree = XMLTree(
            name: string(node.pointee.name), namespace: string(node.pointee.ns?.pointee.href),
            line: max(1, xmlGetLineNo(node)))
        var attribute = node.pointee.properties
        while let current = attribute {
            var value = ""
            var part = current.pointee.children
            while let text = part {
                value += string(text.pointee.content)
                part = text.pointee.next
            }
            tree.attributes.append((string(current.pointee.name), value))
            attribute = current.pointee.next
        }
        var child = node.pointee.children
        while let current = child {
            switch current.pointee.type {
            case XML_ELEMENT_NODE:
                let inner = self.tree(current)
                tree.text += inner.text
                tree.children.append(inner)
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: tree.text += string(current.pointee.content)
            default: break
            }
            child = current.pointee.next
        }
        return tree
    }

    private static func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }
    private static func string(_ text: UnsafeMutablePointer<xmlChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
