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
            site.archive.pages.map { page in
                let route = site.routes.page(page)
                let listed = site.archive.days.first?.day ?? site.options.asOf
                return template.output(
                    route, source: page.source.path, listed: listed, on: site
                ) { worker, links throws(IOFailure) in
                    let options = site.markdown(assets: page.assets, links: links)
                    let body = try worker.html(of: page.source, options: options)
                    let frame = PageFrame(
                        site, kind: "page", title: page.title, description: page.summary ?? page.excerpt, route: route)
                    return TextPage(page: frame, body: body, edit: site.editLink(page.source))
                }
            }
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
            func output(_ from: Route, _ target: Link, source: String) -> Output {
                template.output(from, source: source, on: site) { _, _ throws(IOFailure) in
                    var frame = PageFrame(site, kind: "redirect", title: "Moved", route: from)
                    frame.isHidden = true
                    return RedirectPage(page: frame, target: target, canonical: site.absoluteLinks?.href(target))
                }
            }
            var outputs = site.configuration.redirects.map { output($0.from, $0.to, source: "site.toml") }
            for paper in site.archive.papers {
                for alias in paper.details.values.aliases {
                    outputs.append(output(alias, .route(site.routes.paper(paper)), source: paper.source.path))
                }
            }
            for page in site.archive.pages {
                for alias in page.aliases {
                    outputs.append(output(alias, .route(site.routes.page(page)), source: page.source.path))
                }
            }
            return outputs
        }
    }

    /// Files beside entries and pages.
    static let entryAssets = OutputKind("asset") { _ in
        { site, _ in
            let assets = site.archive.papers.flatMap(\.details.values.assets) + site.archive.pages.flatMap(\.assets)
            return assets.map { Output.copy($0.path, from: site.folder, to: $0.route, kind: "asset") }
        }
    }

    /// The site's own `static` folder, copied as it is: `CNAME`, `favicon.ico`.
    static let staticFiles = OutputKind("static file") { _ in
        { site, _ in
            site.staticFiles.map { path in
                let route = Route(String(path.dropFirst("static/".count)))
                return Output.copy(path, from: site.folder, to: route, kind: "static file")
            }
        }
    }
}
