import ArchiveModel
import FileSystem
import Markup
import SearchIndex

/// The page on which the archive is searched: it carries what the index is, and the program that asks it.
struct SearchPage: PageView {
    static let summary =
        "The page on which the archive is searched. A script fills it with what the search program answers."

    let page: PageFrame
    let language: Language
    let program: Link
    let index: HTML
    let engine: SearchEngineView?

    init(_: OnlyPage, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        language = site.language
        // Without search there is no such page.
        let search = site.search
        program = .route(site.routes.search(search?.program.name ?? ""))
        index = HTML(scriptContent: search?.root ?? "null")
        engine = site.configuration.search.engine.map {
            SearchEngineView(engine: $0, site: site.configuration.site.url)
        }
        page = PageFrame(site, kind: "search", title: site.language[.search], route: site.routes.search)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<SearchPage>] {
        [
            .html("index", "What the search program has to know: JSON, for a `script` element.") { $0.index },
            .link("program", "The search program, a module.") { $0.program },
            .list("statuses", "What papers that do not simply stand are called.") { view in
                Paper.Status.allCases.filter { $0 != .published }.map {
                    StatusView(status: $0, name: view.language.word($0) ?? $0.rawValue)
                }
            },
            .view("engine", "A search engine for readers without a script, where site.toml names one.") { $0.engine },
        ]
    }
}

/// What a paper is called that does not simply stand.
struct StatusView: TemplateView {
    let status: Paper.Status
    let name: String

    static let schema = TemplateSchema<StatusView>(
        "status", "What a paper is called that does not simply stand.",
        [
            .text("status", "`corrected`, `withdrawn`, `retracted` or `removed`.") { $0.status.rawValue },
            .text("name", "The word for it.") { $0.name },
        ])
}

/// A search engine that a form is sent to.
struct SearchEngineView: TemplateView {
    let engine: SiteConfiguration.SearchEngine
    let site: String?

    static let schema = TemplateSchema<SearchEngineView>(
        "engine", "A search engine that a form is sent to.",
        [
            .link("action", "Where the form is sent.") { .address($0.engine.action) },
            .text("field", "The name of the field for the query.") { $0.engine.field },
            .text("site_field", "The name of a field for the site's host, where the engine has one.") {
                $0.engine.siteField
            },
            .text("site", "The site's host.") { $0.site.flatMap(WebAddress.host) },
        ])
}

extension OutputKind {
    /// The search page, in themes that have one.
    static let searchPage = OutputKind("search") { theme in
        let template = theme.optionalTemplate("search", for: SearchPage.self)
        return { site, _ in
            guard site.search != nil else { return [] }
            return template.map { [$0.output(site.routes.search, on: site)] } ?? []
        }
    }

    /// The index, and the program that asks it.
    static let searchIndex = OutputKind("search index") { _ in
        { site, _ in
            guard let search = site.search else { return [] }
            let files = [(name: search.program.name, bytes: search.program.bytes)] + search.files
            let group = OutputGroup(
                "search index", count: files.count, route: { site.routes.search(files[$0].name) },
                // A name tells the content.
                maker: { place, _ in .of(files[place].name) }
            ) { place, worker in worker.buffer.append(files[place].bytes) }
            return [group]
        }
    }

    /// `opensearch.xml` (OpenSearch 1.1): how browsers search the site from their own box. None without the site's address.
    static let openSearch = OutputKind("opensearch") { _ in
        { site, _ in
            guard site.search != nil, let links = site.absoluteLinks else { return [] }
            let description = OutputGroup(
                "opensearch", count: 1, route: { _ in site.routes.openSearch }, maker: { _, _ in .of("opensearch") }
            ) { _, worker in
                let configuration = worker.site.configuration.site
                worker.buffer.append(
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
                    <ShortName>
                    """)
                // The specification's limits: 16 and 48 characters.
                worker.buffer.append(escaping: String(configuration.title.prefix(16)))
                worker.buffer.append("</ShortName>\n<LongName>")
                worker.buffer.append(escaping: String(configuration.title.prefix(48)))
                worker.buffer.append("</LongName>\n<Description>")
                worker.buffer.append(escaping: String((configuration.description ?? configuration.title).prefix(1_024)))
                worker.buffer.append("</Description>\n<Url type=\"text/html\" template=\"")
                worker.buffer.append(escaping: links.href(site.routes.search))
                worker.buffer.append(
                    """
                    ?q={searchTerms}" />
                    <InputEncoding>UTF-8</InputEncoding>
                    </OpenSearchDescription>

                    """)
            }
            return [description]
        }
    }
}
