import ArchiveModel
import FileSystem
import Markup

extension OutputKind {
    /// `sitemap.xml` (sitemaps.org, protocol 0.9): every page that wants to be found; an index of several files past
    /// 50,000 addresses. None without the site's address, since a sitemap has whole ones.
    static let sitemap = OutputKind("sitemap") { _ in
        { site, outputs in
            guard let links = site.absoluteLinks else { return [] }
            let entries = outputs.compactMap { output in output.listed.map { (route: output.route, day: $0) } }
                .sorted { $0.route < $1.route }
            let parts = stride(from: 0, to: entries.count, by: Sitemap.largest).map {
                entries[$0..<min($0 + Sitemap.largest, entries.count)]
            }
            guard parts.count > 1 else {
                return [Sitemap.list(at: site.routes.sitemap, entries[...], links)]
            }
            let routes = (1...parts.count).map { Route("sitemap-\($0).xml") }
            let index = Output(site.routes.sitemap, kind: "sitemap") { worker throws(IOFailure) in
                Sitemap.write(
                    "sitemapindex", "sitemap", zip(routes, parts).map { ($0, $1.map(\.day).max()) }, links,
                    &worker.buffer)
            }
            return [index] + zip(routes, parts).map { Sitemap.list(at: $0, $1, links) }
        }
    }

    /// `robots.txt` (RFC 9309): everything may be read; here is the sitemap.
    static let robots = OutputKind("robots") { _ in
        { site, outputs in
            // An editor's own, in the static folder, counts.
            guard !outputs.contains(where: { $0.route == site.routes.robots }) else { return [] }
            let output = Output(site.routes.robots, kind: "robots") { worker throws(IOFailure) in
                worker.buffer.append("User-agent: *\nAllow: /\n")
                if let links = site.absoluteLinks {
                    worker.buffer.append("\nSitemap: \(links.href(site.routes.sitemap))\n")
                }
            }
            return [output]
        }
    }
}

/// Writes sitemaps.
enum Sitemap {
    /// How many addresses one file may have.
    static let largest = 50_000

    static func list(at route: Route, _ entries: ArraySlice<(route: Route, day: Day)>, _ links: LinkStyle) -> Output {
        Output(route, kind: "sitemap") { worker throws(IOFailure) in
            write("urlset", "url", entries.map { ($0.route, $0.day) }, links, &worker.buffer)
        }
    }

    static func write(
        _ root: String, _ element: String, _ entries: [(Route, Day?)], _ links: LinkStyle, _ buffer: inout ByteBuffer
    ) {
        buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        buffer.append("<\(root) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for (route, day) in entries {
            buffer.append("<\(element)><loc>")
            buffer.append(escaping: links.href(route))
            buffer.append("</loc>")
            if let day { buffer.append("<lastmod>\(day.iso)</lastmod>") }
            buffer.append("</\(element)>\n")
        }
        buffer.append("</\(root)>\n")
    }
}
