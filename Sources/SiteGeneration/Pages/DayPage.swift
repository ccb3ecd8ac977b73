import ArchiveModel
import FileSystem
import Markup

/// A day with all its papers.
struct DayPage: PageView {
    static let summary = "A day with all its papers."

    let site: Site
    let page: PageFrame
    /// The day's place in `Archive.days`.
    let place: Int
    let note: HTML?

    private var group: DayGroup { site.archive.days[place] }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<DayPage>] {
        [
            .view("date", "The day.") { DateView(day: $0.group.day) },
            .html("note", "The editor's note.") { $0.note },
            .number("count", "How many papers it has.") { $0.group.papers.count },
            .flag("has_one", "Whether it has one paper.") { $0.group.papers.count == 1 },
            .list("papers", "Its papers.", schema: schemas.card) { day in
                let (site, year) = (day.site, day.group.day.year)
                return day.group.papers.lazy.map { site.card($0, knownYear: year) }
            },
            .view("earlier", "The day before that has papers.") { day in
                day.site.archive.days.at(day.place + 1).map { PeriodLink(day: $0.day, day.site) }
            },
            .view("later", "The day after that has papers.") { day in
                day.site.archive.days.at(day.place - 1).map { PeriodLink(day: $0.day, day.site) }
            },
            .view("week", "Its week.") { PeriodLink(week: $0.group.day.week, $0.site) },
            .view("month", "Its month.") { PeriodLink(month: $0.group.day.month, $0.site) },
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
                days.indices, on: site, route: { site.routes.day(days[$0].day) }, listed: { days[$0].day }
            ) { place, worker, links throws(IOFailure) in
                let group = days[place]
                let note = try worker.note(of: group.day, on: site, links: links)
                let count = group.papers.count == 1 ? "1 paper" : "\(group.papers.count) papers"
                let date = DateView(day: group.day)
                let frame = PageFrame(
                    site, kind: "day", title: date.long, description: "\(count) featured on \(date.long).",
                    route: site.routes.day(group.day))
                return DayPage(site: site, page: frame, place: place, note: note)
            }
            return [pages]
        }
    }
}
