import ArchiveModel
import FileSystem
import Markup

/// The papers of a day as Hugging Face's `/api/daily_papers` answers with them.
enum DailyPapers {
    static func write(_ papers: [PaperIndex], _ worker: inout RenderWorker) throws(IOFailure) {
        worker.buffer.append("[")
        for (place, index) in papers.enumerated() {
            worker.buffer.append(place == 0 ? "\n" : ",\n")
            let summary = try worker.plainText(of: worker.site[paper: index])
            write(index, summary, worker.site, &worker.buffer)
        }
        worker.buffer.append("\n]\n")
    }

    private static func write(
        _ index: PaperIndex, _ summary: String, _ site: SiteReader, _ buffer: inout ByteBuffer
    ) {
        let paper = site[paper: index]
        let title = site.plain(paper.title, of: paper)
        let published = "\((paper.published ?? PartialDate(paper.day)).first.iso)T00:00:00.000Z"
        buffer.appendJSONObject { item in
            item.object("paper") { own in
                own.add("id", paper.arxiv ?? paper.id)
                own.objects("authors", Array(site.authors(of: index))) { author, member in
                    member.add("name", author.name)
                    member.add("hidden") { $0.append("false") }
                }
                own.add("publishedAt", published)
                own.add("submittedOnDailyAt", Timestamp.rfc3339(paper.featured))
                own.add("title", title)
                own.add("summary", summary)
                own.add("upvotes", paper.upvotes ?? 0)
                own.add("discussionId", paper.discussion)
                if let organization = site.organization(of: index)?.name {
                    own.object("organization") { member in
                        member.add("name", organization)
                        member.add("fullname", organization)
                    }
                }
                own.add("projectPage", paper.project)
                own.add("githubRepo", paper.code)
                own.add("githubStars", paper.stars)
                own.add("ai_summary", paper.summary.map { site.plain($0, of: paper) })
                own.texts("ai_keywords", site.tags(of: index).map(\.name))
            }
            item.add("publishedAt", published)
            item.add("title", title)
            item.add("summary", summary)
            item.add("thumbnail", paper.image.flatMap { image in site.absoluteLinks?.href(image) })
            item.add("numComments", paper.comments ?? 0)
            if let submitter = paper.submitter {
                item.object("submittedBy") { member in
                    member.add("name", submitter)
                    member.add("fullname", submitter)
                }
            }
            // What that service has not.
            item.add("url", site.absoluteLinks?.href(site.routes.paper(paper)))
        }
    }

    /// A JSON Schema of the files.
    static let schema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "The papers of a day, in the shape of Hugging Face's daily papers",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["paper", "publishedAt", "title", "summary", "numComments"],
            "properties": {
              "paper": {
                "type": "object",
                "required": ["id", "publishedAt", "submittedOnDailyAt", "title", "summary", "upvotes"],
                "properties": {
                  "id": { "type": "string", "description": "The arXiv number, or else the paper's id in this archive." },
                  "authors": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["name", "hidden"],
                      "properties": { "name": { "type": "string" }, "hidden": { "type": "boolean" } }
                    }
                  },
                  "publishedAt": { "type": "string", "format": "date-time", "description": "When it came out." },
                  "submittedOnDailyAt": {
                    "type": "string", "format": "date-time", "description": "When the archive featured it."
                  },
                  "title": { "type": "string", "description": "Formulas as text." },
                  "summary": { "type": "string", "description": "The abstract without markup; formulas as TeX." },
                  "upvotes": { "type": "integer", "minimum": 0 },
                  "discussionId": { "type": "string" },
                  "organization": {
                    "type": "object",
                    "required": ["name", "fullname"],
                    "properties": { "name": { "type": "string" }, "fullname": { "type": "string" } }
                  },
                  "projectPage": { "type": "string", "format": "uri" },
                  "githubRepo": { "type": "string", "format": "uri" },
                  "githubStars": { "type": "integer", "minimum": 0 },
                  "ai_summary": { "type": "string", "description": "The editors' one sentence." },
                  "ai_keywords": { "type": "array", "items": { "type": "string" }, "description": "The tags." }
                }
              },
              "publishedAt": { "type": "string", "format": "date-time" },
              "title": { "type": "string" },
              "summary": { "type": "string" },
              "thumbnail": { "type": "string", "format": "uri" },
              "numComments": { "type": "integer", "minimum": 0 },
              "submittedBy": {
                "type": "object",
                "required": ["name", "fullname"],
                "properties": { "name": { "type": "string" }, "fullname": { "type": "string" } }
              },
              "url": { "type": "string", "format": "uri", "description": "The paper's page in this archive." }
            }
          }
        }

        """
}
