import ArchiveModel
import FileSystem
import Markup

/// The archive in numbers.
struct StatsPage: PageView {
    static let summary = "The archive in numbers, as pictures with their tables."

    let site: SiteReader
    let page: PageFrame
    let statistics: SiteStatistics

    init(_: OnlyPage, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        self.site = site
        statistics = site.statistics
        page = PageFrame(
            site, kind: "stats", title: site.language[.stats],
            description: site.language.text(.statsDescription) { _ in site.configuration.site.title },
            route: site.routes.stats)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<StatsPage>] {
        [
            .view("by_day", "The last year, by day; none in an empty archive.") {
                $0.chart($0.statistics.days, step: 2)
            },
            .view("by_time", "The whole archive, by month, or by year where it is long.") {
                $0.chart($0.statistics.steps, step: 24)
            },
            .flag("is_by_month", "Whether time is counted in months, not years.") { $0.statistics.isByMonth },
            .list("tags", "The tags of most papers.") { page in
                let most = page.statistics.tags.flatMap(\.steps).max() ?? 0
                return page.statistics.tags.map { NameChart(page, $0, in: .tags, most: most) }
            },
            .list("rankings", "The authors, organizations and venues of most papers.") { page in
                page.statistics.names.map { RankingView(page: page, taxonomy: $0.taxonomy, names: $0.names) }
            },
        ]
    }

    private func chart(_ steps: [SiteStatistics.Step], step: Int) -> ChartView? {
        steps.isEmpty ? nil : ChartView(site: site, steps: steps, step: step)
    }
}

/// Bars over time.
struct ChartView: TemplateView {
    static let height = 120

    let site: SiteReader
    let steps: [SiteStatistics.Step]
    /// How wide a bar is, with the gap after it.
    let step: Int

    private var most: Int { max(1, steps.map(\.count).max() ?? 1) }
    private var bars: [BarView] {
        let most = most
        return steps.indices.map { place in
            BarView(chart: self, place: place, height: (steps[place].count * Self.height + most - 1) / most)
        }
    }

    static let schema = TemplateSchema<ChartView>(
        "chart", "Bars over time, for a picture of the given size.",
        [
            .number("width", "How wide the picture is.") { $0.steps.count * $0.step },
            .number("height", "How high it is.") { _ in height },
            .number("most", "What the highest bar stands for.") { $0.most },
            .text("first", "What the first bar is called.") { $0.steps.first.map($0.label) },
            .text("last", "What the last bar is called.") { $0.steps.last.map($0.label) },
            .list("bars", "The bars, oldest first; those of nothing have no height.") { $0.bars },
        ])

    func label(_ step: SiteStatistics.Step) -> String {
        switch step.period {
        case .day(let day): site.language.dates.day(day, .long)
        case .month(let month): site.language.dates.month(month)
        case .year(let year): String(year)
        }
    }
}

/// A bar of a chart.
struct BarView: TemplateView {
    let chart: ChartView
    let place: Int
    let height: Int

    private var step: SiteStatistics.Step { chart.steps[place] }
    private var route: Route? {
        guard step.count > 0 else { return nil }
        let routes = chart.site.routes
        return switch step.period {
        case .day(let day): routes.day(day)
        case .month(let month): routes.month(month)
        case .year(let year): routes.year(year)
        }
    }

    static let schema = TemplateSchema<BarView>(
        "bar", "A bar of a chart.",
        [
            .text("x", "Where it begins.") { String($0.place * $0.chart.step) },
            .text("y", "Where its top is.") { String(ChartView.height - $0.height) },
            .number("width", "How wide it is.") { max(1, $0.chart.step - $0.chart.step / 8 - 1) },
            .number("height", "How high it is.") { $0.height },
            .text("label", "The day, month or year.") { $0.chart.label($0.step) },
            .number("count", "How many papers it has.") { $0.step.count },
            .link("link", "Its page, where it has papers.") { $0.route.map(Link.route) },
        ])
}

/// A name and how it does over time, or against the others of its list.
struct NameChart: TemplateView {
    static let (width, height) = (200, 40)

    let entry: SiteStatistics.Name
    let route: Route
    let most: Int

    init(_ page: StatsPage, _ entry: SiteStatistics.Name, in taxonomy: SiteConfiguration.Taxonomy, most: Int) {
        self.entry = entry
        route = page.site.routes.term(entry.slug, in: taxonomy)
        self.most = max(1, most)
    }

    /// The corners of the area below the counts.
    private var points: String {
        let last = max(1, entry.steps.count - 1)
        let top = entry.steps.enumerated().map { place, count in
            "\(place * Self.width / last),\(Self.height - count * Self.height / most)"
        }
        return (["0,\(Self.height)"] + top + ["\(Self.width),\(Self.height)"]).joined(separator: " ")
    }

    static let schema = TemplateSchema<NameChart>(
        "name in numbers", "A name, how many papers it has, and how it does over time.",
        [
            .text("name", "The name.") { $0.entry.name },
            .link("link", "Its page.") { .route($0.route) },
            .number("count", "How many papers it has.") { $0.entry.count },
            .number("share", "The same in hundredths of the first name of its list.") {
                $0.entry.count * 100 / $0.most
            },
            .number("width", "How wide the picture of its time is.") { _ in width },
            .number("height", "How high that is.") { _ in height },
            .text("points", "The corners of the area below its counts over time.") { $0.points },
            .texts("counts", "How many papers it has in each month or year.") { $0.entry.steps.map(String.init) },
        ])
}

/// The names of a kind that have most papers.
struct RankingView: TemplateView {
    let page: StatsPage
    let taxonomy: SiteConfiguration.Taxonomy
    let names: [SiteStatistics.Name]

    static let schema = TemplateSchema<RankingView>(
        "ranking of names", "The names of a kind that have most papers.",
        [
            .text("title", "`Authors`, `Organizations` or `Venues`.") { $0.page.site.language[$0.taxonomy.word] },
            .link("link", "The index of all.") { .route($0.page.site.routes.index($0.taxonomy)) },
            .list("names", "The names, the one of most papers first.") { ranking in
                let most = ranking.names.first?.count ?? 1
                return ranking.names.map { NameChart(ranking.page, $0, in: ranking.taxonomy, most: most) }
            },
        ])
}

extension OutputKind {
    /// The archive in numbers, in themes that have such a page.
    static let stats = OutputKind("stats") { theme in
        let template = theme.optionalTemplate("stats", for: StatsPage.self)
        return { site, _ in template.map { [$0.output(site.routes.stats, listed: site.newestDay, on: site)] } ?? [] }
    }
}
