package import Diagnostics
package import Markup

/// One paper of the archive. Names that papers share are indices into the archive's tables.
package struct Paper: Sendable {
    /// The last part of its address; never used again for another paper.
    package var id: String
    /// The title, with `$…$` math.
    package var title: String
    /// The day the archive features it.
    package var day: Day
    /// The moment within that day, in seconds since 1970, where the entry gives one.
    package var moment: Int64?
    /// The authors in order, as printed.
    package var authors: [NameIndex] = []
    /// How many authors there are, where their names are not known.
    package var authorCount: Int?
    /// Who published it.
    package var organization: TermIndex?
    /// Where it appeared.
    package var venue: TermIndex?
    /// Its tags, in the entry's order.
    package var tags: [TermIndex] = []
    /// One sentence for cards, feeds and descriptions, with `$…$` math.
    package var summary: String?
    /// The beginning of the text without markup; empty where there is none.
    package var excerpt: String = ""
    /// Votes, comments and stars, where known.
    package var upvotes: Int?
    /// How many comments.
    package var comments: Int?
    /// How many stars its code has.
    package var stars: Int?
    /// Whether it stands.
    package var status: Status = .published
    /// Where its text is.
    package var source: TextSource
    /// What few papers have, or few pages need.
    package var details: PaperDetails
    /// Of all that the entry says, its file's name and the files beside it among that, and of how it stands now.
    package var fingerprint = Fingerprint()

    /// Makes a paper.
    package init(id: String, title: String, day: Day, source: TextSource, details: PaperDetails) {
        self.id = id
        self.title = title
        self.day = day
        self.source = source
        self.details = details
    }

    /// Whether the record stands, after the words of publishers.
    package enum Status: String, Sendable, CaseIterable {
        case published, corrected, withdrawn, retracted, removed

        /// Whether the paper should no longer be read as valid: struck out in lists, left out of exports.
        package var isVoid: Bool { self == .withdrawn || self == .retracted || self == .removed }
    }
}

/// Where a text stands: a run of bytes in a file. Texts are read again when a page needs them, so that memory does not
/// grow with them.
package struct TextSource: Sendable, Hashable {
    /// The file, relative to the site's folder.
    package var path: String
    /// The text's bytes in it.
    package var range: ByteRange
    /// The whole file's size when it was loaded; another size later means that it changed meanwhile.
    package var fileSize: Int
    /// Of the whole file's bytes.
    package var fingerprint: Fingerprint

    /// Makes a source.
    package init(path: String, range: ByteRange, fileSize: Int, fingerprint: Fingerprint) {
        self.path = path
        self.range = range
        self.fileSize = fileSize
        self.fingerprint = fingerprint
    }
}

/// The part of a paper that pages of many papers do without. Immutable once made; a class so that papers stay small.
package final class PaperDetails: Sendable {
    /// All values; see `docs/guide/writing-entries.md` for each key.
    package let values: Values

    /// Makes details.
    package init(_ values: Values) { self.values = values }

    /// The keys of an entry, as in its front matter.
    package struct Values: Sendable {
        /// The paper's own dates.
        package var published: Day?
        /// The day of the paper's newest version.
        package var updated: Day?
        /// Identifiers, in the form their registries print.
        package var arxiv: String?
        package var doi: String?
        package var openreview: String?
        package var isbn: String?
        package var pmid: String?
        /// Addresses, `http:` or `https:`.
        package var url: String?
        package var pdf: String?
        package var code: String?
        package var project: String?
        package var demo: String?
        package var video: String?
        package var models: [String] = []
        package var datasets: [String] = []
        package var discussion: String?
        /// Where it appeared.
        package var type: PublicationType = .preprint
        package var volume: String?
        package var issue: String?
        package var pages: String?
        package var publisher: String?
        /// Who proposed it.
        package var submitter: String?
        /// The picture for cards: a file beside the entry, by its name in the site.
        package var image: Route?
        package var imageAlt: String?
        /// What happened to a corrected or void paper, Markdown.
        package var notice: String?
        package var noticeDate: Day?
        /// Old addresses.
        package var aliases: [Route] = []
        /// BCP 47, where it is not the site's.
        package var language: String?
        /// For the theme, as it is.
        package var extra: MetadataValue?
        /// Files beside the entry.
        package var assets: [Asset] = []

        /// No values.
        package init() {}
    }
}

/// What kind of publication a paper is; CSL's types under the names people use.
package enum PublicationType: String, Sendable, CaseIterable {
    case article, inproceedings, preprint, thesis, report, dataset, software
}

/// A file that belongs to an entry or a theme and is copied into the site.
package struct Asset: Sendable, Hashable {
    /// Its path as texts refer to it, relative to the entry: `figure.png`.
    package var name: String
    /// The file, relative to the site's folder (or the theme's).
    package var path: String
    /// Its place in the site, with a checksum of its content in the name.
    package var route: Route

    /// Makes an asset.
    package init(name: String, path: String, route: Route) {
        self.name = name
        self.path = path
        self.route = route
    }

    /// The name with a checksum before its last extension: `figure.3f9a1c20.png`.
    package static func hashed(_ name: String, _ checksum: Checksum) -> String {
        let base = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name.index(after: $0) } ?? name.startIndex
        guard let dot = name[base...].lastIndex(of: "."), dot != base else { return "\(name).\(checksum.hex(8))" }
        return "\(name[..<dot]).\(checksum.hex(8))\(name[dot...])"
    }
}
