import ArchiveModel
import FileSystem
import Markup

/// A week or a month: its days, newest first, each with its first papers.
struct PeriodPage: PageView {
    static let summary = "A week or a month with its days."

    let site: Site
    let page: PageFrame
    let days: Range<Int>
    let knownYear: Int?
    /// How many papers of a day are shown.
    let limit: Int
    let earlier: PeriodLink?
    let later: PeriodLink?
    let month: Month

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<PeriodPage>] {
        [
            .number("count", "How many papers it has.") { $0.count },
            .flag("has_one", "Whether it has one paper.") { $0.count == 1 },
            .number("year", "The year it belongs to.") { $0.month.year },
            .link("year_link", "The year's page.") { .route($0.site.routes.year($0.month.year)) },
            .list("days", "Its days that have papers, newest first.", schema: schemas.daySection) {
                $0.site.sections($0.days, limit: $0.limit, knownYear: $0.knownYear)
            },
            .view("calendar", "The month (of the week's newest day) as a calendar.") { $0.site.calendar($0.month) },
            .view("earlier", "The one before that has papers.") { $0.earlier },
            .view("later", "The one after that has papers.") { $0.later },
        ]
    }

    private var count: Int { site.archive.days[days].reduce(0) { $0 + $1.papers.count } }
}

extension OutputKind {
    /// A page for each ISO week that has papers, with all of them up to 100 a day.
    static let weeks = OutputKind("week") { theme in
        let template = theme.template("week", for: PeriodPage.self)
        return { site, _ in
            let pages = template.periods(site.periods.weeks, limit: 100, on: site) { PeriodLink(week: $0, site) }
            return [pages]
        }
    }

    /// A page for each month that has papers, with the first 20 of each day.
    static let months = OutputKind("month") { theme in
        let template = theme.template("month", for: PeriodPage.self)
        return { site, _ in
            let pages = template.periods(site.periods.months, limit: 20, on: site) { PeriodLink(month: $0, site) }
            return [pages]
        }
    }
}

extension PageTemplate<PeriodPage> {
    /// A page for each run of days, each linked to its neighbors; `link` names one and says where it is.
    fileprivate func periods<Key>(
        _ groups: [Periods.Group<Key>], limit: Int, on site: Site, link: @escaping @Sendable (Key) -> PeriodLink
    ) -> OutputGroup {
        outputs(
            groups.indices, on: site, route: { link(groups[$0].key).route },
            listed: { site.newestDay(of: groups[$0].days) }
        ) { place, _, _ throws(IOFailure) in
            let group = groups[place]
            let newest = site.newestDay(of: group.days)
            let own = link(group.key)
            let frame = PageFrame(
                site, kind: name, title: own.title, description: "Papers of \(own.title).", route: own.route)
            return PeriodPage(
                site: site, page: frame, days: group.days, knownYear: newest.year, limit: limit,
                earlier: groups.at(place + 1).map { link($0.key) }, later: groups.at(place - 1).map { link($0.key) },
                month: newest.month)
        }
    }
}

extension Site {
    /// The newest of some days, which are not none.
    func newestDay(of days: Range<Int>) -> Day { archive.days[days.lowerBound].day }
}
