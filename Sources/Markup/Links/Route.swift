/// A place within the site: a path from its root, such as `papers/galactic/` or `feed.xml`; the root itself is empty.
///
/// A route that ends in `/` (or is empty) is a folder, whose page is its `index.html`.
package struct Route: Sendable, Hashable, Comparable {
    /// The path, unescaped, without a leading slash.
    package let path: String

    /// A route from a path without a leading slash.
    package init(_ path: String) { self.path = path }

    /// The site's first page.
    package static let home = Route("")

    /// Whether it names a folder.
    package var isFolder: Bool { path.isEmpty || path.utf8.last == UInt8(ascii: "/") }

    /// The file that holds it, relative to the output folder.
    package var file: String { isFolder ? path + "index.html" : path }

    /// How many folders lie between the site's root and its file.
    package var depth: Int { path.utf8.count { $0 == UInt8(ascii: "/") } }

    /// The folder it lies in, or the folder it is.
    package var folder: Route {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return .home }
        return Route(String(path[...slash]))
    }

    /// The route of a name within this one's folder.
    package func appending(_ name: String) -> Route { Route(folder.path + name) }

    /// The path with every byte outside of RFC 3986's `pchar` and `/` percent-encoded.
    package var encoded: String {
        guard !path.utf8.allSatisfy(Self.isPlain) else { return path }
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            if Self.isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"),
            UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: ","):
            true
        default: false
        }
    }

    /// Orders by the bytes of the paths, the order in which outputs are listed everywhere.
    package static func < (left: Route, right: Route) -> Bool {
        left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
}
