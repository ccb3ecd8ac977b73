import ArchiveModel
import Markup

extension OutputKind {
    /// `sitemap.xml` (sitemaps.org, protocol 0.9): every page that wants to be found; an index of several files past
    /// 50,000 addresses. None without the site's address, since a sitemap has whole ones.
    static let sitemap = OutputKind("sitemap") { _ in
        { site, groups in
            guard let links = site.absoluteLinks else { return [] }
            let pages = Plan(groups.filter(\.isListed))
            let parts = stride(from: 0, to: pages.count, by: Sitemap.largest).map {
                $0..<min($0 + Sitemap.largest, pages.count)
            }
            func group(
                _ count: Int, _ route: @escaping @Sendable (Int) -> Route,
                _ write: @escaping @Sendable (Int, inout ByteBuffer) -> Void
            ) -> OutputGroup {
                OutputGroup("sitemap", count: count, route: route, maker: { _, _ in .of("sitemap") }) { place, worker in
                    worker.site.noteListing()
                    write(place, &worker.buffer)
                }
            }
            guard parts.count > 1 else {
                let whole = group(1, { _ in site.routes.sitemap }) { _, buffer in
                    Sitemap.write(pages, 0..<pages.count, links, &buffer)
                }
                return [whole]
            }
            let index = group(1, { _ in site.routes.sitemap }) { _, buffer in
                let entries = parts.enumerated().map { place, part in
                    (Sitemap.route(place), part.compactMap { pages[$0].listed }.max())
                }
                Sitemap.write("sitemapindex", "sitemap", entries, links, &buffer)
            }
            let lists = group(parts.count, { Sitemap.route($0) }) { place, buffer in
                Sitemap.write(pages, parts[place], links, &buffer)
            }
            return [index, lists]
        }
    }

    /// `robots.txt` (RFC 9309): everything may be read; here is the sitemap.
    static let robots = OutputKind("robots") { _ in
        { site, _ in
            // An editor's own, in the static folder, counts.
            guard !site.staticFiles.contains("static/robots.txt") else { return [] }
            let robots = OutputGroup(
                "robots", count: 1, route: { _ in site.routes.robots }, maker: { _, _ in .of("robots") }
            ) { _, worker in
                worker.buffer.append("User-agent: *\nAllow: /\n")
                if let links = site.absoluteLinks {
                    worker.buffer.append("\nSitemap: \(links.href(site.routes.sitemap))\n")
                }
            }
            return [robots]
        }
    }
}

/// Writes sitemaps.
enum Sitemap {
    /// How many addresses one file may have.
    static let largest = 50_000

    /// The address of a part, counted from 0.
    static func route(_ part: Int) -> Route { Route("sitemap-\(part + 1).xml") }

    /// Writes a list of some of the pages.
    static func write(_ pages: Plan, _ places: Range<Int>, _ links: LinkStyle, _ buffer: inout ByteBuffer) {
        write("urlset", "url", places.lazy.map { (pages[$0].route, pages[$0].listed) }, links, &buffer)
    }

    static func write(
        _ root: String, _ element: String, _ entries: some Sequence<(Route, Day?)>, _ links: LinkStyle,
        _ buffer: inout ByteBuffer
    ) {
        buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        buffer.append("<\(root) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        let (begin, end) = ("<\(element)><loc>", "</\(element)>\n")
        for (route, day) in entries {
            buffer.append(begin)
            buffer.append(.route(route), links)
            buffer.append("</loc>")
            if let day {
                buffer.append("<lastmod>")
                buffer.append(day.iso)
                buffer.append("</lastmod>")
            }
            buffer.append(end)
        }
        buffer.append("</\(root)>\n")
    }
}
