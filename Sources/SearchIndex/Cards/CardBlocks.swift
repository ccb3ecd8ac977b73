import ArchiveModel
import Markup

/// What a list of results shows of each paper: cards in the order of the index, so many in a block that a browser fetches at
/// once. A block is a JSON array of cards, compressed; a card is an array, whose places ``CardBlocks/fields`` names.
enum CardBlocks {
    /// How many cards a block has: ten results may need ten blocks, so that a block must not be large; nor may there be too
    /// many of them.
    static let size = 128
    /// How many authors a card names.
    static let authors = 3

    /// The places of a card, as the query program knows them.
    static let fields = [
        "id", "title", "date", "authors", "authorCount", "tags", "organization", "venue", "text", "upvotes", "status",
    ]
}

/// Writes cards; its memory is used again from block to block.
struct CardWriter {
    private let archive: Archive
    private let papers: Papers
    private let macros: MathMacros
    private var buffer = ByteBuffer()

    init(_ archive: Archive, _ macros: MathMacros) {
        self.archive = archive
        self.macros = macros
        papers = archive.papers.forWorker()
    }

    /// The blocks of some papers, which begin at a block's first.
    mutating func blocks(_ numbers: Range<Int>) -> [[UInt8]] {
        stride(from: numbers.lowerBound, to: numbers.upperBound, by: CardBlocks.size).map { start in
            block(start..<min(start + CardBlocks.size, numbers.upperBound))
        }
    }

    private mutating func block(_ numbers: Range<Int>) -> [UInt8] {
        buffer.removeAll()
        buffer.append(byte: UInt8(ascii: "["))
        for number in numbers {
            if number > numbers.lowerBound { buffer.append(",\n") }
            write(papers[papers.count - 1 - number])
        }
        buffer.append(byte: UInt8(ascii: "]"))
        return Deflate.compressed(buffer.bytes)
    }

    /// The papers of some pairs by the pair, and their cards by the papers' numbers.
    mutating func block(of pairs: [(pair: Int, papers: [Int])]) -> [UInt8] {
        buffer.removeAll()
        for (place, (pair, papers)) in pairs.enumerated() {
            buffer.append(place == 0 ? "[{" : ",")
            buffer.append("\"\(pair)\":\(papers)")
        }
        for (place, number) in Set(pairs.flatMap(\.papers)).sorted().enumerated() {
            buffer.append(place == 0 ? "},\n{\"" : ",\n\"")
            buffer.append(number)
            buffer.append("\":")
            write(papers[papers.count - 1 - number])
        }
        buffer.append("}]")
        return Deflate.compressed(buffer.bytes)
    }

    private mutating func write(_ paper: Paper) {
        let macros = paper.macros(beside: macros)
        buffer.append("[")
        buffer.append(json: paper.id)
        buffer.append(",")
        buffer.append(json: MathText.plain(paper.title, macros: macros))
        buffer.append(",")
        buffer.append(json: paper.day.iso)
        buffer.append(",")
        append((0..<min(paper.namedAuthors, CardBlocks.authors)).map { paper.printedAuthor($0).name })
        buffer.append(",")
        buffer.append(max(paper.namedAuthors, paper.authorCount ?? 0))
        buffer.append(",")
        append(paper.tags.map { archive.tags[Int($0)].name })
        buffer.append(",")
        buffer.append(json: paper.organization.map { archive.organizations[Int($0)].name } ?? "")
        buffer.append(",")
        buffer.append(json: paper.venue.map { archive.venues[Int($0)].name } ?? "")
        buffer.append(",")
        buffer.append(json: paper.summary.map { MathText.plain($0, macros: macros) } ?? paper.excerpt)
        buffer.append(",")
        buffer.append(paper.upvotes ?? 0)
        buffer.append(",")
        buffer.append(json: paper.status == .published ? "" : paper.status.rawValue)
        buffer.append("]")
    }

    private mutating func append(_ texts: [String]) {
        buffer.append("[")
        for (place, text) in texts.enumerated() {
            if place > 0 { buffer.append(",") }
            buffer.append(json: text)
        }
        buffer.append("]")
    }
}
