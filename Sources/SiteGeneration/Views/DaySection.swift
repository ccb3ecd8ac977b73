import ArchiveModel
import Markup

/// A day in a list of days, with its papers or the first of them.
struct DaySection {
    let site: SiteReader
    let group: DayGroup
    let knownYear: Int?
    /// How many papers to show.
    let limit: Int

    private var shown: Range<PaperIndex> { group.papers.prefix(limit) }

    static func keys(card: TemplateSchema<PaperCard>) -> [TemplateKey<DaySection>] {
        [
            .view("date", "The day.") {
                DateView(
                    $0.group.day, on: $0.site, knownYear: $0.knownYear, route: $0.site.routes.day($0.group.day))
            },
            .number("count", "How many papers it has.") { $0.group.papers.count },
            .list("papers", "Its papers, or the first of them.", schema: card) { day in
                let (site, year) = (day.site, day.knownYear)
                return day.shown.lazy.map { site.card($0, knownYear: year) }
            },
            .number("more", "How many papers are not shown.") { $0.group.papers.count - $0.shown.count },
        ]
    }
}

extension SiteReader {
    /// Days as sections that show so many papers each.
    func sections(_ days: Range<Int>, limit: Int, knownYear: Int?) -> [DaySection] {
        days.map { DaySection(site: self, group: day($0), knownYear: knownYear, limit: limit) }
    }
}
