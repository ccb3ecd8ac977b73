import ArchiveModel
import Diagnostics
import Markup

// How an entry becomes a record, and what loading reads out of one again.

extension RecordWriter {
    /// Writes an entry, where a file makes one, and what there is to say of it. Returns where the record is.
    mutating func write(_ entry: EntryValues?, _ diagnostics: [Diagnostic]) -> Range<Int> {
        var header = Header()
        if let entry {
            write(entry)
            header = entry.recordHeader
        }
        write(diagnostics)
        return finish(header)
    }

    private mutating func write(_ entry: EntryValues) {
        let details = entry.details
        write(.id, entry.id)
        write(.title, entry.title)
        write(.path, entry.source.path)
        write(entry.source)
        write(.excerpt, entry.excerpt)

        write(entry.authors)
        write(.tags, entry.tags)
        write(.organization, entry.organization.map { [[$0.name, $0.handle, $0.url]] } ?? [])
        write(.venue, entry.venue)

        write(.summary, entry.summary)
        write(.arxiv, details.arxiv)
        write(.doi, details.doi)
        write(.openreview, details.openreview)
        write(.isbn, details.isbn)
        write(.pmid, details.pmid)
        write(.url, details.url)
        write(.pdf, details.pdf)
        write(.license, details.license)
        write(.code, details.code)
        write(.project, details.project)
        write(.demo, details.demo)
        write(.video, details.video)
        write(.discussion, details.discussion)
        write(.volume, details.volume)
        write(.issue, details.issue)
        write(.pages, details.pages)
        write(.publisher, details.publisher)
        write(.submitter, details.submitter)
        write(.image, details.image?.path)
        write(.imageAlt, details.imageAlt)
        write(.notice, details.notice)
        write(.language, details.language)

        write(.models, details.models)
        write(.datasets, details.datasets)
        write(.aliases, details.aliases.map(\.path))
        write(details.assets)

        write(.authorCount, entry.authorCount)
        write(.comments, entry.comments)
        write(.stars, entry.stars)
        write(.published, details.published?.number)
        write(.updated, details.updated)
        write(.noticeDate, details.noticeDate)
        write(.expires, entry.expires)

        write(entry.keyRanges)
        write(.macros, details.macros)
        write(.extra, details.extra)
    }

    private mutating func write(_ ranges: KeyRanges) {
        guard ranges != KeyRanges() else { return }
        write(.keyRanges) { writer in
            for key in UniqueKey.allCases {
                // No value is empty, so an empty range is none.
                writer.append(ranges[key] ?? 0..<0)
            }
        }
    }

    private mutating func write(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        write(.diagnostics) { $0.append(diagnostics) }
    }
}

extension EntryValues {
    fileprivate var recordHeader: RecordWriter.Header {
        var header = RecordWriter.Header()
        header.day = day
        header.moment = moment
        header.upvotes = upvotes
        header.status = status
        header.type = details.type
        header.flags = isDraft ? [.isWhole, .isDraft] : .isWhole
        header.fingerprint = fingerprint
        header.uniqueKeys = uniqueKeys.map { $0.map { Fingerprint.of($0) } }
        return header
    }

    /// Of all that it says.
    private var fingerprint: Fingerprint {
        // The file says all of it, but for its own name and the files beside it.
        var fingerprint = Fingerprint.of(source.path)
        fingerprint.add(source.fingerprint)
        for asset in details.assets { fingerprint.add(asset.route.path) }
        return fingerprint
    }
}

extension Record {
    /// From when on it is no longer listed.
    var expires: Day? { day(.expires) }

    /// Who published it, as written: name, handle and address.
    var organization: RecordTexts? { list(.organization).first.map { RecordTexts($0) } }

    /// Where the value of a key stands in the file.
    func range(of key: UniqueKey) -> ByteRange? {
        guard let ranges = data(.keyRanges) else { return nil }
        var reader = ByteReader(ranges)
        for _ in 0..<key.rawValue { _ = reader.range() }
        let range = reader.range()
        return range.isEmpty ? nil : range
    }

    /// The value of a key, in the form that is compared.
    func value(of key: UniqueKey) -> String? {
        switch key {
        case .id: text(.id)
        case .arxiv: text(.arxiv)
        case .doi: text(.doi)?.lowercased().canonicallyComposed
        }
    }

    /// What there was to say of the entry when it was read.
    var diagnostics: [Diagnostic] {
        guard let data = data(.diagnostics) else { return [] }
        var reader = ByteReader(data)
        return reader.diagnostics()
    }
}
