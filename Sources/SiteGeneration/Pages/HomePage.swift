import ArchiveModel
import FileSystem
import Markup

/// The first page: the newest day in full, the days before it, the calendar.
struct HomePage: PageView {
    static let summary = "The first page."
    /// How many days it lists below the newest, and how many of their papers.
    static let (earlierDays, papersOfEarlierDay) = (6, 8)

    let site: SiteReader
    let page: PageFrame
    let note: HTML?
    /// The newest days, by their places.
    let days: Range<Int>
    /// The newest months that have papers.
    let months: [Month]

    init(_: OnlyPage, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) throws(IOFailure) {
        self.site = site
        (days, months) = site.newest(1 + Self.earlierDays)
        note = days.isEmpty ? nil : try worker.note(ofDay: days.lowerBound, on: site, links: links)
        page = PageFrame(
            site, kind: "home", title: "", description: site.configuration.site.description, route: .home,
            metadata: { ListMetadata.home(site) })
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<HomePage>] {
        [
            .view("newest", "The newest day with all its papers; none in an empty archive.", schema: schemas.daySection)
            {
                $0.site.sections($0.days.prefix(1), limit: .max, knownYear: nil).first
            },
            .html("note", "The editor's note for the newest day.") { $0.note },
            .list("earlier", "The days before it, with their first papers.", schema: schemas.daySection) { home in
                home.site.sections(home.days.dropFirst(), limit: papersOfEarlierDay, knownYear: nil)
            },
            .list("venues", "All venues by name, with their volumes.") { $0.site.venues },
            .view("calendar", "The newest day's month.") { home in home.months.first.map { home.site.calendar($0) } },
            .view("earlier_month", "The month before that has papers.") { home in
                home.months.at(1).map { PeriodLink(month: $0, on: home.site) }
            },
        ]
    }
}

extension OutputKind {
    /// The first page.
    static let home = OutputKind("home") { theme in
        let template = theme.template("home", for: HomePage.self)
        return { site, _ in [template.output(.home, listed: site.newestDay, on: site)] }
    }
}
