/// Where a link leads.
@usableFromInline
package enum Link: Sendable, Hashable {
    /// A place in this site.
    case route(Route)
    /// Somewhere else: an absolute `http:` or `https:` (or `mailto:`) address, checked when it was read.
    case address(String)
    /// Somewhere else, too: an address in two parts, such as that of a registry and a name in it, escaped for addresses.
    case joined(String, String)
}

/// How links into the site are written on one page.
@usableFromInline
package struct LinkStyle: Sendable, Hashable {
    /// What comes before a route: `/`, `/papers/`, `../../` or `https://example.org/papers/`.
    package let prefix: String
    /// Whether folders are named by their `index.html`, as a browser needs without a server.
    package let namesIndex: Bool

    /// Links from the host's root; `basePath` begins and ends with `/`.
    package static func rooted(basePath: String) -> LinkStyle { LinkStyle(prefix: basePath, namesIndex: false) }

    /// Whole addresses, for what leaves the site (feeds, metadata); `siteURL` ends with `/`.
    package static func absolute(siteURL: String) -> LinkStyle { LinkStyle(prefix: siteURL, namesIndex: false) }

    /// Links that work from a folder without a server, on the page at `route`.
    package static func relative(from route: Route) -> LinkStyle {
        LinkStyle(prefix: String(repeating: "../", count: route.depth), namesIndex: true)
    }

    /// The link's text, unescaped for HTML.
    package func href(_ route: Route) -> String {
        var buffer = ByteBuffer(capacity: 128)
        buffer.append(prefix)
        buffer.append(encoding: route)
        if namesIndex, route.isFolder { buffer.append("index.html") }
        return buffer.count == 0 ? "./" : buffer.text
    }

    /// The link's text for a path from the site's root that is percent-encoded already and has no leading slash.
    package func href(encoded path: some StringProtocol) -> String {
        let isFolder = path.isEmpty || path.last == "/"
        let whole = prefix + path + (namesIndex && isFolder ? "index.html" : "")
        return whole.isEmpty ? "./" : whole
    }

    /// The link's text, unescaped for HTML.
    package func href(_ link: Link) -> String {
        switch link {
        case .route(let route): href(route)
        case .address(let address): address
        case .joined(let base, let name): base + name
        }
    }
}

extension ByteBuffer {
    /// Appends a link, escaped for HTML. The same text as that of `LinkStyle.href`, without making strings on the way.
    @usableFromInline
    package mutating func append(_ link: Link, _ style: LinkStyle) {
        switch link {
        case .address(let address): append(escaping: address)
        case .joined(let base, let name):
            append(escaping: base)
            append(escaping: name)
        case .route(let route):
            let start = count
            append(escaping: style.prefix)
            append(encoding: route)
            if style.namesIndex, route.isFolder { append("index.html") }
            if count == start { append("./") }
        }
    }

    /// Appends the text of `LinkStyle.href` as a JSON string. What such a string has to escape, addresses escape already.
    package mutating func append(json route: Route, _ style: LinkStyle) {
        append("\"")
        var prefix = style.prefix
        prefix.withUTF8 { append(insideJSON: $0) }
        let start = count
        append(encoding: route)
        if style.namesIndex, route.isFolder { append("index.html") }
        if count == start, style.prefix.isEmpty { append("./") }
        append("\"")
    }
}
