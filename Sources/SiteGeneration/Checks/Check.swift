package import ArchiveModel
package import Diagnostics
package import FileSystem
import Markup
import Parallelism
import SearchIndex

/// Something that is looked at beyond what a build needs. To add one: a file with a value of this type in this folder, and
/// its line in ``all``; its diagnostics are warnings, whose level a site can change.
struct Check: Sendable {
    /// What it looks at.
    enum Subject: Sendable {
        /// A paper, one after the other.
        case paper(@Sendable (borrowing PaperUnderCheck) -> [Diagnostic])
        /// All that the site has.
        case site(@Sendable (SiteUnderCheck) -> [Diagnostic])
    }

    let subject: Subject

    /// A check of each paper.
    static func ofPapers(_ run: @escaping @Sendable (borrowing PaperUnderCheck) -> [Diagnostic]) -> Check {
        Check(subject: .paper(run))
    }

    /// A check of the whole site.
    static func ofSite(_ run: @escaping @Sendable (SiteUnderCheck) -> [Diagnostic]) -> Check {
        Check(subject: .site(run))
    }

    /// Every check.
    static let all: [Check] = [
        .missingAbstract, .shoutingTitle, .strayTeX, .futureDate, .undescribedImage, .deadLink, .similarPeople,
        .similarTags, .unlistedTags, .unusedTags, .hostLimits,
    ]
}

/// What checks see of a site.
package struct SiteUnderCheck: Sendable {
    let archive: Archive
    let configuration: SiteConfiguration
    let folder: Folder
    /// The day that now is.
    let today: Day
    /// How many files the site has.
    let fileCount: Int
    /// How many of each kind.
    let kinds: [(kind: String, count: Int)]
    /// Of the names of the site's files, where they are known.
    private let files: Set<Fingerprint>?
    /// Where the value of a key stands in an entry's file.
    private let locate: @Sendable (String, EntryKey) -> SourceLocation

    /// Makes what checks see. The archive has every entry, drafts and those of other days too, and the plan is of all these;
    /// there is none where an error keeps the site from being planned.
    package init(
        _ archive: Archive, _ configuration: SiteConfiguration, folder: Folder, today: Day, plan: Plan?,
        locate: @escaping @Sendable (String, EntryKey) -> SourceLocation
    ) {
        self.archive = archive
        self.configuration = configuration
        self.folder = folder
        self.today = today
        self.locate = locate
        fileCount = plan?.count ?? 0
        kinds = plan?.countsByKind ?? []
        files = plan.map { Set($0.files) }
    }

    /// Whether the site has a file, or may have it.
    func has(_ file: String) -> Bool { files?.contains(.of(file)) ?? true }

    /// A warning at a key of a paper's entry.
    func warning(
        _ id: DiagnosticID, _ message: String, at key: EntryKey, of paper: Paper, notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        Diagnostic(id, .warning, message, at: locate(paper.path, key), notes: notes)
    }

    /// Runs every check.
    package func run(jobs: Int) throws(IOFailure) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var paperChecks: [@Sendable (borrowing PaperUnderCheck) -> [Diagnostic]] = []
        for check in Check.all {
            switch check.subject {
            case .site(let run): diagnostics += run(self)
            case .paper(let run): paperChecks.append(run)
            }
        }
        let texts = PaperTexts(folder: folder)
        let checks = paperChecks
        let found = Parallel.mapStretches(
            count: archive.papers.count, jobs: jobs, size: 256, state: { PaperChecker(texts) }
        ) {
            checker, places in Result { () throws(IOFailure) in try checker.run(checks, on: places, of: self) }
        }
        for stretch in found { diagnostics += try stretch.get() }
        return diagnostics
    }
}

/// A paper with its text, as checks see it.
struct PaperUnderCheck: ~Copyable {
    let site: SiteUnderCheck
    let paper: Paper
    /// Its text without markup.
    let text: String
    /// Its Markdown.
    let body: [UInt8]
    /// Where its links and pictures lead.
    let destinations: [MarkdownSummary.Destination]

