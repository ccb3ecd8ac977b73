import ArchiveModel
import FileSystem
import Markup

/// The email of a day or a week.
struct DigestPage: PageView {
    static let summary = "The email of a day or a week, for the command `offprint digest`."

    /// Which days, newest first, each by its place with the papers to show; and what it is called.
    struct Item: Sendable {
        let title: String
        let days: [(place: Int, papers: [PaperIndex])]
        /// How many papers there are, and how many of them are shown at most.
        let count: Int
        let limit: Int
        /// The page with the same papers.
        let route: Route
    }

    let site: SiteReader
    let page: PageFrame
    let item: Item
    let days: [DigestDay]

    init(_ item: Item, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) throws(IOFailure) {
        self.site = site
        self.item = item
        var left = item.limit
        var days: [DigestDay] = []
        for day in item.days {
            let shown = day.papers.prefix(left)
            left -= shown.count
            guard !shown.isEmpty else { continue }
            let note = try worker.note(ofDay: day.place, on: site, links: links)
            days.append(
                DigestDay(
                    site: site, day: site.day(day.place).day, papers: Array(shown), note: note,
                    writtenNote: site.note(ofDay: day.place)))
        }
        self.days = days
        page = PageFrame(site, kind: "digest", title: item.title, route: item.route, isHidden: true)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<DigestPage>] {
        [
            .text("title", "The day, the week.") { $0.item.title },
            .number("count", "How many papers there are.") { $0.item.count },
            .number("more", "How many papers are not shown.") { page in
                page.item.count - page.days.map(\.papers.count).reduce(0, +)
            },
            .list("days", "The days, newest first.", schema: DigestDay.schema(schemas.card)) { $0.days },
            .flag("is_week", "Whether it has several days.") { $0.days.count > 1 },
            .link("link", "The page with the same papers.") { .route($0.item.route) },
            .link("unsubscribe", "Where readers leave, where site.toml says it.") {
                ($0.site.configuration.digest?.unsubscribe).map(Link.address)
            },
        ]
    }
}

/// A day in an email.
struct DigestDay {
    let site: SiteReader
    let day: Day
    let papers: [PaperIndex]
    let note: HTML?
    /// The same as the editor wrote it.
    let writtenNote: TextSource?

    static func schema(_ card: TemplateSchema<PaperCard>) -> TemplateSchema<DigestDay> {
        TemplateSchema(
            "digest day", "A day in an email.",
            [
                .view("date", "The day.") { DateView($0.day, on: $0.site, route: $0.site.routes.day($0.day)) },
                .html("note", "The editor's note for it.") { $0.note },
                .list("papers", "Its papers.", schema: card) { day in
                    let site = day.site
                    return day.papers.lazy.map { site.card($0) }
                },
            ])
    }
}

extension OutputKind {
    /// The email, which no build makes: its template is checked with the others.
    static let digest = OutputKind("digest") { theme in
        _ = theme.optionalTemplate("digest", for: DigestPage.self)
        return { _, _ in [] }
    }
}
