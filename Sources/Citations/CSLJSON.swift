import ArchiveModel
import Markup

extension CitationFormat {
    /// An item of CSL-JSON (the schema of CSL 1.0.2), as Zotero, pandoc and citeproc read it; several are a JSON array.
    /// It has no line end, so that a comma can follow.
    package static let cslJSON = CitationFormat(id: "csl-json", name: "CSL-JSON") { citation, buffer in
        buffer.appendJSONObject { item in
            item.add("id", citation.key)
            item.add("type", type(citation.type))
            item.add("title", MathText.source(citation.title))
            if !citation.authors.isEmpty {
                item.add("author") { $0.appendJSONArray(citation.authors, name) }
            }
            item.add("issued") { issued in
                issued.appendJSONObject { $0.add("date-parts") { dates in date(citation, &dates) } }
            }
            item.add("container-title", citation.venue)
            item.add("volume", citation.volume)
            item.add("issue", citation.issue)
            item.add("page", citation.pages)
            item.add("publisher", citation.publisher ?? (hasInstitution(citation.type) ? citation.organization : nil))
            if let arxiv = citation.arxiv {
                if citation.type == .preprint {
                    // As Zotero writes preprints.
                    item.add("number", "arXiv:" + arxiv)
                } else {
                    item.add("archive", "arXiv")
                    item.add("archive_location", arxiv)
                }
            }
            item.add("DOI", citation.doi)
            item.add("ISBN", citation.isbn)
            item.add("PMID", citation.pmid)
            item.add("URL", citation.address)
            item.add("keyword", citation.keywords.joined(separator: ", "))
            item.add("abstract", citation.abstract.map(MathText.source))
            item.add("status", citation.status?.rawValue)
        }
    }

    private static func hasInstitution(_ type: PublicationType) -> Bool { type == .thesis || type == .report }

    private static func name(_ name: CitedName, _ buffer: inout ByteBuffer) {
        buffer.appendJSONObject { object in
            guard !name.given.isEmpty || name.suffix != nil else { return object.add("literal", name.family) }
            object.add("family", name.family)
            object.add("given", name.given)
            object.add("suffix", name.suffix)
        }
    }

    private static func date(_ citation: Citation, _ buffer: inout ByteBuffer) {
        let parts = [citation.year, citation.month, citation.month == nil ? nil : citation.day].compactMap { $0 }
        buffer.appendJSONArray([parts]) { parts, buffer in
            buffer.appendJSONArray(parts) { part, buffer in buffer.append(part) }
        }
    }

    private static func type(_ type: PublicationType) -> String {
        switch type {
        case .article: "article-journal"
        case .inproceedings: "paper-conference"
        case .preprint: "article"
        case .thesis: "thesis"
        case .report: "report"
        case .dataset: "dataset"
        case .software: "software"
        }
    }
}
