import ArchiveModel
import FileSystem
import Markup

/// A day with all its papers.
struct DayPage: PageView {
    static let summary = "A day with all its papers."

    let site: SiteReader
    let page: PageFrame
    /// The day's place in `Archive.days`.
    let place: Int
    let group: DayGroup
    let note: HTML?

    init(_ place: Int, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) throws(IOFailure) {
        self.site = site
        self.place = place
        group = site.day(place)
        note = try worker.note(ofDay: place, on: site, links: links)
        let date = site.language.dates.day(group.day, .long)
        let description = site.language.text(.dayDescription, count: group.papers.count) { _ in date }
        let (route, month) = (site.routes.day(group.day), group.day.month)
        let above = [(site.language.dates.month(month), site.routes.month(month))]
        page = PageFrame(
            site, kind: "day", title: date, description: description, route: route,
            metadata: { [group] in
                ListMetadata.html(
                    site, title: date, description: description, page: route, above: above, papers: group.papers,
                    files: DataFile.ofDays(site.configuration))
            })
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<DayPage>] {
        [
            .view("date", "The day.") { DateView($0.group.day, on: $0.site) },
            .html("note", "The editor's note.") { $0.note },
            .number("count", "How many papers it has.") { $0.group.papers.count },
            .list("papers", "Its papers.", schema: schemas.card) { day in
                let (site, year) = (day.site, day.group.day.year)
                return day.group.papers.lazy.map { site.card($0, knownYear: year) }
            },
            .view("earlier", "The day before that has papers.") { day in
                day.site.neighbors(ofDay: day.place).earlier.map { PeriodLink(day: $0, on: day.site) }
            },
            .view("later", "The day after that has papers.") { day in
                day.site.neighbors(ofDay: day.place).later.map { PeriodLink(day: $0, on: day.site) }
            },
            .view("week", "Its week.") { PeriodLink(week: $0.group.day.week, on: $0.site) },
            .view("month", "Its month.") { PeriodLink(month: $0.group.day.month, on: $0.site) },
            .view("calendar", "Its month as a calendar.") { $0.site.calendar($0.group.day.month) },
        ]
    }
}

extension OutputKind {
    /// A page for each day that has papers.
    static let days = OutputKind("day") { theme in
        let template = theme.template("day", for: DayPage.self)
        return { site, _ in
            let days = site.archive.days
            let pages = template.outputs(
                days.indices, on: site, route: { site.routes.day(days[$0].day) }, listed: { days[$0].day })
            return [pages]
        }
    }
}

extension RenderWorker {
    /// The editor's note for a day, where there is one.
    mutating func note(ofDay place: Int, on site: SiteReader, links: LinkStyle) throws(IOFailure) -> HTML? {
        guard let source = site.note(ofDay: place) else { return nil }
        return try html(of: source, options: site.markdown(assets: [], links: links, topHeading: 3))
    }
}
