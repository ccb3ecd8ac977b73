import ArchiveModel
import FileSystem
import Markup

/// A page of the editor's: `content/pages/about.md`.
struct TextPage: PageView {
    static let summary = "A page of the editor's, such as /about/."

    let page: PageFrame
    let body: HTML
    let edit: String?

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<TextPage>] {
        [
            .html("body", "Its text.") { $0.body },
            .link("edit", "Where it can be edited.") { $0.edit.map(Link.address) },
        ]
    }
}

/// What a host shows for an address that leads nowhere.
struct NotFoundPage: PageView {
    static let summary = "What a host shows for an address that leads nowhere."
    let page: PageFrame
    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<NotFoundPage>] { [] }
}

/// An old address that leads to a new one.
struct RedirectPage: PageView {
    static let summary = "An old address that leads to a new one."
    let page: PageFrame
    let target: Link
    let canonical: String?

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<RedirectPage>] {
        [
            .link("target", "Where it leads.") { $0.target },
            .text("target_address", "The whole address of where it leads, where the site's is known.") { $0.canonical },
        ]
    }
}

extension OutputKind {
    /// The editor's pages.
    static let contentPages = OutputKind("page") { theme in
        let template = theme.template("page", for: TextPage.self)
        return { site, _ in
            let newest = site.archive.days.first?.day ?? site.options.asOf
            let pages = template.outputs(
                site.archive.pages, on: site, route: { site.routes.page($0) }, source: { $0.source.path },
                listed: { _ in newest }
            ) { page, worker, links throws(IOFailure) in
                let options = site.markdown(assets: page.assets, links: links)
                let body = try worker.html(of: page.source, options: options)
                let frame = PageFrame(
                    site, kind: "page", title: page.title, description: page.summary ?? page.excerpt,
                    route: site.routes.page(page))
                return TextPage(page: frame, body: body, edit: site.editLink(page.source))
            }
            return [pages]
        }
    }

    /// The page of errors. Hosts show it at any address, so its links begin at the host's root.
    static let notFound = OutputKind("404") { theme in
        let template = theme.template("404", for: NotFoundPage.self)
        return { site, _ in
            let output = template.output(site.routes.notFound, on: site) { _, _ throws(IOFailure) in
                var frame = PageFrame(site, kind: "404", title: "Not found", route: nil)
                frame.isHidden = true
                return NotFoundPage(page: frame)
            }
            return [output]
        }
    }

    /// Pages at old addresses: entries' `aliases`, and what site.toml says under `[redirects]`.
    static let redirects = OutputKind("redirect") { theme in
        let template = theme.template("redirect", for: RedirectPage.self)
        return { site, _ in
            var moves = site.configuration.redirects.map { (from: $0.from, to: $0.to, source: "site.toml") }
            for paper in site.archive.papers {
                for alias in paper.details.values.aliases {
                    moves.append((alias, .route(site.routes.paper(paper)), paper.source.path))
                }
            }
            for page in site.archive.pages {
                for alias in page.aliases { moves.append((alias, .route(site.routes.page(page)), page.source.path)) }
            }
            let pages = template.outputs(moves, on: site, route: { $0.from }, source: { $0.source }) {
                move, _, _ throws(IOFailure) in
                var frame = PageFrame(site, kind: "redirect", title: "Moved", route: move.from)
                frame.isHidden = true
                return RedirectPage(page: frame, target: move.to, canonical: site.absoluteLinks?.href(move.to))
            }
            return [pages]
        }
    }

    /// Files beside entries and pages.
    static let entryAssets = OutputKind("asset") { _ in
        { site, _ in
            let assets = site.archive.papers.flatMap(\.details.values.assets) + site.archive.pages.flatMap(\.assets)
            return [OutputGroup.copies("asset", of: assets.map { ($0.path, $0.route) }, from: site.folder)]
        }
    }

    /// The site's own `static` folder, copied as it is: `CNAME`, `favicon.ico`.
    static let staticFiles = OutputKind("static file") { _ in
        { site, _ in
            let files = site.staticFiles.map { ($0, Route(String($0.dropFirst("static/".count)))) }
            return [OutputGroup.copies("static file", of: files, from: site.folder)]
        }
    }
}
