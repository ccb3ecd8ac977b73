package import Foundation

/// A real record of arXiv out of the sample data.
package struct ArXivRecord: Decodable, Sendable {
    package var id: String
    package var title: String
    package var authors: [String]
    package var abstract: String
    /// `2025-10-01`.
    package var published: String

    private enum CodingKeys: String, CodingKey {
        case id = "arxiv_id"
        case abstract = "summary"
        case title, authors, published
    }

    /// All of them; empty where the sample data is not here.
    package static func all() throws -> [ArXivRecord] {
        guard let path = SharedData.url("data/arxiv/papers.jsonl") else { return [] }
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            try JSONDecoder().decode(ArXivRecord.self, from: Data(line.utf8))
        }
    }

    /// Whether they are here.
    package static let areHere = SharedData.url("data/arxiv/papers.jsonl") != nil

    /// Records as Hugging Face's daily papers have them.
    package static func dailyPapers(_ records: [ArXivRecord]) throws -> Data {
        try JSONSerialization.data(
            withJSONObject: records.map { record in
                [
                    "paper": [
                        "id": record.id.replacingOccurrences(of: #"v\d+$"#, with: "", options: .regularExpression),
                        "title": record.title, "summary": record.abstract, "upvotes": 3,
                        "submittedOnDailyAt": record.published + "T00:00:00.000Z",
                        "publishedAt": record.published + "T10:00:00.000Z",
                        "authors": record.authors.map { ["name": $0, "hidden": false] },
                    ],
                    "title": record.title, "numComments": 1,
                ]
            }, options: .sortedKeys)
    }
}
