import ArchiveModel
import Markup

extension CitationFormat {
    /// RIS, as reference managers import it.
    package static let ris = CitationFormat(id: "ris", name: "RIS") { citation, buffer in
        add("TY", type(citation.type), &buffer)
        add("TI", MathText.plain(citation.title, macros: citation.macros), &buffer)
        for author in citation.authors {
            buffer.append("AU  - ")
            buffer.append(line: author.family)
            for part in [author.given, author.suffix ?? ""] where !part.isEmpty {
                buffer.append(", ")
                buffer.append(line: part)
            }
            buffer.append("\n")
        }
        add("PY", String(citation.year), &buffer)
        if let month = citation.month {
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
            add("DA", "\(citation.year)/\(two(month))/\(citation.day.map(two) ?? "")", &buffer)
        }
        add(citation.type == .article ? "JO" : "T2", citation.venue, &buffer)
        add("VL", citation.volume, &buffer)
        add("IS", citation.issue, &buffer)
        if let pages = citation.pages?.split(whereSeparator: { $0 == "-" || $0 == "–" }) {
            add("SP", pages.first.map(String.init), &buffer)
            if pages.count > 1 { add("EP", pages.last.map(String.init), &buffer) }
        }
        add("PB", citation.publisher ?? (citation.type == .thesis ? citation.organization : nil), &buffer)
        add("DO", citation.doi, &buffer)
        add("SN", citation.isbn, &buffer)
        add("UR", citation.address, &buffer)
        if let arxiv = citation.arxiv { add("AN", "arXiv:" + arxiv, &buffer) }
        for keyword in citation.keywords { add("KW", keyword, &buffer) }
        add("AB", citation.abstract.map { MathText.plain($0, macros: citation.macros) }, &buffer)
        add("N1", citation.status.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() }, &buffer)
        buffer.append("ER  - \n")
    }

    /// A line is one field, whatever is in it.
    private static func add(_ tag: String, _ value: String?, _ buffer: inout ByteBuffer) {
        guard let value, !value.isEmpty else { return }
        buffer.append(tag)
        buffer.append("  - ")
        buffer.append(line: value)
        buffer.append("\n")
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
