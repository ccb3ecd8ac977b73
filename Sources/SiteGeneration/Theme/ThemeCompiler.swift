import ArchiveModel
package import Diagnostics
import FileSystem
package import Markup

/// Compiles a theme's templates for the pages that ask for them and keeps what there is to say of them.
package struct ThemeCompiler {
    private let theme: Theme
    /// All problems of the templates asked for, each once.
    package private(set) var diagnostics: [Diagnostic] = []
    private var reported: Set<Problem> = []
    /// What the theme's author may know of each page: the template's name and its views.
    package private(set) var pages: [(template: String, views: [SchemaDescription])] = []

    private struct Problem: Hashable {
        let id: DiagnosticID
        let place: SourceLocation?
    }

    init(_ theme: Theme) { self.theme = theme }

    /// The template `name`, checked against a kind of page.
    mutating func template<View: PageView>(_ name: String, for view: View.Type) -> PageTemplate<View> {
        let schema = TemplateSchema(
            name, View.summary,
            View.keys(theme.schemas) + PageKeys.all(theme.schemas, settings: theme.settings, assets: theme.assets))
        let (template, problems) = theme.templates.compile(name, for: schema)
        // A partial that many pages include is wrong once, though each page would say it in its own words.
        diagnostics += problems.filter { reported.insert(Problem(id: $0.id, place: $0.location)).inserted }
        pages.append((name, schema.descriptions))
        return PageTemplate(name: name, template: template)
    }
}

/// A theme's template for one kind of page.
struct PageTemplate<View: PageView>: Sendable {
    let name: String
    fileprivate let template: Template<View>?

    /// An output that shows a view in this template.
    func output(
        _ route: Route, source: String? = nil, listed: Day? = nil, on site: Site,
        view: @escaping @Sendable (inout RenderWorker, LinkStyle) throws(IOFailure) -> View
    ) -> Output {
        Output(route, kind: name, source: source, listed: listed) { worker throws(IOFailure) in
            guard let template else { preconditionFailure("a template with errors was asked for a page") }
            let links = site.links(on: route)
            let view = try view(&worker, links)
            worker.render(template, view, links: links)
        }
    }
}
