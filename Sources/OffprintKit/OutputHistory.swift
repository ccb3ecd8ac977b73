import Diagnostics
import FileSystem
import Markup
import SiteGeneration

/// What a build knew of the files it made, kept so that the next one makes only those that would come out otherwise.
///
/// Of each output it says what made it (its template, its writer) and which pieces of the site that asked for; of each
/// piece, what it was. An output is made again where any of these is another now, or where its file is not the one that
/// was published. Everything here was noted by the build itself: nobody declares what depends on what.
struct OutputHistory: Sendable, Equatable {
    /// One output: numbers only, which its file holds as memory does.
    struct Record: Sendable, Equatable, BitwiseCopyable {
        /// Of its file's name.
        let file: Fingerprint
        private let makerOrZero: UInt64
        /// The file as it was published.
        let published: PublishedFile
        private var firstRead: UInt32
        private var endOfReads: UInt32

        init(file: Fingerprint, maker: Fingerprint?, published: PublishedFile, reads: Range<Int>) {
            self.file = file
            makerOrZero = maker?.value ?? 0
            self.published = published
            (firstRead, endOfReads) = (UInt32(reads.lowerBound), UInt32(reads.upperBound))
        }

        /// What made it; `nil` where nothing tells, so that it is always made.
        var maker: Fingerprint? { makerOrZero == 0 ? nil : Fingerprint(value: makerOrZero) }

        /// Which of `reads` are its own.
        var reads: Range<Int> {
            get { Int(firstRead)..<Int(endOfReads) }
            set { (firstRead, endOfReads) = (UInt32(newValue.lowerBound), UInt32(newValue.upperBound)) }
        }

        /// Whether it can be the one after an output whose reads end at `end`, where there are so many `reads`.
        func isValid(after end: Int, reads: Int) -> Bool {
            firstRead == end && endOfReads >= firstRead && endOfReads <= reads && published.size >= 0
        }
    }

    /// A file as it was published: size and time, and the number that no other file has.
    struct PublishedFile: Sendable, Hashable, BitwiseCopyable {
        let size: Int
        private let rest: Fingerprint

        init(size: Int, rest: Fingerprint) {
            self.size = size
            self.rest = rest
        }

        init(_ status: FileStatus) {
            var rest = Fingerprint()
            rest.add(status.modified)
            rest.add(status.identity.device)
            rest.add(status.identity.number)
            self.init(size: status.size, rest: rest)
        }
    }

    /// What the build as a whole was made from and came to.
    struct Build: Sendable, Equatable {
        /// What it was made from.
        var inputs: Fingerprint
        /// How many papers it published.
        var papers: Int
        /// How many days they have.
        var days: Int
        /// What there was to say of its entries and outputs.
        var diagnostics: [Diagnostic]
    }

    /// The build that made the outputs; `nil` where another one with the same inputs might make others.
    var build: Build?
    /// The pieces, by what lasts of them, and what each was.
    var keys: [Fingerprint] = []
    var pieces: [Fingerprint] = []
    /// The outputs in the order of their plan.
    var records: [Record] = []
    /// The places in `keys` of the pieces that outputs asked for, one output after the other.
    var reads: [UInt32] = []
    /// The checksums of the files, one after the other; none where the site has no manifest.
    var checksums: [UInt8] = []

    /// Nothing known.
    init() {}

    /// What came of a build of a site.
    init(_ outputs: [StagedStretch], of facts: SiteFacts) {
        keys = facts.keys
        pieces = facts.fingerprints
        records.reserveCapacity(outputs.reduce(0) { $0 + $1.records.count })
        reads.reserveCapacity(outputs.reduce(0) { $0 + $1.reads.count })
        for stretch in outputs {
            let start = reads.count
            reads += stretch.reads
            checksums += stretch.checksums
            for var record in stretch.records {
                record.reads = record.reads.lowerBound + start..<record.reads.upperBound + start
                records.append(record)
            }
        }
    }
}

/// An ``OutputHistory`` seen from a later build.
///
/// A class, which is passed on by counting one reference: to count those of all its lists for each output, on all threads
/// at once, took two fifths of the time of looking at 100,000 outputs.
final class EarlierOutputs: Sendable {
    private let history: OutputHistory
    private let places: FingerprintTable
    /// For each piece of the history, its place among those of now, where it is still the same.
    private let current: [Int32]

    /// Whether the files stand as they were published, by their places in the history: the first of them, as far as that
    /// was found out.
    private let standing: [Bool]

    /// Compares what was with what is.
    init(_ history: OutputHistory, now facts: SiteFacts, standing: [Bool]) {
        self.history = history
        self.standing = standing
        places = FingerprintTable(history.records.map(\.file))
        let now = FingerprintTable(facts.keys)
        current = history.keys.indices.map { place in
            guard let found = now[history.keys[place]], facts.fingerprints[found] == history.pieces[place] else {
                return -1
            }
            return Int32(found)
        }
    }

    /// What is known of the file of a name, and whether it stands as it was published, if that is known.
    subscript(file: Fingerprint) -> (record: OutputHistory.Record, place: Int, isStanding: Bool?)? {
        places[file].map { (history.records[$0], $0, standing.indices.contains($0) ? standing[$0] : nil) }
    }

    /// Appends the checksum of the file at a place of the history.
    func appendChecksum(of place: Int, to checksums: inout [UInt8]) {
        let start = place * SHA256.length
        checksums += history.checksums[start..<start + SHA256.length]
    }

    /// Appends the pieces that an output was made from, by their places now; false, with nothing appended, where one of
    /// them has changed.
    func appendReads(of record: OutputHistory.Record, to reads: inout [UInt32]) -> Bool {
        let start = reads.count
        for read in history.reads[record.reads] {
            let place = current[Int(read)]
            guard place >= 0 else {
                reads.removeSubrange(start...)
                return false
            }
            reads.append(UInt32(place))
        }
        return true
    }
}
