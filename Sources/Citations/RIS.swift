import ArchiveModel
import Markup

extension CitationFormat {
    /// RIS, as reference managers import it.
    static let ris = CitationFormat(id: "ris", name: "RIS") { citation in
        var lines: [String] = []
        func add(_ tag: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            // A line is one field, whatever is in it.
            lines.append("\(tag)  - \(value.split(whereSeparator: \.isNewline).joined(separator: " "))\n")
        }
        add("TY", type(citation.type))
        add("TI", MathText.plain(citation.title))
        for author in citation.authors {
            add(
                "AU", [author.family, author.given, author.suffix ?? ""].filter { !$0.isEmpty }.joined(separator: ", "))
        }
        add("PY", String(citation.year))
        if let month = citation.month {
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
            add("DA", "\(citation.year)/\(two(month))/\(citation.day.map(two) ?? "")")
        }
        add(citation.type == .article ? "JO" : "T2", citation.venue)
        add("VL", citation.volume)
        add("IS", citation.issue)
        let pages = citation.pages?.split(whereSeparator: { $0 == "-" || $0 == "–" }) ?? []
        add("SP", pages.first.map(String.init))
        if pages.count > 1 { add("EP", pages.last.map(String.init)) }
        add("PB", citation.publisher ?? (citation.type == .thesis ? citation.organization : nil))
        add("DO", citation.doi)
        add("SN", citation.isbn)
        add("UR", citation.address)
        if let arxiv = citation.arxiv { add("AN", "arXiv:\(arxiv)") }
        add("N1", citation.status.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() })
        return lines.joined() + "ER  - \n"
    }

    private static func type(_ type: PublicationType) -> String {
        switch type {
        case .article: "JOUR"
        case .inproceedings: "CPAPER"
        case .preprint: "UNPB"
        case .thesis: "THES"
        case .report: "RPRT"
        case .dataset: "DATA"
        case .software: "COMP"
        }
    }
}
