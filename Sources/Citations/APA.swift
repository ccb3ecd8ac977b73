import ArchiveModel
import Markup

extension CitationFormat {
    /// One line of text in the manner of the American Psychological Association's seventh edition, without italics.
    static let apa = CitationFormat(id: "text", name: "APA") { citation in
        var parts: [String] = []
        if !citation.authors.isEmpty { parts.append(ended(names(citation.authors))) }
        parts.append("(\(citation.year)).")
        parts.append(ended(MathText.plain(citation.title) + (citation.status.map { " (\($0.rawValue))" } ?? "")))
        if let source = source(citation) { parts.append(ended(source)) }
        if let address = citation.address { parts.append(address) }
        return parts.joined(separator: " ") + "\n"
    }

    private static func ended(_ text: String) -> String {
        [".", "?", "!"].contains(text.suffix(1)) ? text : text + "."
    }

    /// Up to twenty names; of more the first nineteen and the last.
    private static func names(_ authors: [CitedName]) -> String {
        func name(_ author: CitedName) -> String {
            [author.family, author.initials, author.suffix ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        }
        if authors.count > 20, let last = authors.last {
            return authors.prefix(19).map(name).joined(separator: ", ") + ", … " + name(last)
        }
        guard authors.count > 1, let last = authors.last else { return authors.map(name).joined() }
        return authors.dropLast().map(name).joined(separator: ", ") + ", & " + name(last)
    }

    private static func source(_ citation: Citation) -> String? {
        if let venue = citation.venue {
            var text = citation.type == .inproceedings ? "In \(venue)" : venue
            if let volume = citation.volume { text += ", \(volume)" + (citation.issue.map { "(\($0))" } ?? "") }
            if let pages = citation.pages { text += ", \(pages.replacing("-", with: "–"))" }
            return text
        }
        return citation.publisher ?? citation.arxiv.map { "arXiv:\($0)" } ?? citation.organization
    }
}
