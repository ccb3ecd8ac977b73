package import Markup

/// A file that belongs to an entry or a theme and is copied into the site.
package struct Asset: Sendable, Hashable {
    /// Its path as texts refer to it, relative to the entry: `figure.png`.
    package var name: String
    /// The file, relative to the site's folder (or the theme's).
    package var path: String
    /// Its place in the site, with a checksum of its content in the name.
    package var route: Route

    /// Makes an asset.
    package init(name: String, path: String, route: Route) {
        self.name = name
        self.path = path
        self.route = route
    }

    /// The name with a checksum before its last extension: `figure.3f9a1c20.png`.
    package static func hashed(_ name: String, _ checksum: Checksum) -> String {
        let base = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name.index(after: $0) } ?? name.startIndex
        guard let dot = name[base...].lastIndex(of: "."), dot != base else { return "\(name).\(checksum.hex(8))" }
        return "\(name[..<dot]).\(checksum.hex(8))\(name[dot...])"
    }
}
