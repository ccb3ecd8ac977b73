import ArchiveModel
import FileSystem
import Markup

/// A year as twelve calendars.
struct YearPage: PageView {
    static let summary = "A year as twelve calendars."

    let site: Site
    let page: PageFrame
    let year: YearView
    let earlier: PeriodLink?
    let later: PeriodLink?

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<YearPage>] {
        [
            .view("year", "The year.") { $0.year },
            .view("earlier", "The year before that has papers.") { $0.earlier },
            .view("later", "The year after that has papers.") { $0.later },
        ]
    }
}

/// Every day of the archive.
struct ArchivePage: PageView {
    static let summary = "Every day of the archive, as calendars."

    let site: Site
    let page: PageFrame

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<ArchivePage>] {
        [
            .list("years", "The years that have papers, newest first.") { archive in
                archive.site.periods.years.map { YearView(site: archive.site, year: $0.key, days: $0.days) }
            }
        ]
    }
}

/// A year with its months.
struct YearView: TemplateView {
    let site: Site
    let year: Int
    let days: Range<Int>

    private var count: Int { site.archive.days[days].reduce(0) { $0 + $1.papers.count } }

    static let schema = TemplateSchema<YearView>(
        "year", "A year with its months.",
        [
            .number("year", "2025.") { $0.year },
            .link("link", "The year's page.") { .route($0.site.routes.year($0.year)) },
            .number("count", "How many papers it has.") { $0.count },
            .flag("has_one", "Whether it has one paper.") { $0.count == 1 },
            .list("months", "Its twelve months as calendars, January first.") { view in
                (1...12).map { view.site.calendar(Month(year: view.year, month: $0)) }
            },
        ])
}

extension OutputKind {
    /// A page for each year that has papers.
    static let years = OutputKind("year") { theme in
        let template = theme.template("year", for: YearPage.self)
        return { site, _ in
            let years = site.periods.years
            let pages = template.outputs(
                years.indices, on: site, route: { site.routes.year(years[$0].key) },
                listed: { site.newestDay(of: years[$0].days) }
            ) { place, _, _ throws(IOFailure) in
                func link(_ group: Periods.Group<Int>) -> PeriodLink {
                    PeriodLink(title: String(group.key), route: site.routes.year(group.key))
                }
                let group = years[place]
                let frame = PageFrame(
                    site, kind: "year", title: String(group.key), description: "Papers of \(group.key), by day.",
                    route: site.routes.year(group.key))
                return YearPage(
                    site: site, page: frame, year: YearView(site: site, year: group.key, days: group.days),
                    earlier: years.at(place + 1).map(link), later: years.at(place - 1).map(link))
            }
            return [pages]
        }
    }

    /// The calendar of all days.
    static let archive = OutputKind("archive") { theme in
        let template = theme.template("archive", for: ArchivePage.self)
        return { site, _ in
            let listed = site.archive.days.first?.day ?? site.options.asOf
            let output = template.output(site.routes.archive, listed: listed, on: site) { _, _ throws(IOFailure) in
                let frame = PageFrame(
                    site, kind: "archive", title: "Archive",
                    description: "Every day of \(site.configuration.site.title).",
                    route: site.routes.archive)
                return ArchivePage(site: site, page: frame)
            }
            return [output]
        }
    }
}
