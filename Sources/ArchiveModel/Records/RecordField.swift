/// The fields that a record may have, in the order in which they stand in it.
///
/// A new field goes to the end of its group. The cache is of one program only, so an order that changes does no harm.
package enum RecordField: Int, Sendable, CaseIterable {
    // What every entry has
    case id, title, path, source, excerpt

    // Names it shares with others
    case authors, tags, organization, venue

    // Text
    case summary, arxiv, doi, openreview, isbn, pmid
    case url, pdf, license, code, project, demo, video, discussion
    case volume, issue, pages, publisher, submitter
    case image, imageAlt, notice, language

    // Lists of text
    case models, datasets, aliases, assets

    // Numbers; days are numbers too
    case authorCount, comments, stars, published, updated, noticeDate, expires

    // What loading alone asks for, and what themes do
    case keyRanges, macros, extra, diagnostics

    /// The field's bit among those that a record has.
    var bit: UInt64 { 1 << UInt64(rawValue) }
}

/// Where things stand in a record: a header of fixed size, the places of the fields that are there, the fields.
///
/// All numbers are in the machine's own order and need no alignment. Text is UTF-8.
enum RecordLayout {
    /// The bytes of the whole record, a multiple of 8 (`UInt32`).
    static let length = 0
    /// The day (`Int32`).
    static let day = 4
    /// Which fields there are, a bit each (`UInt64`). As many places (`UInt32`, from the record's start) follow the header.
    static let fields = 8
    /// The fingerprint of all the entry says (`UInt64`).
    static let fingerprint = 16
    /// The fingerprints of what no two entries may share, 0 where there is nothing (three of `UInt64`).
    static let uniqueKeys = 24
    /// The moment, or ``noMoment`` (`Int64`).
    static let moment = 48
    /// The votes, -1 where they are not known (`Int32`).
    static let upvotes = 56
    /// The places of the status and the type in ``statuses`` and ``types``; flags (`UInt8` each). One byte is free.
    static let status = 60
    static let type = 61
    static let flags = 62
    static let statuses = Paper.Status.allCases
    static let types = PublicationType.allCases
    /// The header's size.
    static let header = 64

    static let noMoment = Int64.min
}

/// Yes or no, of an entry.
package struct RecordFlags: OptionSet, Sendable {
    /// One bit a flag.
    package let rawValue: UInt8

    /// Flags from their bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It has all that makes a paper; without that it has diagnostics only.
    package static let isWhole = RecordFlags(rawValue: 1)
    /// It is published only with `--drafts`.
    package static let isDraft = RecordFlags(rawValue: 2)
}
