import ArchiveModel
import Diagnostics
import Markup

/// What one entry file says, read and checked, before it is written as a record.
struct EntryValues {
    var id: String
    var title: String
    var day: Day
    var moment: Int64?
    var source: TextSource
    var excerpt: String

    var authors: [AuthorName] = []
    var tags: [String] = []
    var organization: OrganizationName?
    var venue: String?

    var summary: String?
    var upvotes: Int?
    var comments: Int?
    var stars: Int?
    var authorCount: Int?
    var status = Paper.Status.published
    /// Whether it is published only with `--drafts`.
    var isDraft = false
    /// From when on it is no longer listed.
    var expires: Day?
    var details = EntryDetails()
    var keyRanges = KeyRanges()

    /// What no two entries may share, in the order of `UniqueKey`, in a form in which equal ones have equal bytes.
    var uniqueKeys: [String?] { [id, details.arxiv, details.doi?.lowercased().canonicallyComposed] }
}

/// The keys of an entry that loading has no use for itself; `Paper` says what each is.
struct EntryDetails {
    var published: PartialDate?
    var updated: Day?
    var arxiv: String?
    var doi: String?
    var openreview: String?
    var isbn: String?
    var pmid: String?
    var url: String?
    var pdf: String?
    var license: String?
    var code: String?
    var project: String?
    var demo: String?
    var video: String?
    var models: [String] = []
    var datasets: [String] = []
    var discussion: String?
    var type = PublicationType.preprint
    var volume: String?
    var issue: String?
    var pages: String?
    var publisher: String?
    var submitter: String?
    var image: Route?
    var imageAlt: String?
    var notice: String?
    var noticeDate: Day?
    var aliases: [Route] = []
    var language: String?
    var macros: MetadataValue?
    var extra: MetadataValue?
    var assets: [Asset] = []
}

/// An organization as an entry names it.
struct OrganizationName: Hashable {
    var name: String
    var handle: String?
    var url: String?
}

/// Where the values of keys stand in the file that no two entries may share; `nil` where the key is not written.
struct KeyRanges: Equatable {
    var id: ByteRange?
    var arxiv: ByteRange?
    var doi: ByteRange?

    /// Where the value of a key stands.
    subscript(key: UniqueKey) -> ByteRange? {
        switch key {
        case .id: id
        case .arxiv: arxiv
        case .doi: doi
        }
    }
}
