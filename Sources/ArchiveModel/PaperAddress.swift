import Foundation

/// Which paper an address is of.
package enum PaperAddress {
    /// The arXiv identifier that an address (`https://arxiv.org/abs/2306.07552v2`, a PDF's, Hugging Face's page of it, the
    /// DOI that arXiv registers) or `arXiv:2306.07552` stands for.
    package static func arxiv(_ address: String) -> String? {
        let lower = address.lowercased()
        if lower.hasPrefix("arxiv:") {
            let rest = address.dropFirst(6).drop { $0 == " " }
            return Identifier.arxiv(String(rest.prefix { $0 != " " }))
        }
        let places = [
            "arxiv.org/abs/", "arxiv.org/pdf/", "arxiv.org/html/", "arxiv.org/format/", "doi.org/10.48550/arxiv.",
            "huggingface.co/papers/", "alphaxiv.org/abs/",
        ]
        for place in places {
            guard let range = lower.range(of: place) else { continue }
            // Lower case has as many bytes as what it is made from, where that is ASCII.
            guard address.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
            var rest = address.dropFirst(lower.distance(from: lower.startIndex, to: range.upperBound))
            rest = rest.prefix { $0 != "?" && $0 != "#" }
            if rest.hasSuffix(".pdf") { rest = rest.dropLast(4) }
            if rest.hasSuffix("/") { rest = rest.dropLast() }
            return Identifier.arxiv(String(rest))
        }
        return nil
    }

    /// The DOI that an address (`https://doi.org/10.1038/nature14539`) or `doi:10.1038/nature14539` stands for.
    package static func doi(_ address: String) -> String? {
        for prefix in [
            "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "DOI:", "doi: ",
        ] where address.hasPrefix(prefix) {
            let rest = address.dropFirst(prefix.count)
            return Identifier.doi(rest.removingPercentEncoding ?? String(rest))
        }
        return nil
    }

    /// The OpenReview identifier that an address (`https://openreview.net/forum?id=rJXMpikCZ`) stands for.
    package static func openreview(_ address: String) -> String? {
        guard let match = address.firstMatch(of: #/^https?:\/\/openreview\.net\/(?:forum|pdf)\?(?:.*&)?id=([^&#]+)/#)
        else {
            return nil
        }
        return Identifier.openreview(String(match.1))
    }
}
