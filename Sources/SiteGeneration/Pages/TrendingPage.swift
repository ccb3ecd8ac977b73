import ArchiveModel
import FileSystem
import Markup
import Parallelism

/// Papers ranked by votes that fade with age.
struct TrendingPage: PageView {
    static let summary = "Papers ranked by votes that fade with age."
    /// How many papers the ranking has.
    static let length = 50

    let site: SiteReader
    let page: PageFrame

    init(_: OnlyPage, on site: SiteReader, _ worker: inout RenderWorker, links: LinkStyle) {
        self.site = site
        page = PageFrame(
            site, kind: "trending", title: site.language[.trending],
            description: site.language[.trendingDescription],
            route: site.routes.trending)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<TrendingPage>] {
        [
            .list("papers", "The papers, first place first.", schema: schemas.card) { page in
                let site = page.site
                return site.ranking.lazy.map { site.card($0) }
            },
            .view("date", "The day the ranking is of.") { DateView($0.site.today, on: $0.site) },
        ]
    }

    /// The places of papers: votes and comments, over the days since it was featured and two more, to the power of 1.5.
    /// Equal scores keep the archive's order, void papers are left out.
    static func ranking(_ archive: Archive, asOf: Day, jobs: Int) -> [PaperIndex] {
        let papers = archive.papers
        let stretches = Parallel.mapStretches(
            count: papers.count, jobs: jobs, size: 256, state: { papers.forWorker() }
        ) { papers, places in
            best(
                places.compactMap { index in
                    let paper = papers[index]
                    if paper.status.isVoid { return nil }
                    let age = Double(asOf.number - paper.day.number) + 2
                    let votes = Double((paper.upvotes ?? 0) + (paper.comments ?? 0))
                    return (votes / (age * age.squareRoot()), index)
                })
        }
        return best(stretches.flatMap { $0 }).map(\.index)
    }

    private typealias Ranked = (score: Double, index: PaperIndex)

    private static func best(_ papers: [Ranked]) -> [Ranked] {
        Array(papers.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.prefix(length))
    }
}

extension OutputKind {
    /// The ranking.
    static let trending = OutputKind("trending") { theme in
        let template = theme.template("trending", for: TrendingPage.self)
        return { site, _ in [template.output(site.routes.trending, listed: site.newestDay, on: site)] }
    }
}
