/// A piece of HTML that is safe to put into an element's content.
///
/// Only this module can make one, out of text (escaping it) or of Markdown (neutralizing it): what has this type needs
/// no further escaping, and what has not can't reach a page without it.
@usableFromInline
package struct HTML: Sendable {
    /// Most titles and summaries have no markup: these are escaped where they are written, and need no memory of their own.
    private enum Content {
        case markup([UInt8])
        case text(String)
    }

    private let content: Content

    /// The markup of plain text.
    package init(escaping text: String) { content = .text(text) }

    /// Markup that the caller, inside this module, has built safely.
    init(trusted bytes: [UInt8]) { content = .markup(bytes) }

    /// The content of a theme's own file: a theme is trusted as the program is.
    package init(ofTheme bytes: [UInt8]) { content = .markup(bytes) }

    /// A JSON text as what a `script` element holds: in one, `<`, `>` and `&` stand only inside of strings, which may have
    /// them as numbers.
    package init(scriptContent json: String) {
        var buffer = ByteBuffer(capacity: json.utf8.count)
        for byte in json.utf8 {
            switch byte {
            case UInt8(ascii: "<"): buffer.append("\\u003C")
            case UInt8(ascii: ">"): buffer.append("\\u003E")
            case UInt8(ascii: "&"): buffer.append("\\u0026")
            default: buffer.append(byte: byte)
            }
        }
        content = .markup(buffer.bytes)
    }

    /// Nothing.
    package static let empty = HTML(trusted: [])

    /// Pieces one after the other.
    package static func joined(_ pieces: [HTML]) -> HTML {
        var buffer = ByteBuffer()
        for piece in pieces { buffer.append(piece) }
        return HTML(trusted: buffer.bytes)
    }

    /// An element, perhaps one that leads to an address that was checked.
    package static func element(_ name: StaticString, href: String? = nil, _ content: HTML) -> HTML {
        var buffer = ByteBuffer()
        buffer.append("<\(name)")
        if let href { buffer.attribute("href", href) }
        buffer.append(">")
        buffer.append(content)
        buffer.append("</\(name)>")
        return HTML(trusted: buffer.bytes)
    }

    /// Whether there is nothing.
    @usableFromInline
    package var isEmpty: Bool {
        switch content {
        case .markup(let bytes): bytes.isEmpty
        case .text(let text): text.isEmpty
        }
    }

    /// The markup, UTF-8.
    package var bytes: [UInt8] {
        switch content {
        case .markup(let bytes): return bytes
        case .text:
            var buffer = ByteBuffer()
            append(to: &buffer)
            return buffer.bytes
        }
    }

    /// Appends it as text that has to be read twice: once as XML, then as HTML.
    func append(escapedTo buffer: inout ByteBuffer) {
        bytes.withUnsafeBufferPointer { buffer.append(escaping: $0) }
    }

    /// Appends it to a buffer.
    func append(to buffer: inout ByteBuffer) {
        switch content {
        case .markup(let bytes): buffer.append(bytes)
        case .text(let text): buffer.append(escaping: text)
        }
    }

    /// The markup as a string.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}