    /// A warning at a key of its entry.
    func warning(
        _ id: DiagnosticID, _ message: String, at key: EntryKey, notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        site.warning(id, message, at: key, of: paper, notes: notes)
    }

    /// The commands that its formulas may use.
    var macros: MathMacros { paper.macros(beside: site.configuration.macros) }

    /// A part of an entry that is text.
    enum TextPlace {
        case body
        /// The value of a key, and the text that it is.
        case key(EntryKey, String)
    }

    /// A warning at bytes of its text, with what to write instead where that is certain.
    func warning(
        _ id: DiagnosticID, _ message: String, at range: Range<Int>, in place: TextPlace, repair: String?,
        notes: [Diagnostic.Note]
    ) -> Diagnostic {
        guard let file = entryFile else {
            return Diagnostic(id, .warning, message, at: .file(paper.path), notes: notes)
        }
        let start: Int
        switch place {
        case .body: start = paper.source.range.lowerBound
        case .key(let key, let text):
            let whole = site.warning(id, message, at: key, of: paper, notes: notes)
            // A value that is written with escapes has no bytes of its own for each of its text.
            guard let value = whole.location.flatMap({ file.place(of: text, at: $0) }) else { return whole }
            start = value
        }
        let there = start + range.lowerBound..<start + range.upperBound
        var diagnostic = Diagnostic(id, .warning, message, at: file.location(of: there), notes: notes)
        diagnostic.repair = repair.map {
            Diagnostic.Repair(there, from: String(decoding: file.bytes[there], as: UTF8.self), to: $0)
        }
        return diagnostic
    }

    /// Its file, read again; `nil` where it is gone meanwhile, and messages come without their line.
    private var entryFile: SourceFile? {
        var bytes: [UInt8] = []
        guard (try? site.folder.read(paper.source.path, into: &bytes)) != nil,
            paper.source.range.upperBound <= bytes.count
        else { return nil }
        return SourceFile(path: paper.source.path, bytes: bytes)
    }

    /// A warning at a link or a picture in its text.
    func warning(
        _ id: DiagnosticID, _ message: String, at destination: MarkdownSummary.Destination,
        notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        let source = paper.source
        guard let file = entryFile else {
            return Diagnostic(id, .warning, message, at: .file(source.path), notes: notes)
        }
        let line = file.location(at: source.range.lowerBound).line + destination.line - 1
        let place = SourceLocation(
            path: source.path, line: line, column: destination.column, length: 1, excerpt: file.line(line))
        return Diagnostic(id, .warning, message, at: place, notes: notes)
    }
}

extension SourceFile {
    /// Where a text begins that is the value at a place, perhaps in quotes; `nil` where it is written in another way.
    fileprivate func place(of text: String, at place: SourceLocation) -> Int? {
        var start = 0
        for _ in 1..<place.line {
            guard let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = newline + 1
        }
        start += place.column - 1
        let written = Array(text.utf8)
        return (start..<start + 2).first { $0 <= bytes.count && bytes[$0...].starts(with: written) }
    }
}

/// Checks papers, one after the other; each worker has one, since it owns the Markdown parser.
private struct PaperChecker: ~Copyable {
    private let texts: PaperTexts
    private var markdown = MarkdownRenderer()
    private var bytes: [UInt8] = []

    init(_ texts: PaperTexts) { self.texts = texts }

    mutating func run(
        _ checks: [@Sendable (borrowing PaperUnderCheck) -> [Diagnostic]], on places: Range<PaperIndex>,
        of site: SiteUnderCheck
    ) throws(IOFailure) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for place in places {
            let paper = site.archive.papers[place]
            try texts.read(paper, into: &bytes)
            let summary = markdown.inspect(bytes[...], excerptLimit: 40, macros: nil)
            let checked = PaperUnderCheck(
                site: site, paper: paper, text: summary.excerpt, body: bytes, destinations: summary.destinations)
            for check in checks { diagnostics += check(checked) }
        }
        return diagnostics
    }
}
