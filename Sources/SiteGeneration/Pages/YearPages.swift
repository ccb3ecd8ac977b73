import ArchiveModel
import FileSystem
import Markup

/// A year as twelve calendars.
struct YearPage: PageView {
    static let summary = "A year as twelve calendars."

    let site: SiteReader
    let page: PageFrame
    let year: YearView
    let earlier: PeriodLink?
    let later: PeriodLink?

    init(_ place: Int, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        self.site = site
        year = YearView(site: site, period: site.year(place))
        let (key, routes) = (year.period.key, site.routes)
        earlier = year.period.earlier.map { PeriodLink(title: String($0), route: routes.year($0)) }
        later = year.period.later.map { PeriodLink(title: String($0), route: routes.year($0)) }
        page = PageFrame(
            site, kind: "year", title: String(key),
            description: site.language.text(.yearDescription) { _ in String(key) }, route: routes.year(key))
    }

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

    let site: SiteReader
    let page: PageFrame

    init(_: OnlyPage, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        self.site = site
        page = PageFrame(
            site, kind: "archive", title: site.language[.archive],
            description: site.language.text(.archiveDescription) { _ in site.configuration.site.title },
            route: site.routes.archive)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<ArchivePage>] {
        [
            .list("years", "The years that have papers, newest first.") { archive in
                archive.site.years.map { YearView(site: archive.site, period: archive.site.year($0)) }
            }
        ]
    }
}

/// A year with its months.
struct YearView: TemplateView {
    let site: SiteReader
    let period: PeriodView<Int>

    static let schema = TemplateSchema<YearView>(
        "year", "A year with its months.",
        [
            .number("year", "2025.") { $0.period.key },
            .link("link", "The year's page.") { .route($0.site.routes.year($0.period.key)) },
            .number("count", "How many papers it has.") { $0.period.count },
            .list("months", "Its twelve months as calendars, January first.") { view in
                (1...12).map { view.site.calendar(Month(year: view.period.key, month: $0)) }
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
                listed: { site.newestDay(of: years[$0].days) })
            return [pages]
        }
    }

    /// The calendar of all days.
    static let archive = OutputKind("archive") { theme in
        let template = theme.template("archive", for: ArchivePage.self)
        return { site, _ in [template.output(site.routes.archive, listed: site.newestDay, on: site)] }
    }
}
