package import Diagnostics

/// Finds files that run script in the browser of whoever opens them by themselves: where they come from strangers and stand
/// beside pages, that script could do all that the pages may.
package enum ActiveContent {
    /// What a browser takes for a page, for markup that may become one, or for script.
    private static let endings: Set<String> = [
        "atom", "hta", "htm", "html", "js", "jsonld", "mathml", "mht", "mhtml", "mjs", "mml", "rdf", "rss", "shtml",
        "svgz", "swf", "vbs", "wasm", "xht", "xhtml", "xml", "xsl", "xslt",
    ]

    /// Why a file is refused; `nil` for one that only shows something. Of an SVG every element is looked at.
    package static func reason(_ file: SourceFile) -> String? {
        let name = file.path.split(separator: "/").last ?? ""
        let ending = name.split(separator: ".").dropFirst().last?.lowercased() ?? ""
        if endings.contains(ending) { return "a browser may run what is in a file of its kind (.\(ending))" }
        guard ending == "svg" else { return nil }
        // What a document declares itself could become anything, and a style sheet of XSL makes a page of it. A document type
        // that only names another file is what drawing programs write, and no browser asks for that file.
        for declaration in ["<!ENTITY", "<!ATTLIST", "<!ELEMENT", "<!NOTATION", "<?xml-stylesheet"]
        where file.bytes.contains(caseInsensitively: declaration) {
            return "an SVG with `\(declaration)` can be more than it seems"
        }
        let (root, problems) = XMLTree.read(file)
        guard let root else { return "\(problems.first?.message ?? "it can't be read"), so nobody knows what it is" }
        return reason(root)
    }

    private static let pictures = "http://www.w3.org/2000/svg"
    private static let refused: Set<String> = [
        "animate", "animatemotion", "animatetransform", "audio", "canvas", "discard", "embed", "foreignobject",
        "handler",
        "iframe", "link", "listener", "meta", "object", "script", "set", "video",
    ]

    private static func reason(_ element: XMLTree) -> String? {
        // Editors of drawings keep their own elements in the file, of which browsers show nothing.
        if element.namespace.contains("xhtml") || refused.contains(element.name.lowercased()) {
            return "the SVG has <\(element.name)>, which can run script or change what there is (line \(element.line))"
        }
        for attribute in element.attributes {
            if attribute.name.lowercased().hasPrefix("on") {
                return "the SVG has `\(attribute.name)`, which is script (line \(element.line))"
            }
            if loads(attribute.value) {
                return "the SVG loads something, by `\(attribute.name)` (line \(element.line))"
            }
            let isAddress = ["href", "src"].contains(attribute.name.lowercased())
            // A link that a reader has to follow is one as in a text.
            let isLink = element.name == "a" && WebAddress.checked(attribute.value) != nil
            if isAddress, !isLink, !isHarmless(attribute.value) {
                return "the SVG leads elsewhere, by `\(attribute.name)` (line \(element.line))"
            }
        }
        if element.name == "style", loads(element.text) {
            return "the SVG loads something, by its style (line \(element.line))"
        }
        return element.children.lazy.compactMap(reason).first
    }

    /// Whether CSS asks for anything but a part of the file; escapes could hide that it does.
    private static func loads(_ style: String) -> Bool {
        let style = style.lowercased()
        return style.contains("@import") || style.contains("\\")
            || style.matches(of: /url\(\s*["']?([^"')]*)/).contains { !isHarmless(String($0.output.1)) }
    }

    /// Whether an address is a part of the file or a picture within it.
    private static func isHarmless(_ address: String) -> Bool {
        let address = address.filter { !$0.isWhitespace }.lowercased()
        return address.hasPrefix("#")
            || ["png", "jpeg", "gif", "webp"].contains { address.hasPrefix("data:image/\($0);base64,") }
    }
}

extension [UInt8] {
    /// Whether an ASCII text is somewhere in it, in capitals or not.
    fileprivate func contains(caseInsensitively text: String) -> Bool {
        let wanted = Array(text.lowercased().utf8)
        guard count >= wanted.count else { return false }
        return (0...count - wanted.count).contains { start in
            wanted.indices.allSatisfy { place in
                let byte = self[start + place]
                return (byte >= 65 && byte <= 90 ? byte | 32 : byte) == wanted[place]
            }
        }
    }
}
