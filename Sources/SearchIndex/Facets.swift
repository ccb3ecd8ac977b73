import ArchiveModel
import Markup

/// What narrows a search: how many papers each day has, the commonest names, and the votes. Two files that a browser fetches
/// when they are asked for.
enum Facets {
    /// How many names of a kind are offered.
    private static let most = 40

    /// JSON, compressed: `days`, from the oldest, each a number of days since the one before (the first: since 1970) and how
    /// many papers it has; `tags`, `organizations`, `venues`, each a list of slug, name and how many papers.
    static func list(_ archive: Archive) -> [UInt8] {
        var json = ByteBuffer()
        json.append("{\"days\":[")
        var before: Int32 = 0
        for (place, day) in archive.days.reversed().enumerated() {
            if place > 0 { json.append(",") }
            json.append(Int(day.day.number - before))
            json.append(",")
            json.append(day.papers.count)
            before = day.day.number
        }
        json.append("]")
        for (name, terms) in [
            ("tags", archive.tags), ("organizations", archive.organizations), ("venues", archive.venues),
        ] {
            json.append(",\"\(name)\":[")
            let common = terms.sorted { ($1.papers.count, $0.slug) < ($0.papers.count, $1.slug) }.prefix(most)
            for (place, term) in common.enumerated() {
                if place > 0 { json.append(",") }
                json.append("[")
                json.append(json: term.slug)
                json.append(",")
                json.append(json: term.name)
                json.append(",")
                json.append(term.papers.count)
                json.append("]")
            }
            json.append("]")
        }
        json.append("}")
        return Deflate.compressed(json.bytes)
    }

    /// Every paper's votes, by its number: LEB128, compressed.
    static func votes(_ papers: Papers) -> [UInt8] {
        var votes: [UInt8] = []
        votes.reserveCapacity(papers.count)
        for paper in papers.reversed() { votes.append(varint: paper.upvotes ?? 0) }
        return Deflate.compressed(votes)
    }
}
