import ArchiveModel
import FileSystem
import Markup

/// A week or a month: its days, newest first, each with its first papers.
struct PeriodPage: PageView {
    static let summary = "A week or a month with its days."

    /// Which week or month, by its place in `Periods`.
    enum Item { case week(Int), month(Int) }

    let site: SiteReader
    let page: PageFrame
    /// The places of its days.
    let days: Range<Int>
    let count: Int
    let newest: Day
    /// How many papers of a day are shown.
    let limit: Int
    let earlier: PeriodLink?
    let later: PeriodLink?

    init(_ item: Item, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        switch item {
        case .week(let place):
            self.init(site.week(place), kind: "week", limit: 100, on: site) { PeriodLink(week: $0, on: site) }
        case .month(let place):
            self.init(site.month(place), kind: "month", limit: 20, on: site) { PeriodLink(month: $0, on: site) }
        }
    }

    private init<Key>(
        _ period: PeriodView<Key>, kind: String, limit: Int, on site: SiteReader, link: (Key) -> PeriodLink
    ) {
        self.site = site
        (days, count, newest) = (period.days, period.count, period.newest)
        self.limit = limit
        (earlier, later) = (period.earlier.map(link), period.later.map(link))
        let own = link(period.key)
        page = PageFrame(
            site, kind: kind, title: own.title,
            description: site.language.text(.periodDescription) { _ in own.title }, route: own.route)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<PeriodPage>] {
        [
            .number("count", "How many papers it has.") { $0.count },
            .number("year", "The year it belongs to.") { $0.newest.year },
            .link("year_link", "The year's page.") { .route($0.site.routes.year($0.newest.year)) },
            .list("days", "Its days that have papers, newest first.", schema: schemas.daySection) {
                $0.site.sections($0.days, limit: $0.limit, knownYear: $0.newest.year)
            },
            .view("calendar", "The month (of the week's newest day) as a calendar.") {
                $0.site.calendar($0.newest.month)
            },
            .view("earlier", "The one before that has papers.") { $0.earlier },
            .view("later", "The one after that has papers.") { $0.later },
        ]
    }
}

extension OutputKind {
    /// A page for each ISO week that has papers, with all of them up to 100 a day.
    static let weeks = OutputKind("week") { theme in
        let template = theme.template("week", for: PeriodPage.self)
        return { site, _ in
            let weeks = site.periods.weeks
            let pages = template.outputs(
                weeks.indices, as: PeriodPage.Item.week, on: site, route: { site.routes.week(weeks[$0].key) },
                listed: { site.newestDay(of: weeks[$0].days) })
            return [pages]
        }
    }

    /// A page for each month that has papers, with the first 20 of each day.
    static let months = OutputKind("month") { theme in
        let template = theme.template("month", for: PeriodPage.self)
        return { site, _ in
            let months = site.periods.months
            let pages = template.outputs(
                months.indices, as: PeriodPage.Item.month, on: site, route: { site.routes.month(months[$0].key) },
                listed: { site.newestDay(of: months[$0].days) })
            return [pages]
        }
    }
}
