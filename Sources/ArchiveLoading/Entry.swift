package import ArchiveModel
package import Diagnostics

/// One entry file, read and checked, before it has met the others: names are still text, nothing is left out yet.
///
/// A class, since entries are handed on, sorted and dropped: a copy would count the references of all its fields.
package final class Entry: Sendable {
    /// The paper, with its names (authors, tags, organization, venue) still to be filled in.
    package let paper: Paper
    /// The authors as printed.
    package let authors: [AuthorName]
    /// The tags as written.
    package let tags: [String]
    /// The organization as written.
    package let organization: OrganizationName?
    /// The venue as written.
    package let venue: String?
    /// Whether it is published only with `--drafts`.
    package let isDraft: Bool
    /// From when on it is no longer listed.
    package let expires: Day?
    /// Where the keys stand that no two entries may share.
    package let keyRanges: KeyRanges

    init(
        paper: Paper, authors: [AuthorName], tags: [String], organization: OrganizationName?, venue: String?,
        isDraft: Bool, expires: Day?, keyRanges: KeyRanges
    ) {
        self.paper = paper
        self.authors = authors
        self.tags = tags
        self.organization = organization
        self.venue = venue
        self.isDraft = isDraft
        self.expires = expires
        self.keyRanges = keyRanges
    }

    /// An organization as an entry names it.
    package struct OrganizationName: Sendable, Hashable {
        package var name: String
        package var handle: String?
        package var url: String?

        /// What tells it from others: its handle, else its name.
        package var key: String { handle.map { "handle:" + $0 } ?? name }
    }

    /// Where the values of keys stand in the file; `nil` where the key is not written.
    package struct KeyRanges: Sendable {
        package var id: ByteRange?
        package var arxiv: ByteRange?
        package var doi: ByteRange?
    }
}

/// What came of reading one file: its value, where it has one, and what there is to say of it.
package struct Loaded<Value: Sendable>: Sendable {
    /// The value; `nil` where the file has errors that leave none.
    package var value: Value?
    /// The complaints.
    package var diagnostics: [Diagnostic]
}
