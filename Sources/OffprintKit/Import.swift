package import ArchiveExchange
import ArchiveLoading
package import ArchiveModel
package import Diagnostics
package import FileSystem
import Markup
import Parallelism

/// `offprint import`: papers of another format become entries.
package enum Import {
    /// What the command was asked for.
    package struct Options: Sendable {
        /// The format.
        package var importer: Importer
        /// The files to read: what they are called and their bytes.
        package var sources: [SourceFile]
        /// The day that features papers whose format says none.
        package var date: Date
        /// Tags that every new entry gets.
        package var tags: [String]
        /// Whether nothing is written.
        package var isDryRun: Bool
        /// Whether what the source says another way than an entry replaces that.
        package var replaces: Bool

        /// Which day features a paper.
        package enum Date: Sendable {
            /// The one that the format says, else today.
            case own
            /// The day it came out, the first where no more than the month or the year is known; else today.
            case published
            /// This one.
            case day(Day)
        }

        /// Makes options.
        package init(
            importer: Importer, sources: [SourceFile], date: Date, tags: [String], isDryRun: Bool, replaces: Bool
        ) {
            self.importer = importer
            self.sources = sources
            self.date = date
            self.tags = tags
            self.isDryRun = isDryRun
            self.replaces = replaces
        }
    }

    /// What came of it; `summary` is `nil` where the site's own files have errors, and nothing was done.
    package struct Result: Sendable {
        /// For people: how many entries are new, updated, unchanged, refused, and which.
        package var summary: String?
        /// Everything there is to say.
        package var diagnostics: [Diagnostic]
        /// Whether something could not be taken.
        package var hasRefused: Bool
    }

    /// Imports.
    package static func run(_ options: Options, into site: SiteArchive.Options) throws(IOFailure) -> Result {
        let (tree, problems) = try EntryTree.open(site)
        guard let tree else { return Result(summary: nil, diagnostics: problems, hasRefused: false) }
        var files = EntryFiles(
            site: tree.folder, zone: tree.zone, macros: tree.macros, known: tree.known, takesChanges: options.replaces,
            idsAreLasting: options.importer.idsAreLasting)
        var report = ImportReport()
        var diagnostics: [Diagnostic] = []
        for source in options.sources {
            let imported = options.importer.read(source)
            diagnostics += imported.diagnostics
            report.refused += imported.diagnostics.count { $0.severity == .error }
            for record in imported.records {
                var draft = record.draft
                draft.setDate(options.date, today: tree.today)
                if !options.tags.isEmpty {
                    let own = draft[.tags]?.list?.compactMap(\.text) ?? []
                    draft.set(.tags, list: own + options.tags.filter { !own.contains($0) })
                }
                report.add(try files.take(draft, at: record.place))
            }
        }
        if !options.isDryRun { try files.write() }
        return Result(
            summary: report.text(isDryRun: options.isDryRun), diagnostics: diagnostics + files.diagnostics,
            hasRefused: report.refused > 0)
    }
}

extension EntryDraft {
    /// Says the day that features the paper.
    mutating func setDate(_ date: Import.Options.Date, today: Day) {
        switch date {
        case .day(let day): set(.date, day: day)
        case .own: if self[.date] == nil { set(.date, day: today) }
        case .published:
            let published = text(.published).flatMap { Day($0) ?? PartialDate(incomplete: $0)?.first }
            set(.date, day: published ?? today)
        }
    }
}

/// A site's folder with the papers that are there already.
struct EntryTree {
    let folder: Folder
    let zone: SiteTimeZone
    let macros: MathMacros
    let today: Day
    let known: KnownPapers

    /// Opens a site's folder: `nil` where its files have errors.
    static func open(_ options: SiteArchive.Options) throws(IOFailure) -> (tree: EntryTree?, diagnostics: [Diagnostic])
    {
        let folder = try Folder.open(options.site)
        let ((read, zone), problems) = SiteSettings.read(folder)
        guard let configuration = read, !problems.hasErrors else { return (nil, problems) }
        let (tree, treeProblems) = try ContentTree.scan(folder, jobs: options.jobs)
        let today = options.asOf.day(in: zone)
        let loading = ArchiveLoader.Options(
            asOf: today, drafts: true, jobs: options.jobs, offset: zone.offset, macros: configuration.macros,
            cache: options.cache?.open()?.entries(configuration),
            startedAt: options.startedAt, progress: ProgressCounter())
        let (known, entryProblems) = KnownPapers.load(tree, in: folder, options: loading)
        let errors = (treeProblems + entryProblems).filter { $0.severity == .error }
        guard errors.isEmpty else { return (nil, errors.sorted()) }
        return (EntryTree(folder: folder, zone: zone, macros: configuration.macros, today: today, known: known), [])
    }
}

/// Counts what becomes of papers.
struct ImportReport {
    private var new: [String] = []
    private var updated: [(path: String, keys: [EntryKey])] = []
    private var unchanged = 0
    var refused = 0

    mutating func add(_ outcome: EntryFiles.Outcome) {
        switch outcome {
        case .new(let path): new.append(path)
        case .updated(let path, let keys): updated.append((path, keys))
        case .unchanged: unchanged += 1
        case .refused: refused += 1
        }
    }

    /// A line for each entry that is written, and one of counts.
    func text(isDryRun: Bool) -> String {
        let lines =
            new.map { "new      \($0)" }
            + updated.map { path, keys in
                "updated  \(path)" + (keys.isEmpty ? "" : " (\(keys.map(\.rawValue).joined(separator: ", ")))")
            }
        let counts = "\(new.count) new, \(updated.count) updated, \(unchanged) unchanged, \(refused) refused"
        return (lines + [counts + (isDryRun ? "; nothing is written" : "")]).joined(separator: "\n")
    }
}
