import Diagnostics
import Markup

/// The views that the tests of templates are about.
struct PageView: TemplateView {
    var title = "A <day>"
    var url = Link.route(Route("days/1/"))
    var count = 2
    var zero = 0
    var subtitle: String?
    var isFinal = true
    var body = HTML(escaping: "a & b")
    var day: DayView? = DayView(name: "Monday", papers: [])
    var missing: DayView?
    var papers: [PaperView] = []
    var tags: [String] = []
    var menu: [MenuView] = []

    static let schema = TemplateSchema<PageView>(
        "page", "A page of the site.",
        [
            .text("title", "Its title.") { $0.title },
            .link("url", "Where it is.") { $0.url },
            .number("count", "How many papers it has.") { $0.count },
            .number("zero", "Nothing.") { $0.zero },
            .text("subtitle", "Its second title.") { $0.subtitle },
            .flag("isFinal", "Whether it will stay as it is.") { $0.isFinal },
            .html("body", "Its content.") { $0.body },
            .view("day", "Its day.") { $0.day },
            .view("missing", "No day.") { $0.missing },
            .list("papers", "Its papers.") { $0.papers },
            .texts("tags", "Its tags.") { $0.tags },
            .list("menu", "The site's menu.") { $0.menu },
        ])
}

struct DayView: TemplateView {
    var name: String
    var papers: [PaperView]

    static let schema = TemplateSchema<DayView>(
        "day", "One day.",
        [
            .text("name", "Its name.") { $0.name },
            .list("papers", "The papers of the day.") { $0.papers },
        ])
}

struct PaperView: TemplateView {
    var title: String
    var votes = 0
    var external: Link?
    var authors: [String] = []
    var related: [PaperView] = []

    static let schema = TemplateSchema<PaperView>(
        "paper", "A paper.",
        [
            .text("title", "Its title.") { $0.title },
            .number("votes", "Its votes.") { $0.votes },
            .link("external", "Its address elsewhere.") { $0.external },
            .texts("authors", "Their names.") { $0.authors },
            .list("related", "Papers like it.") { $0.related },
        ])
}

struct MenuView: TemplateView {
    var label: String
    var children: [MenuView] = []

    static let schema = TemplateSchema<MenuView>(
        "menu entry", "An entry of the menu.",
        [
            .text("label", "What it says.") { $0.label },
            .list("children", "The entries below it.") { $0.children },
        ])
}

/// Templates of a test, the one named `page` first.
struct Templates {
    var library: TemplateLibrary

    init(_ page: String, _ others: [String: String] = [:]) {
        let sources = others.merging(["page": page]) { $1 }.map { name, text in
            TemplateSource(name: name, file: SourceFile(path: "\(name).html", bytes: Array(text.utf8)))
        }
        library = TemplateLibrary(sources)
    }

    /// What it writes, or `nil` where it has problems.
    func text(of view: PageView = PageView(), links: LinkStyle = .rooted(basePath: "/")) -> String? {
        guard let template = library.compile("page", for: PageView.schema).template else { return nil }
        var buffer = ByteBuffer()
        var renderer = TemplateRenderer()
        renderer.render(template, view, links: links, into: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// Its problems: `PATH:LINE:COLUMN-LENGTH ID: MESSAGE`, then the notes, each after a bar.
    var problems: [String] {
        library.compile("page", for: PageView.schema).diagnostics.map { problem in
            let notes = problem.notes.map { " | " + Self.text(of: $0.location) + $0.message }.joined()
            return "\(Self.text(of: problem.location))\(problem.id.rawValue): \(problem.message)\(notes)"
        }
    }

    private static func text(of location: SourceLocation?) -> String {
        location.map { "\($0.path):\($0.line):\($0.column)-\($0.length) " } ?? ""
    }
}
