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
        .similarTags,
        .hostLimits,
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
    var macros: MathMacros {
        paper.macroTable.map { site.configuration.macros.adding(MathMacros($0)) } ?? site.configuration.macros
    }

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
        var bytes: [UInt8] = []
        let source = paper.source
        // Where the file is gone meanwhile, the message comes without its line.
        guard (try? site.folder.read(source.path, into: &bytes)) != nil, source.range.upperBound <= bytes.count else {
            return Diagnostic(id, .warning, message, at: .file(source.path), notes: notes)
        }
        let file = SourceFile(path: source.path, bytes: bytes)
        var start: Int?
        switch place {
        case .body: start = source.range.lowerBound
        case .key(let key, let text):
            // A value that is written with escapes has no bytes of its own for each of its text.
            start = bytes[..<source.range.lowerBound].firstRange(of: Array(text.utf8))?.lowerBound
            guard start != nil else {
                return site.warning(id, message, at: key, of: paper, notes: notes)
            }
        }
        let there = (start ?? 0) + range.lowerBound..<(start ?? 0) + range.upperBound
        var diagnostic = Diagnostic(id, .warning, message, at: file.location(of: there), notes: notes)
        diagnostic.repair = repair.map {
            Diagnostic.Repair(there, from: String(decoding: bytes[there], as: UTF8.self), to: $0)
        }
        return diagnostic
    }

    /// A warning at a link or a picture in its text.
    func warning(
        _ id: DiagnosticID, _ message: String, at destination: MarkdownSummary.Destination,
        notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        var bytes: [UInt8] = []
        let source = paper.source
        // Where the file is gone meanwhile, the message comes without its line.
        guard (try? site.folder.read(source.path, into: &bytes)) != nil, source.range.lowerBound <= bytes.count else {
            return Diagnostic(id, .warning, message, at: .file(source.path), notes: notes)
        }
        let file = SourceFile(path: source.path, bytes: bytes)
        let line = file.location(at: source.range.lowerBound).line + destination.line - 1
        let place = SourceLocation(
            path: source.path, line: line, column: destination.column, length: 1, excerpt: file.line(line))
        return Diagnostic(id, .warning, message, at: place, notes: notes)
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
