extension SiteConfiguration {
    /// The tables of site.toml, as editors of files learn of them; `levels` are the names of diagnostics that `[checks]` may
    /// give a level.
    package static func schema(levels: [String]) -> [SchemaKey] {
        [
            table("site", "What the site is.", site, isRequired: true),
            table(
                "listing", "How papers are listed.",
                [
                    key("page_size", .number(1...1_000), "How many papers a page of a tag or an author shows; 50."),
                    key("day_order", words(DayOrder.self), "The order of the papers of a day; upvotes."),
                ]),
            table(
                "feeds", "Which feeds there are.",
                [
                    key("formats", .list(words(FeedFormat.self)), "The formats; all of them."),
                    key("items", .number(1...10_000), "How many papers a feed has; 50."),
                    key("scopes", .list(words(FeedScope.self)), "What has feeds; site and tags."),
                    key("archive", .list(words(FeedScope.self)), "What has its whole list as archived feeds; site."),
                    key("content", words(FeedContent.self), "Whether items have the whole text; full."),
                    key(
                        "custom",
                        .list(
                            .table([
                                SchemaKey(
                                    name: "name", form: .text, summary: "Its part of the address.", isRequired: true),
                                SchemaKey(name: "title", form: .text, summary: "What it is called."),
                                SchemaKey(
                                    name: "query", form: .text, summary: "The search, as one types it.",
                                    isRequired: true),
                            ])), "Searches whose papers have feeds."),
                    key("hub", .address, "A WebSub hub, which the feeds name."),
                ]),
            table(
                "search", "Whether the site can be searched, and how.",
                [
                    key("enabled", .flag, "Whether there is a search page; true."),
                    key("files", .number(Search.fewestFiles...1_000_000), "How many files the index may have; 2000."),
                    key("pagefind", .flag, "Whether pages have the attributes that Pagefind reads; false."),
                    key("engine", .address, "A search engine for readers without JavaScript."),
                    key("engine_field", .text, "The name of its field for the words; q."),
                    key("engine_site_field", .text, "The name of its field for the site's host."),
                    key("endpoint", .address, "A search server that is asked in place of an index."),
                    key("endpoint_kind", words(SearchServer.Kind.self), "Whose interface it has."),
                    key("endpoint_index", .text, "What the server calls the papers; papers."),
                    key("endpoint_key", .text, "A key that allows to search and nothing else."),
                ]),
            table(
                "export", "Which data files are written beside the pages.",
                [
                    key("archive", .list(words(CitationExport.self)), "Citations of all papers."),
                    key("bibtex", words(BibTeXExport.self), "How BibTeX has letters with accents; unicode."),
                    key("day", .list(words(DayExport.self)), "The files of a day."),
                    key("manifest", .flag, "All files with their checksums: manifest.json."),
                    key("markdown", .flag, "Papers as Markdown."),
                    key("paper", .flag, "Files beside each paper."),
                    key("tag", .list(words(CitationExport.self)), "Citations of each tag's papers."),
                ]),
            table(
                "digest", "The email of new papers that `offprint digest` writes.",
                [
                    key("from", .text, "Whose address it comes from; the site's author's."),
                    key("to", .text, "Who gets it: a mailing list."),
                    key("reply_to", .text, "Where answers go."),
                    key("list_id", .text, "What the mailing list is called in headers: daily.example.org."),
                    key("unsubscribe", .text, "Where readers leave: https: or mailto:."),
                    key("one_click", .flag, "Whether a mail program may leave for its reader; false."),
                    key("papers", .number(1...1_000), "How many papers it shows; 40."),
                ]),
            table(
                "subscribe", "A form by which readers subscribe to emails.",
                [
                    key("action", .address, "Where the form is sent."),
                    key("field", .text, "The name of the field for the address; email."),
                    key("method", words(SubscribeMethod.self), "How it is sent; post."),
                    key("note", .text, "A sentence below the form."),
                ]),
            table(
                "edit", "Where the content can be edited.",
                [
                    key("repository", .address, "The repository's address."),
                    key("branch", .text, "Its branch; main."),
                ]),
            table(
                "taxonomies", "Which names have pages.",
                Taxonomy.allCases.map { key($0.rawValue, .flag, "Whether \($0.rawValue) have pages; true.") }),
            table(
                "permalinks", "The form of addresses.",
                [key("style", words(PermalinkStyle.self), "Whether papers are folders or files; directory.")]),
            table(
                "math", "How formulas are read.",
                [key("macros", .map(.text), "Commands and what they stand for, with #1 for an argument.")]),
            key("redirects", .map(.text), "Old addresses and where they lead."),
            key("theme", .map(.anything), "Settings that the theme declares."),
            table(
                "checks", "The levels of warnings.",
                levels.map { key($0, words(CheckLevel.self), "The level of \($0).") }),
            table(
                "limits", "What the host takes.",
                [
                    key("files", .number(1...Int.max), "How many files."),
                    key("bytes", .number(1...Int.max), "How many bytes together."),
                    key("file_bytes", .number(1...Int.max), "How large a file may be."),
                ]),
        ]
    }

    private static let site: [SchemaKey] = [
        key("title", .text, "The site's name.", isRequired: true),
        key("description", .text, "One sentence about it."),
        key("url", .address, "The address of the first page; feeds and the sitemap need it."),
        key("language", .text, "BCP 47: en, pt-BR; en."),
        key("time_zone", .text, "UTC, or a name such as Europe/Paris; decides when a day begins."),
        key("theme", .text, "The name of the theme; default."),
        key("copyright", .text, "A line for pages and feeds."),
        key("image", .text, "A picture in static/ for previews of pages that have none."),
        key("image_alt", .text, "What it shows."),
        table(
            "author", "Who edits the site.",
            [
                key("name", .text, "The name.", isRequired: true), key("email", .text, "An email address."),
                key("url", .address, "A page of theirs."),
            ]),
    ]

    private static func key(
        _ name: String, _ form: KeyForm, _ summary: String, isRequired: Bool = false
    ) -> SchemaKey { SchemaKey(name: name, form: form, summary: summary, isRequired: isRequired) }

    private static func table(
        _ name: String, _ summary: String, _ keys: [SchemaKey], isRequired: Bool = false
    ) -> SchemaKey { key(name, .table(keys), summary, isRequired: isRequired) }

    private static func words<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> KeyForm
    where Word.RawValue == String { .choice(Word.allCases.map(\.rawValue)) }
}
