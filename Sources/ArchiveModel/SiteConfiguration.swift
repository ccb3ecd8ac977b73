package import Diagnostics
package import Markup

/// What `site.toml` says, checked and with its defaults filled in. The keys are explained in `docs/guide/site-toml.md`.
package struct SiteConfiguration: Sendable {
    /// `[site]`
    package var site = Site()
    /// `[listing]`
    package var listing = Listing()
    /// `[feeds]`
    package var feeds = Feeds()
    /// `[search]`
    package var search = Search()
    /// `[export]`
    package var export = Export()
    /// `[digest]`
    package var digest: Digest?
    /// `[subscribe]`, where there is one.
    package var subscribe: Subscribe?
    /// `[edit]`, where there is one.
    package var edit: Edit?
    /// `[taxonomies]`: which have pages.
    package var taxonomies: Set<Taxonomy> = Set(Taxonomy.allCases)
    /// `[permalinks]`
    package var permalinks = PermalinkStyle.directory
    /// `[math.macros]`: commands for formulas.
    package var macros = MathMacros.none
    /// `[redirects]`: old route to new place, in the file's order.
    package var redirects: [Redirect] = []
    /// `[theme]`: settings for the theme, as they are.
    package var themeSettings: MetadataValue?
    /// `[checks]`: the levels of warnings, by the names of their diagnostics.
    package var checks: [String: CheckLevel] = [:]
    /// `[limits]`: what the host allows.
    package var limits = Limits()
    /// Of the whole file.
    package var fingerprint = Fingerprint()

    /// The defaults.
    package init() {}

    /// Who and where the site is.
    package struct Site: Sendable {
        /// The site's name.
        package var title = ""
        /// One sentence.
        package var description: String?
        /// Where it is published: `https://example.org/papers/`, ending in `/`; `nil` where not known yet.
        package var url: String?
        /// BCP 47.
        package var language = "en"
        /// An IANA name.
        package var timeZone = "UTC"
        /// The theme: a folder below `themes/`.
        package var theme = "default"
        /// Who edits it.
        package var author: Author?
        /// A line for the footer and feeds.
        package var copyright: String?
        /// A picture for previews of pages that have none, and what it shows.
        package var image: Route?
        package var imageAlt: String?
    }

    /// A person or group who answers for the site.
    package struct Author: Sendable, Hashable {
        package var name: String
        package var email: String?
        package var url: String?

        /// Makes an author.
        package init(name: String, email: String?, url: String?) {
            self.name = name
            self.email = email
            self.url = url
        }
    }

    /// How lists are made.
    package struct Listing: Sendable {
        /// How many papers a page of a tag, author, organization or venue shows.
        package var pageSize = 50
        /// How the papers of one day are ordered.
        package var dayOrder = DayOrder.upvotes
    }

    /// The order of papers within a day.
    package enum DayOrder: String, Sendable, CaseIterable { case upvotes, date, title, file }

    /// Which feeds there are and what is in them.
    package struct Feeds: Sendable {
        package var formats: [FeedFormat] = FeedFormat.allCases
        /// How many items a feed holds.
        package var items = 50
        package var scopes: Set<FeedScope> = [.site, .tags]
        /// What has all its papers in archived feeds (RFC 5005), of those that have feeds.
        package var archive: Set<FeedScope> = [.site]
        package var content = FeedContent.full
        /// Searches whose papers have feeds.
        package var custom: [SavedSearch] = []
        /// A WebSub hub's address.
        package var hub: String?
    }

    /// A search that the editors saved, to have a feed of what it finds.
    package struct SavedSearch: Sendable {
        /// Its part of the address.
        package var name: String
        package var title: String
        package var query: String

        /// Makes a saved search.
        package init(name: String, title: String, query: String) {
            self.name = name
            self.title = title
            self.query = query
        }
    }

    package enum FeedFormat: String, Sendable, CaseIterable { case rss, atom, json }
    package enum FeedScope: String, Sendable, CaseIterable { case site, days, tags, authors, organizations, venues }
    package enum FeedContent: String, Sendable, CaseIterable { case full, summary }

    /// Whether the site can be searched, and how.
    package struct Search: Sendable {
        package var enabled = true
        /// How many files the index may have, and how many it needs.
        package var files = 2_000
        /// See ``files``.
        package static let fewestFiles = 100
        /// Whether the pages say what is theirs to Pagefind, for those who prefer it.
        package var pagefind = false
        /// A search engine for readers without a script.
        package var engine: SearchEngine?
        /// A server that is asked in place of an index.
        package var server: SearchServer?
    }

    /// A search server that has the papers as `offprint export jsonl` writes them.
    package struct SearchServer: Sendable {
        /// Whose interface it has.
        package enum Kind: String, Sendable, CaseIterable { case meilisearch, typesense }

        package var kind: Kind
        /// Where its interface begins.
        package var address: String
        /// What it calls the papers: an index, a collection.
        package var index: String
        /// A key that allows to search and nothing else: every reader sees it.
        package var key: String?

        /// Makes a server.
        package init(kind: Kind, address: String, index: String, key: String?) {
            self.kind = kind
            self.address = address
            self.index = index
            self.key = key
        }
    }

    /// A search engine that can search one site: a form is sent there.
    package struct SearchEngine: Sendable {
        package var action: String
        /// The name of the field for the query.
        package var field: String
        /// The name of the field for the site's host; `nil` where the query has to say `site:HOST`.
        package var siteField: String?

        /// Makes an engine that forms are sent to.
        package init(action: String, field: String, siteField: String?) {
            self.action = action
            self.field = field
            self.siteField = siteField
        }
    }

    /// Which data files are written beside the pages.
    package struct Export: Sendable {
        package var day: [DayExport] = DayExport.allCases
        /// How BibTeX has what is beyond ASCII.
        package var bibTeX = BibTeXExport.unicode
        /// Citations of each tag's papers, and of all papers.
        package var tag: [CitationExport] = []
        package var archive: [CitationExport] = []
        /// Whether `manifest.json` lists the files of the site.
        package var manifest = false
        /// Whether papers have a Markdown twin, `index.md`.
        package var markdown = false
        /// Whether papers have citation files of their own.
        package var paper = false
    }

    package enum DayExport: String, Sendable, CaseIterable { case bib, ris, json }

    package enum BibTeXExport: String, Sendable, CaseIterable { case unicode, ascii }

    package enum CitationExport: String, Sendable, CaseIterable {
        case bib, ris
        case cslJSON = "csl.json"
    }

    /// The email of new papers that `offprint digest` writes.
    package struct Digest: Sendable {
        /// Whose address it comes from; the site's author's where it is not said.
        package var from: String?
        /// Who gets it: a mailing list.
        package var to: String?
        package var replyTo: String?
        /// What the mailing list is called in headers (RFC 2919): `daily.example.org`.
        package var listID: String?
        /// Where readers leave: `https:` or `mailto:`.
        package var unsubscribe: String?
        /// Whether a mail program may leave for its reader (RFC 8058).
        package var oneClick = false
        /// How many papers it shows.
        package var papers = usualPapers
        package static let usualPapers = 40

        /// An email of which nothing is said.
        package init() {}
    }

    /// The form readers subscribe to the digest with.
    package struct Subscribe: Sendable {
        package var action: String
        package var field = "email"
        package var method = SubscribeMethod.post
        package var note: String?

        /// Makes a form that sends to `action`.
        package init(action: String) { self.action = action }
    }

    package enum SubscribeMethod: String, Sendable, CaseIterable { case get, post }

    /// Where the sources can be edited.
    package struct Edit: Sendable {
        /// `https://github.com/OWNER/NAME`, without a slash at its end.
        package var repository: String
        package var branch = "main"

        /// Makes the place.
        package init(repository: String) { self.repository = repository }
    }

    /// Names that papers share and that have pages.
    package enum Taxonomy: String, Sendable, CaseIterable { case tags, authors, organizations, venues }

    /// How a page's address looks: `/papers/ID/` or `/papers/ID.html`.
    package enum PermalinkStyle: String, Sendable, CaseIterable { case directory, file }

    /// An old address that leads to a new one.
    package struct Redirect: Sendable {
        package var from: Route
        package var to: Link
        /// Where site.toml says so.
        package var place: SourceLocation

        /// Makes a redirect.
        package init(from: Route, to: Link, place: SourceLocation) {
            self.from = from
            self.to = to
            self.place = place
        }
    }

    /// What becomes of a warning.
    package enum CheckLevel: String, Sendable, CaseIterable { case off, warning, error }

    /// What the host allows; 0 means that nobody said.
    package struct Limits: Sendable {
        package var files = 0
        package var bytes = 0
        package var fileBytes = 0
    }

    /// The path part of the site's address: `/` or `/papers/`.
    package var basePath: String {
        // The address was checked when it was read: `scheme://host/path/`.
        let parts = (site.url ?? "").split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 ? "/" + parts[3] : "/"
    }
}
