import ArchiveModel
import FileSystem
import Markup

/// The first page: the newest day in full, the days before it, the calendar.
struct HomePage: PageView {
    static let summary = "The first page."
    /// How many days it lists below the newest, and how many of their papers.
    static let (earlierDays, papersOfEarlierDay) = (6, 8)

    let site: Site
    let page: PageFrame
    let note: HTML?

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<HomePage>] {
        [
            .view("newest", "The newest day with all its papers; none in an empty archive.", schema: schemas.daySection)
            {
                $0.site.sections(0..<1, limit: .max, knownYear: nil).first
            },
            .html("note", "The editor's note for the newest day.") { $0.note },
            .list("earlier", "The days before it, with their first papers.", schema: schemas.daySection) { home in
                home.site.sections(1..<1 + earlierDays, limit: papersOfEarlierDay, knownYear: nil)
            },
            .view("calendar", "The newest day's month.") { home in
                home.site.archive.days.first.map { home.site.calendar($0.day.month) }
            },
            .view("earlier_month", "The month before that has papers.") { home in
                home.site.periods.months.dropFirst().first.map { PeriodLink(month: $0.key, home.site) }
            },
        ]
    }
}

extension OutputKind {
    /// The first page.
    static let home = OutputKind("home") { theme in
        let template = theme.template("home", for: HomePage.self)
        return { site, _ in
            let newest = site.archive.days.first?.day
            let listed = newest ?? site.options.asOf
            let output = template.output(.home, listed: listed, on: site) { worker, links throws(IOFailure) in
                let frame = PageFrame(
                    site, kind: "home", title: "", description: site.configuration.site.description, route: .home)
                return HomePage(site: site, page: frame, note: try worker.note(of: newest, on: site, links: links))
            }
            return [output]
        }
    }
}

extension RenderWorker {
    /// The editor's note for a day, where there is one.
    mutating func note(of day: Day?, on site: Site, links: LinkStyle) throws(IOFailure) -> HTML? {
        guard let day, let source = site.archive.notes[day] else { return nil }
        return try html(of: source, options: site.markdown(assets: [], links: links, headingOffset: 2))
    }
}
