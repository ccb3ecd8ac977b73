import ArchiveModel
package import Diagnostics
import FileSystem
package import Markup

/// Compiles a theme's templates for the pages that ask for them and keeps what there is to say of them.
package struct ThemeCompiler {
    private let theme: Theme
    /// All problems of the templates asked for, each once.
    package private(set) var diagnostics: [Diagnostic] = []
    /// The keys that templates ask for.
    private(set) var usedKeys: Set<String> = []
    private var reported: Set<Problem> = []
    /// What the theme's author may know of each page: the template's name and its views.
    package private(set) var pages: [(template: String, views: [SchemaDescription])] = []

    private struct Problem: Hashable {
        let id: DiagnosticID
        let place: SourceLocation?
    }

    init(_ theme: Theme) { self.theme = theme }

    /// The template `name`, where the theme has it: of a page that a site may do without.
    mutating func optionalTemplate<View: PageView>(_ name: String, for view: View.Type) -> PageTemplate<View>? {
        theme.templates.has(name) ? template(name, for: view) : nil
    }

    /// The template `name`, checked against a kind of page.
    mutating func template<View: PageView>(_ name: String, for view: View.Type) -> PageTemplate<View> {
        let schema = TemplateSchema(
            name, View.summary,
            View.keys(theme.schemas) + PageKeys.all(theme.schemas, settings: theme.settings, assets: theme.assets))
        let (template, problems) = theme.templates.compile(name, for: schema)
        // A partial that many pages include is wrong once, though each page would say it in its own words.
        diagnostics += problems.filter { reported.insert(Problem(id: $0.id, place: $0.location)).inserted }
        if let template { usedKeys.formUnion(template.keys) }
        pages.append((name, schema.descriptions))
        return PageTemplate(name: name, template: template)
    }
}

/// A theme's template for one kind of page.
struct PageTemplate<View: PageView>: Sendable {
    private let name: String
    private let template: Template<View>?

    fileprivate init(name: String, template: Template<View>?) {
        self.name = name
        self.template = template
    }

    /// Pages that show views in this template, one for each item.
    func outputs<Items: RandomAccessCollection & Sendable>(
        _ items: Items, as item: @escaping @Sendable (Items.Element) -> View.Item, on site: Site,
        route: @escaping @Sendable (Items.Element) -> Route, source: (@Sendable (Items.Element) -> String)? = nil,
        listed: (@Sendable (Items.Element) -> Day)? = nil
    ) -> OutputGroup where Items.Index == Int {
        let first = items.startIndex
        var sourceOf: (@Sendable (Int) -> String)?
        if let source { sourceOf = { source(items[first + $0]) } }
        var listedOf: (@Sendable (Int) -> Day)?
        if let listed { listedOf = { listed(items[first + $0]) } }
        return OutputGroup(
            name, count: items.count, route: { route(items[first + $0]) }, source: sourceOf, listed: listedOf,
            maker: { index, worker throws(IOFailure) in
                let element = items[first + index]
                return try worker.fingerprint(of: checked, item(element), links: site.links(on: route(element)))
            }
        ) { index, worker throws(IOFailure) in
            let element = items[first + index]
            try worker.render(checked, item(element), links: site.links(on: route(element)))
        }
    }

    /// Pages that show views in this template, one for each item.
    func outputs<Items: RandomAccessCollection & Sendable>(
        _ items: Items, on site: Site, route: @escaping @Sendable (Items.Element) -> Route,
        source: (@Sendable (Items.Element) -> String)? = nil, listed: (@Sendable (Items.Element) -> Day)? = nil
    ) -> OutputGroup where Items.Index == Int, Items.Element == View.Item {
        outputs(items, as: { $0 }, on: site, route: route, source: source, listed: listed)
    }

    /// Writes the page of an item to the worker's buffer.
    func write(_ item: View.Item, links: LinkStyle, _ worker: inout RenderWorker) throws(IOFailure) {
        try worker.render(checked, item, links: links)
    }

    private var checked: Template<View> {
        guard let template else { preconditionFailure("a template with errors was asked for a page") }
        return template
    }
}

extension PageTemplate where View.Item == OnlyPage {
    /// The one page that there is of its kind.
    func output(_ route: Route, listed: Day? = nil, on site: Site) -> OutputGroup {
        var day: (@Sendable (OnlyPage) -> Day)?
        if let listed { day = { _ in listed } }
        return outputs([OnlyPage()], on: site, route: { _ in route }, listed: day)
    }
}
