import Diagnostics
import Foundation
import Markup
import TestSupport
import Testing

/// Real records of arXiv and PMLR, turned into entries as they are, without mending anything in their texts.
@Suite struct RealRecordsTests {
    static let arxiv = SharedData.url("data/arxiv/papers.jsonl")
    static let pmlr = SharedData.url("data/pmlr")

    /// JSON's strings are YAML's.
    private func quoted(_ text: String) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed), as: UTF8.self)
            .replacingOccurrences(of: "\\/", with: "/")
    }

    @Test(.enabled(if: arxiv != nil, "the sample data is not here")) func arxivRecordsBuild() throws {
        let site = try SampleSite()
        var count = 0
        let lines = try String(contentsOfFile: Self.arxiv ?? "", encoding: .utf8).split(separator: "\n")
        for line in lines {
            guard let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                continue
            }
            let id = record["arxiv_id"] as? String ?? ""
            let authors = try (record["authors"] as? [String] ?? []).map(quoted).joined(separator: ", ")
            let text = """
                ---
                title: \(try quoted(record["title"] as? String ?? ""))
                date: \((record["published"] as? String ?? "").prefix(10))
                authors: [\(authors)]
                arxiv: \(id)
                ---

                \(record["summary"] as? String ?? "")
                """
            try site.folder.write(text, to: "content/papers/\(id.replacingOccurrences(of: "/", with: "-")).md")
            count += 1
        }
        let result = try site.build()
        #expect(result.status == 0, "\(result.errors.prefix(4_000))")
        #expect(result.output.hasPrefix("\(count) papers"), "\(result.output)")
        #expect(count > 2_000)
        // Formulas become MathML, all but a few; and TeX reaches the annotations without emphasis in it.
        var (converted, refused) = (0, 0)
        for (path, content) in try site.published().files where path.hasPrefix("papers/") {
            let page = String(decoding: content, as: UTF8.self)
            refused += page.components(separatedBy: "<code class=\"math\">").count - 1
            for part in page.components(separatedBy: "<annotation encoding=\"application/x-tex\">").dropFirst() {
                converted += 1
                #expect(!(part.components(separatedBy: "</annotation>").first ?? "").contains("<"), "\(path)")
            }
        }
        #expect(converted > 300)
        #expect(refused * 200 < converted, "\(refused) of \(converted + refused) formulas can't be read")
    }

    @Test(.enabled(if: pmlr != nil, "the sample data is not here")) func pmlrPostsBuildOnceTranslated() throws {
        let site = try SampleSite()
        let folder = Self.pmlr ?? ""
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }
        #expect(names.count >= 56)
        for name in names {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
            let file = SourceFile(path: name, bytes: bytes)
            let front = try #require(FrontMatter.split(file).frontMatter)
            let table = try #require(front.table(in: file).table, "\(name)")
            func text(_ key: String) -> String? {
                guard case .scalar(let text, _) = table[key]?.content else { return nil }
                return text
            }
            var entry = "---\ntitle: \(try quoted(text("title") ?? ""))\ndate: \(text("date") ?? "")\nauthors:\n"
            if case .list(let authors) = table["author"]?.content {
                for author in authors {
                    guard case .table(let keys) = author.content else { continue }
                    var values: [String: String] = [:]
                    for key in keys {
                        if case .scalar(let value, _) = key.value.content { values[key.key] = value }
                    }
                    // `van` belongs to the family name.
                    if let prefix = values.removeValue(forKey: "prefix") {
                        values["family"] = "\(prefix) \(values["family"] ?? "")"
                    }
                    let parts = try values.sorted { $0.key < $1.key }.map { "\($0.key): \(try quoted($0.value))" }
                    entry += "  - {\(parts.joined(separator: ", "))}\n"
                }
            }
            entry += "type: \(text("genre") ?? "inproceedings")\nvenue: \(try quoted(text("container-title") ?? ""))\n"
            entry += "volume: \(try quoted(text("volume") ?? ""))\npages: \(try quoted(text("page") ?? ""))\n"
            entry +=
                "publisher: \(text("publisher") ?? "")\npdf: \(text("pdf") ?? "")\n---\n\n\(text("abstract") ?? "")\n"
            try site.folder.write(entry, to: "content/papers/\(name)")
        }
        let result = try Program.run(["build", "--as-of", "2026-06-01"], in: site.folder.path)
        #expect(result.status == 0, "\(result.errors.prefix(4_000))")
        #expect(result.output.hasPrefix("\(names.count) papers"), "\(result.output)")
    }

    @Test(.enabled(if: pmlr != nil, "the sample data is not here")) func whatIsWrongInAPostIsReportedByLine() throws {
        let site = try SampleSite()
        try FileManager.default.createDirectory(atPath: site.folder("content"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Self.pmlr ?? "", toPath: site.folder("content/papers"))
        let result = try site.build()
        #expect(result.status == 1)
        // Jekyll's keys are not ours: each is named with its line, and ours is offered.
        let unknown = result.errors.split(separator: "\n").filter { $0.contains("[unknown-key]") }
        #expect(unknown.count > 56 * 5)
        #expect(unknown.allSatisfy { $0.contains(#/^content/papers/.+\.md:\d+:\d+: error: /#) })
        #expect(result.errors.contains("note: it is called `authors`, and `offprint migrate` renames it"))
    }
}
