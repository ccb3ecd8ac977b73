package import ArchiveModel
import Markup

/// What a reader needs to cite a paper, apart from how it is written.
package struct Citation: Sendable {
    /// The paper's id: lasting and unique, hence the key of its BibTeX entry.
    package var key: String
    package var type: PublicationType
    /// The title, with `$…$` math.
    package var title: String
    package var authors: [CitedName]
    /// The year, and the month and day where they are known.
    package var year: Int
    package var month: Int?
    package var day: Int?
    /// Where it appeared: a journal, a conference.
    package var venue: String?
    package var volume: String?
    package var issue: String?
    package var pages: String?
    package var publisher: String?
    package var organization: String?
    package var arxiv: String?
    package var doi: String?
    package var isbn: String?
    /// Where it is: the address that lasts longest.
    package var address: String?
    /// `retracted`, `withdrawn` or `removed`; `nil` for a paper that stands.
    package var status: Paper.Status?

    /// A citation of which no more is known.
    package init(key: String, type: PublicationType = .preprint, title: String, year: Int) {
        self.key = key
        self.type = type
        self.title = title
        self.year = year
        authors = []
    }

    /// Makes the citation of a paper; `page` is the whole address of its page, where the site's is known.
    package init(_ paper: Paper, venue: String?, organization: String?, page: String?) {
        self.init(key: paper.id, type: paper.type, title: paper.title, year: paper.day.year)
        authors = (0..<paper.namedAuthors).map { CitedName(paper.author($0)) }
        self.venue = venue
        self.organization = organization
        volume = paper.volume
        issue = paper.issue
        pages = paper.pages
        publisher = paper.publisher
        arxiv = paper.arxiv
        doi = paper.doi
        isbn = paper.isbn
        status = paper.status.isVoid ? paper.status : nil
        address =
            paper.doi.map { "https://doi.org/" + WebAddress.encodedPath($0) }
            ?? paper.arxiv.map { "https://arxiv.org/abs/" + $0 } ?? paper.url ?? page
        if let published = paper.published {
            let (year, month, day) = published.components
            (self.year, self.month, self.day) = (year, month, day)
        } else if let (year, month) = paper.arxiv.flatMap(Self.date) {
            (self.year, self.month) = (year, month)
        }
    }

    /// The month that an arXiv identifier was given out in: `2306.07552`, `math.GT/0309136`.
    private static func date(ofArXiv id: String) -> (year: Int, month: Int)? {
        let digits = (id.split(separator: "/").last ?? "").prefix(4)
        guard digits.utf8.count == 4, let number = Int(digits), 1...12 ~= number % 100 else { return nil }
        let year = number / 100
        return (year >= 91 ? 1900 + year : 2000 + year, number % 100)
    }
}

/// An author as citations write them: the family name apart.
package struct CitedName: Sendable, Hashable {
    /// Empty for a name that has no parts: an organization, a single name.
    package var given: String
    /// The family name with its particles, or the whole name.
    package var family: String
    package var suffix: String?

    /// The parts of a name. Where the entry does not tell them apart, the last word is the family name, with the small
    /// words before it.
    package init(_ author: AuthorName) {
        suffix = author.suffix
        if let family = author.family {
            self.family = family
            given = author.given ?? ""
            return
        }
        let words = author.name.split(separator: " ")
        guard words.count > 1, let last = words.last, !Self.isOrganization(words) else {
            (given, family) = ("", author.name)
            return
        }
        var start = words.count - 1
        if Self.suffixes.contains(String(last)), words.count > 2 {
            suffix = suffix ?? String(last)
            start -= 1
        }
        let end = start + 1
        while start > 1, words[start - 1].first?.isLowercase == true { start -= 1 }
        given = words[..<start].joined(separator: " ")
        family = words[start..<end].joined(separator: " ")
        if family.hasSuffix(",") { family.removeLast() }
    }

    private static let suffixes: Set<String> = ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"]

    private static func isOrganization(_ words: [Substring]) -> Bool {
        guard let first = words.first, let last = words.last else { return false }
        return first == "The"
            || ["Collaboration", "Consortium", "Group", "Team", "Project", "Foundation", "Committee"].contains(last)
    }

    /// The given names as initials: `Ada B.` is `A. B.`, `Jean-Paul` is `J.-P.`.
    package var initials: String {
        given.split(separator: " ").map { word in
            word.split(separator: "-").compactMap { $0.first.map { "\($0)." } }.joined(separator: "-")
        }.joined(separator: " ")
    }
}

/// A way to write citations. To add one: a file with a value of this type, and its line in ``all``.
package struct CitationFormat: Sendable {
    /// A word for addresses and style sheets: `bibtex`.
    package let id: String
    /// For people: `BibTeX`.
    package let name: String
    let write: @Sendable (Citation) -> String

    /// Every format.
    package static let all: [CitationFormat] = [.bibTeX, .ris, .apa]

    /// A citation, with a line end after each of its lines.
    package func text(_ citation: Citation) -> String { write(citation) }
}
