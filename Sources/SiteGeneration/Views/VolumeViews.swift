import ArchiveModel
import Markup

/// Papers of a venue that are in one volume, as they follow each other in a list.
struct VolumeSection {
    let site: SiteReader
    /// The volume and the issue; `nil` where the papers say none.
    let volume: String?
    let issue: String?
    private(set) var papers: [PaperIndex]

    static func keys(card: TemplateSchema<PaperCard>) -> [TemplateKey<VolumeSection>] {
        [
            .text("volume", "The volume; nothing where the papers say none.") { $0.volume },
            .text("issue", "The issue within the volume.") { $0.issue },
            .number("count", "How many papers it has here.") { $0.papers.count },
            .list("papers", "Its papers.", schema: card, identity: \.identity) { section in
                let site = section.site
                return section.papers.lazy.map { site.card($0) }
            },
        ]
    }

    /// Papers in runs of one volume and issue.
    static func sections(_ papers: some Sequence<PaperIndex>, on site: SiteReader) -> [VolumeSection] {
        var sections: [VolumeSection] = []
        for index in papers {
            let paper = site[paper: index]
            if let last = sections.last, last.volume == paper.volume, last.issue == paper.issue {
                sections[sections.count - 1].papers.append(index)
            } else {
                sections.append(VolumeSection(site: site, volume: paper.volume, issue: paper.issue, papers: [index]))
            }
        }
        return sections
    }
}

/// A venue with its volumes, for the front page of proceedings or a journal.
struct VenueView: TemplateView {
    let name: String
    let route: Route
    let volumes: [VolumeView]

    static let schema = TemplateSchema<VenueView>(
        "venue", "A venue with its volumes.",
        [
            .text("name", "The venue's name.") { $0.name },
            .link("link", "Its page, with all its papers.") { .route($0.route) },
            .number("count", "How many papers it has.") { $0.volumes.reduce(0) { $0 + $1.count } },
            .list("volumes", "Its volumes, the one with the newest paper first.") { $0.volumes },
        ])
}

/// A volume of a venue.
struct VolumeView: TemplateView {
    let volume: String?
    var count: Int
    /// The page of the venue's list that its first paper is on.
    let route: Route
    let newest: DateView

    static let schema = TemplateSchema<VolumeView>(
        "volume", "A volume of a venue.",
        [
            .text("volume", "What it is called; nothing for papers that say no volume.") { $0.volume },
            .number("count", "How many papers it has.") { $0.count },
            .link("link", "The page with the first of its papers.") { .route($0.route) },
            .view("date", "The day of its newest paper.") { $0.newest },
        ])
}

extension SiteReader {
    /// All venues that have pages, by name, with their volumes.
    var venues: [VenueView] {
        guard configuration.taxonomies.contains(.venues) else { return [] }
        let count = index(.venues, from: 0, limit: 0).count
        return (0..<count).map { place in
            let entry = term(place, in: .venues)
            let list = routes.term(entry.slug, in: .venues)
            var volumes: [VolumeView] = []
            for (position, index) in entry.papers.enumerated() {
                let paper = self[paper: index]
                if let known = volumes.firstIndex(where: { $0.volume == paper.volume }) {
                    volumes[known].count += 1
                } else {
                    let page = position / configuration.listing.pageSize + 1
                    volumes.append(
                        VolumeView(
                            volume: paper.volume, count: 1, route: routes.page(page, of: list),
                            newest: DateView(paper.day, on: self)))
                }
            }
            return VenueView(name: entry.name, route: list, volumes: volumes)
        }
    }
}
