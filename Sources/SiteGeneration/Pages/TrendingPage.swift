import ArchiveModel
import FileSystem
import Markup

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
            site, kind: "trending", title: "Trending", description: "Papers ranked by votes that fade with age.",
            route: site.routes.trending)
    }

    static func keys(_ schemas: ThemeSchemas) -> [TemplateKey<TrendingPage>] {
        [
            .list("papers", "The papers, first place first.", schema: schemas.card) { page in
                let site = page.site
                return site.ranking.lazy.map { site.card($0) }
            },
            .view("date", "The day the ranking is of.") { DateView(day: $0.site.today) },
        ]
    }

    /// The places of papers: votes and comments, over the days since it was featured and two more, to the power of 1.5.
    /// Equal scores keep the archive's order, void papers are left out.
    static func ranking(_ archive: Archive, asOf: Day) -> [PaperIndex] {
        var scores: [(score: Double, index: PaperIndex)] = []
        for (index, paper) in archive.papers.enumerated() where !paper.status.isVoid {
            let age = Double(asOf.number - paper.day.number) + 2
            let votes = Double((paper.upvotes ?? 0) + (paper.comments ?? 0))
            scores.append((votes / (age * age.squareRoot()), index))
        }
        scores.sort { ($1.score, $0.index) < ($0.score, $1.index) }
        return scores.prefix(length).map(\.index)
    }
}

extension OutputKind {
    /// The ranking.
    static let trending = OutputKind("trending") { theme in
        let template = theme.template("trending", for: TrendingPage.self)
        return { site, _ in [template.output(site.routes.trending, listed: site.newestDay, on: site)] }
    }
}
