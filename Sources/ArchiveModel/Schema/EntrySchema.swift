extension EntryKey {
    /// The keys of an entry, as editors of files learn of them.
    package static var schema: [SchemaKey] {
        allCases.map { key in
            let (form, summary) = key.description
            return SchemaKey(
                name: key.rawValue, form: form, summary: summary, isRequired: key == .title || key == .date)
        }
    }

    private var description: (form: KeyForm, summary: String) {
        switch self {
        case .title: (.text, "The title, with $…$ math.")
        case .id: (.text, "The last part of the address; the file's name where it is not written. Lasting.")
        case .date: (.moment, "The day that the archive features the paper.")
        case .published: (.partialDate, "When the paper itself came out; a month or a year where no more is known.")
        case .updated: (.moment, "The day of its newest version.")
        case .authors: (.list(.either([.text, .table(Self.authorKeys)])), "Names, or tables with more about each.")
        case .authorCount: (.number(1...100_000), "How many authors there are, where the names are not known.")
        case .organization: (.either([.text, .table(Self.organizationKeys)]), "Who published it.")
        case .type:
            (.choice(PublicationType.allCases.map(\.rawValue)), "What kind of publication it is; preprint by default.")
        case .venue: (.text, "Where it appeared: a journal, a conference.")
        case .volume: (.text, "The volume it is in.")
        case .issue: (.text, "The issue it is in.")
        case .pages: (.text, "Its pages there: 12-34.")
        case .publisher: (.text, "Who publishes the venue.")
        case .arxiv:
            (.pattern(#"^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?$"#), "The arXiv number: 2306.07552.")
        case .doi: (.pattern(#"^10\.\d{4,9}(\.\d+)*/\S+$"#), "The DOI, without https://doi.org/.")
        case .openreview: (.pattern("^[A-Za-z0-9_-]{5,20}$"), "The id of the forum on OpenReview.")
        case .isbn: (.text, "10 or 13 digits, the last a check digit.")
        case .pmid: (.pattern("^[1-9][0-9]{0,8}$"), "The number on PubMed.")
        case .url: (.address, "The paper's own page.")
        case .pdf: (.address, "The paper as PDF.")
        case .license: (.address, "The address of the license under which it may be copied.")
        case .code: (.address, "Its code.")
        case .project: (.address, "The project's page.")
        case .demo: (.address, "A demonstration.")
        case .video: (.address, "A video.")
        case .models: (.list(.address), "Models that come with it.")
        case .datasets: (.list(.address), "Data that come with it.")
        case .tags: (.list(.text), "What it is about; each tag has a page.")
        case .summary: (.text, "One sentence for lists, feeds and descriptions, with $…$ math.")
        case .language: (.pattern("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,5}$"), "BCP 47, where it is not the site's.")
        case .upvotes: (.number(0...1_000_000_000), "Votes.")
        case .comments: (.number(0...1_000_000_000), "How many comments there are.")
        case .stars: (.number(0...1_000_000_000), "Stars of the code.")
        case .discussion: (.address, "Where it is discussed.")
        case .submitter: (.text, "Who proposed it.")
        case .image: (.text, "A picture for cards: a file beside the entry.")
        case .imageAlt: (.text, "What the picture shows.")
        case .status:
            (.choice(Paper.Status.allCases.map(\.rawValue)), "Whether the paper stands; published by default.")
        case .notice: (.text, "What happened to it, Markdown.")
        case .noticeDate: (.moment, "The day that happened.")
        case .draft: (.flag, "Whether it is published only with --drafts.")
        case .expires: (.moment, "From this day on it is no longer in the site.")
        case .aliases: (.list(.text), "Old addresses within the site; each leads here.")
        case .macros: (.map(.text), "Commands for its formulas and what they stand for, with #1 for an argument.")
        case .extra: (.map(.anything), "A table that is handed to the theme as it is.")
        }
    }

    private static let authorKeys = [
        SchemaKey(name: "name", form: .text, summary: "The name in reading order."),
        SchemaKey(name: "given", form: .text, summary: "Given names."),
        SchemaKey(name: "family", form: .text, summary: "The family name."),
        SchemaKey(name: "suffix", form: .text, summary: "Jr., III."),
        SchemaKey(
            name: "orcid", form: .pattern(#"^(https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]$"#),
            summary: "The person's ORCID iD."),
        SchemaKey(name: "affiliation", form: .text, summary: "Where they work, as printed."),
        SchemaKey(name: "url", form: .address, summary: "A page of theirs."),
    ]

    private static let organizationKeys = [
        SchemaKey(name: "name", form: .text, summary: "The name.", isRequired: true),
        SchemaKey(name: "handle", form: .text, summary: "Its handle on the site it was taken from."),
        SchemaKey(name: "url", form: .address, summary: "Its own page."),
    ]
}
