package import ArchiveModel
package import Markup

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
    package var pmid: String?
    /// Where it is: the address that lasts longest.
    package var address: String?
    /// `retracted`, `withdrawn` or `removed`; `nil` for a paper that stands.
    package var status: Paper.Status?
    /// What the paper is about; exports have it, the page of the paper shows it elsewhere.
    package var keywords: [String] = []
    /// The abstract on one line, with `$…$` math; likewise.
    package var abstract: String?
    /// The commands that its formulas may use.
    package var macros = MathMacros.none

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
        pmid = paper.pmid
        status = paper.status.isVoid ? paper.status : nil
        address =
            paper.doi.map { "https://doi.org/" + WebAddress.encodedPath($0) }
            ?? paper.arxiv.map { "https://arxiv.org/abs/" + $0 } ?? paper.url ?? page
        if let published = paper.published {
            (year, month, day) = published.components
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
        let name = author.name.utf8
        (given, family) = ("", author.name)
        guard var start = Self.lastWord(of: name[...]), !Self.isOrganization(name, lastWord: start) else { return }
        var end = name.endIndex
        if let ending = Self.suffix(name[start...]), let earlier = Self.lastWord(of: name[..<name.index(before: start)])
        {
            suffix = suffix ?? ending
            end = name.index(before: start)
            start = earlier
        }
        while start > name.startIndex, let earlier = Self.lastWord(of: name[..<name.index(before: start)]),
            Self.isLowercase(name[earlier])
        {
            start = earlier
        }
        if start > name.startIndex, name[name.index(before: end)] == UInt8(ascii: ",") { end = name.index(before: end) }
        given = String(author.name[..<name.index(before: start)])
        family = String(author.name[start..<end])
    }

    private static func isLowercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

    /// Where the last of several words begins.
    private static func lastWord(of name: Substring.UTF8View) -> String.Index? {
        name.lastIndex(of: UInt8(ascii: " ")).map { name.index(after: $0) }
    }

    private static func suffix(_ word: Substring.UTF8View) -> String? {
        guard word.count <= 3 else { return nil }
        switch Substring(word) {
        case "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV": return String(Substring(word))
        default: return nil
        }
    }

    private static func isOrganization(_ name: String.UTF8View, lastWord: String.Index) -> Bool {
        if name.starts(with: "The ".utf8) { return true }
        switch Substring(name[lastWord...]) {
        case "Collaboration", "Consortium", "Group", "Team", "Project", "Foundation", "Committee": return true
        default: return false
        }
    }
}

/// A way to write citations. To add one: a file with a value of this type, and its line in ``all``.
///
/// Formats write bytes: each page of a paper shows three citations, and as work on characters they took a fifth of a
/// build's time.
package struct CitationFormat: Sendable {
    /// A word for addresses and style sheets: `bibtex`.
    package let id: String
    /// For people: `BibTeX`.
    package let name: String
    /// Writes a citation, with a line end after each of its lines.
    package let write: @Sendable (Citation, inout ByteBuffer) -> Void

    /// Every format.
    package static let all: [CitationFormat] = shown + [.bibTeXInASCII, .cslJSON]
    /// Those that the page of a paper shows.
    package static let shown: [CitationFormat] = [.bibTeX, .ris, .apa]

    /// A citation, with a line end after each of its lines.
    package func text(_ citation: Citation) -> String {
        var buffer = ByteBuffer(capacity: 1_000)
        write(citation, &buffer)
        return buffer.withBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension ByteBuffer {
    /// Appends text with its line ends as spaces.
    mutating func append(line text: String) {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return append(text) }
        for byte in text.utf8 { append(byte: byte < 0x20 ? UInt8(ascii: " ") : byte) }
    }
}
