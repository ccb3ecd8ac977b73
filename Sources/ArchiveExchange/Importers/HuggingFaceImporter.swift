import ArchiveModel
import Diagnostics
import Markup

extension Importer {
    /// What Hugging Face answers to `GET /api/daily_papers`: an array of what is featured, each with a paper within.
    static let huggingFace = Importer(
        id: "huggingface", summary: "Hugging Face's daily papers: the JSON of /api/daily_papers."
    ) { file in items(of: file, FeaturedPaper.draft) }
}

/// A paper as Hugging Face features it.
enum FeaturedPaper {
    /// What an entry would say; `nil` where it has no paper, or that has no identifier or title.
    static func draft(_ item: inout TableReader) -> EntryDraft? {
        guard let inner = item.value("paper"), case .table = inner.content else {
            item.reportMissing("paper")
            return nil
        }
        var paper = item.reader(for: inner, name: "paper")
        let draft = draft(paper: &paper, &item)
        for problem in paper.diagnostics { item.add(problem) }
        return draft
    }

    private static func draft(paper: inout TableReader, _ item: inout TableReader) -> EntryDraft? {
        let id = paper.requiredText("id")?.value
        let title = paper.text("title")?.value ?? item.text("title")?.value
        if title == nil { paper.reportMissing("title") }
        guard let id, let title else { return nil }
        var draft = EntryDraft()
        draft.set(.title, tex: title)
        draft.set(.arxiv, text: Identifier.arxiv(id))
        // The day it is featured is the paper's own; the outer `publishedAt` differs from the inner by hours.
        let day = (paper.text("submittedOnDailyAt") ?? item.text("publishedAt")).flatMap { Day($0.value.prefix(10)) }
        draft.set(.date, day: day)
        if let day = (paper.text("publishedAt")).flatMap({ Day($0.value.prefix(10)) }) {
            draft.set(.published, day: day)
        }
        draft.setText(tex: paper.text("summary")?.value ?? item.text("summary")?.value)
        let authors = people(&paper)
        if !authors.isEmpty { draft[.authors] = .list(authors) }
        if let organization = paper.value("organization").map(PlainValue.init) {
            draft[.organization] = Self.organization(organization)
        }
        draft.set(.upvotes, number: paper.integer("upvotes", in: 0...1_000_000_000)?.value)
        draft.set(.stars, number: paper.integer("githubStars", in: 0...1_000_000_000)?.value)
        draft.set(.comments, number: item.integer("numComments", in: 0...1_000_000_000)?.value)
        draft.set(.code, address: paper.text("githubRepo")?.value)
        draft.set(.project, address: paper.text("projectPage")?.value)
        draft.set(.discussion, address: "https://huggingface.co/papers/\(id)")
        draft.set(
            .submitter,
            text: item.value("submittedBy").flatMap { submitter in
                let submitter = PlainValue(submitter)
                return submitter["fullname"]?.text ?? submitter["name"]?.text
            })
        draft.set(.tags, list: paper.texts("ai_keywords").map { Slug.of($0.value) }.filter { !$0.isEmpty })
        draft.set(.summary, tex: paper.text("ai_summary")?.value)
        if paper.text("withdrawnAt") != nil { draft.set(.status, text: Paper.Status.withdrawn.rawValue) }
        draft.recognizeLinks(in: draft.text)
        return draft
    }

    private static func people(_ paper: inout TableReader) -> [PlainValue] {
        guard let value = paper.value("authors"), case .list(let people) = value.content else { return [] }
        return people.map(PlainValue.init).filter { $0["hidden"]?.text != "true" }.compactMap { person in
            person["name"]?.text.flatMap { name in
                PlainValue.author(name: TeXText(name).line.canonicallyComposed)
            }
        }
    }

    private static func organization(_ organization: PlainValue) -> PlainValue? {
        let handle = organization["name"]?.text
        guard let name = organization["fullname"]?.text ?? handle else { return nil }
        guard let handle else { return .text(name) }
        return .table([PlainValue.Field("name", .text(name)), PlainValue.Field("handle", .text(handle))])
    }
}
