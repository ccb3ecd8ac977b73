import ArchiveModel
import Markup

extension CitationFormat {
    /// One line of text in the manner of the American Psychological Association's seventh edition, without italics.
    static let apa = CitationFormat(id: "text", name: "APA") { citation, buffer in
        if !citation.authors.isEmpty {
            names(citation.authors, &buffer)
            end(&buffer)
        }
        buffer.append("(\(citation.year)). ")
        buffer.append(line: MathText.plain(citation.title, macros: citation.macros))
        if let status = citation.status { buffer.append(" (\(status.rawValue))") }
        end(&buffer)
        let start = buffer.count
        source(citation, &buffer)
        if buffer.count > start { end(&buffer) }
        if let address = citation.address {
            buffer.append(line: address)
        } else {
            buffer.truncate(to: buffer.count - 1)
        }
        buffer.append("\n")
    }

    /// Ends a sentence that has no end yet.
    private static func end(_ buffer: inout ByteBuffer) {
        let last = buffer.withBytes { $0.last ?? 0 }
        buffer.append([UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(last) ? " " : ". ")
    }

    /// Up to twenty names; of more the first nineteen and the last.
    private static func names(_ authors: [CitedName], _ buffer: inout ByteBuffer) {
        for (place, author) in authors.enumerated() {
            if authors.count > 20 {
                if 19..<authors.count - 1 ~= place { continue }
                if place == authors.count - 1 { buffer.append(", … ") } else if place > 0 { buffer.append(", ") }
            } else if place > 0 {
                buffer.append(place == authors.count - 1 ? ", & " : ", ")
            }
            buffer.append(line: author.family)
            if !author.given.isEmpty {
                buffer.append(", ")
                initials(author.given, &buffer)
            }
            if let suffix = author.suffix {
                buffer.append(", ")
                buffer.append(line: suffix)
            }
        }
    }

    /// The first letters of given names: `Ada B.` is `A. B.`, `Jean-Paul` is `J.-P.`.
    private static func initials(_ given: String, _ buffer: inout ByteBuffer) {
        var isFirst = true
        for scalar in given.unicodeScalars {
            if scalar == " " || scalar == "-" {
                if !isFirst { buffer.append(scalar == " " ? " " : "-") }
                isFirst = true
            } else if isFirst {
                buffer.append("\(scalar).")
                isFirst = false
            }
        }
    }

    private static func source(_ citation: Citation, _ buffer: inout ByteBuffer) {
        if let venue = citation.venue {
            if citation.type == .inproceedings { buffer.append("In ") }
            buffer.append(line: venue)
            if let volume = citation.volume {
                buffer.append(", ")
                buffer.append(line: volume)
                if let issue = citation.issue { buffer.append(line: "(\(issue))") }
            }
            if let pages = citation.pages {
                buffer.append(", ")
                buffer.append(line: pages.replacing("-", with: "–"))
            }
        } else if let publisher = citation.publisher {
            buffer.append(line: publisher)
        } else if let arxiv = citation.arxiv {
            buffer.append("arXiv:")
            buffer.append(line: arxiv)
        } else if let organization = citation.organization {
            buffer.append(line: organization)
        }
    }
}
