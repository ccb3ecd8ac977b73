/// A place within the site: a path from its root, such as `papers/galactic/` or `feed.xml`; the root itself is empty.
///
/// A route that ends in `/` (or is empty) is a folder, whose page is its `index.html`.
@usableFromInline
package struct Route: Sendable, Hashable, Comparable {
    // In parts, so that the routes of papers, tags and authors, of which every page names dozens, take no memory of
    // their own: the name is the archive's, the rest is short.
    fileprivate let folderPath: String
    fileprivate let name: String
    fileprivate let ending: String

    /// A route from a path without a leading slash.
    package init(_ path: String) { self.init(folder: "", name: path, ending: "") }

    /// The route of a name within a folder, which ends in `/`.
    package init(folder: String, name: String, ending: String) {
        folderPath = folder
        self.name = name
        self.ending = ending
    }

    /// The path, unescaped, without a leading slash.
    package var path: String { ending.isEmpty ? name : folderPath + name + ending }

    /// The site's first page.
    package static let home = Route("")

    /// Whether it names a folder.
    package var isFolder: Bool {
        ending.isEmpty ? name.isEmpty || name.utf8.last == UInt8(ascii: "/") : ending == "/"
    }

    /// The file that holds it, relative to the output folder.
    package var file: String { isFolder ? path + "index.html" : path }

    /// Two routes are one where their paths are, however they were put together.
    @usableFromInline
    package static func == (left: Route, right: Route) -> Bool { left.path == right.path }

    /// Hashes the path.
    @usableFromInline
    package func hash(into hasher: inout Hasher) { hasher.combine(path) }

    /// Appends the path of the file that holds it, without making a string of it.
    package func appendFile(to buffer: inout ByteBuffer) {
        if !ending.isEmpty { buffer.append(folderPath) }
        buffer.append(name)
        buffer.append(ending)
        if isFolder { buffer.append("index.html") }
    }

    /// How many folders lie between the site's root and its file.
    package var depth: Int { path.utf8.count { $0 == UInt8(ascii: "/") } }

    /// The folder it lies in, or the folder it is.
    package var folder: Route {
        let path = path
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return .home }
        return Route(String(path[...slash]))
    }

    /// The route of a name within this one's folder.
    package func appending(_ name: String) -> Route { Route(folder.path + name) }

    /// The path with every byte outside of RFC 3986's `pchar` and `/` percent-encoded.
    package var encoded: String {
        var buffer = ByteBuffer(capacity: 128)
        buffer.append(encoding: self)
        return buffer.text
    }

    @inline(__always)
    fileprivate static func isPlain(_ byte: UInt8) -> Bool {
        byte < 0x80 && (byte < 0x40 ? low : high) &>> UInt64(byte & 0x3F) & 1 != 0
    }

    /// Letters, digits and `-._~/@+,`, a bit each: bytes below 0x40, and those from there on.
    private static let low: UInt64 = 0x3FFF80000000000
    private static let high: UInt64 = 0x47FFFFFE87FFFFFF

    /// Orders by the bytes of the paths, the order in which outputs are listed everywhere.
    @usableFromInline
    package static func < (left: Route, right: Route) -> Bool {
        left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
}

extension ByteBuffer {
    /// Appends a route's path as ``Route/encoded`` has it; it needs no further escaping in HTML.
    mutating func append(encoding route: Route) {
        if !route.ending.isEmpty { append(encoding: route.folderPath) }
        append(encoding: route.name)
        append(encoding: route.ending)
    }

    /// Appends a path as ``Route/encoded`` has it; it needs no further escaping in HTML.
    mutating func append(encoding path: String) {
        var path = path
        path.withUTF8 { bytes in
            guard !bytes.allSatisfy(Route.isPlain) else { return append(bytes) }
            let digits: StaticString = "0123456789ABCDEF"
            for byte in bytes {
                if Route.isPlain(byte) {
                    append(byte: byte)
                } else {
                    append(byte: UInt8(ascii: "%"))
                    append(byte: digits.utf8Start[Int(byte >> 4)])
                    append(byte: digits.utf8Start[Int(byte & 15)])
                }
            }
        }
    }
}
