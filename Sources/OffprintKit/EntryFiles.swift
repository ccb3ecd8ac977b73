import ArchiveLoading
import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Brings papers into a content tree: writes an entry for each that is new, and brings those that are there up to date
/// without touching what their editors wrote.
struct EntryFiles {
    /// What becomes of a paper.
    enum Outcome {
        /// An entry of this name is written.
        case new(path: String)
        /// The entry gets some keys.
        case updated(path: String, keys: [EntryKey])
        /// The entry says all that already.
        case unchanged(path: String)
        /// It can't be an entry.
        case refused
    }

    private let site: Folder
    private let zone: SiteTimeZone
    private let macros: MathMacros
    private let takesChanges: Bool
    private let idsAreLasting: Bool
    private var known: KnownPapers
    private(set) var diagnostics: [Diagnostic] = []
    /// What is to be written: by path, with whether the file is there already.
    private var writes: [(path: String, bytes: [UInt8])] = []
    private var pending: [String: Int] = [:]

    /// `takesChanges` is whether what the source says another way than the entry replaces that, `idsAreLasting` whether its ids
    /// are this archive's.
    init(
        site: Folder, zone: SiteTimeZone, macros: MathMacros, known: KnownPapers, takesChanges: Bool = false,
        idsAreLasting: Bool = false
    ) {
        self.site = site
        self.zone = zone
        self.macros = macros
        self.known = known
        self.takesChanges = takesChanges
        self.idsAreLasting = idsAreLasting
    }

    /// The paper that a draft is of, where the tree has it.
    func match(_ draft: EntryDraft) -> KnownPapers.Match? {
        known.match(draft, idsAreLasting: idsAreLasting)
    }

    /// Takes a paper; nothing is written before ``write()``. `place` is where the draft comes from.
    mutating func take(_ draft: EntryDraft, at place: SourceLocation) throws(IOFailure) -> Outcome {
        if let match = match(draft) { return try update(match.path, draft, place) }
        var draft = draft
        if draft.text(.id).map(known.hasID) ?? true { draft.set(.id, text: name(for: draft)) }
        guard let id = draft.text(.id), accept(draft, place) else { return .refused }
        var path = Self.path(id, draft)
        if try isTaken(path) {
            path = path.replacing(".md", with: "-\(Checksum.of(draft.text(.title) ?? "").hex(6)).md")
        }
        // The file's name says it.
        if path.hasSuffix("/\(id).md") { draft[.id] = nil }
        put(path, EntryWriter.file(draft))
        draft.set(.id, text: id)
        known.add(draft, path: path)
        return .new(path: path)
    }

    /// Writes what was taken. Each file is whole at any moment.
    func write() throws(IOFailure) {
        for (path, bytes) in writes { try site.replace(path, with: bytes) }
    }

    private mutating func put(_ path: String, _ bytes: [UInt8]) {
        if let place = pending[path] {
            writes[place].bytes = bytes
        } else {
            pending[path] = writes.count
            writes.append((path, bytes))
        }
    }

    private func isTaken(_ path: String) throws(IOFailure) -> Bool {
        if pending[path] != nil { return true }
        return try site.status(path) != nil
    }

    // MARK: New entries

    /// Where an entry goes: `content/papers/2025/12/NAME.md`.
    static func path(_ id: String, _ draft: EntryDraft) -> String {
        let date = draft.text(.date) ?? ""
        return "content/papers/\(date.prefix(4))/\(date.dropFirst(5).prefix(2))/\(id).md"
    }

    /// The id of a paper that brings none: its arXiv number, else the beginning of its title.
    private func name(for draft: EntryDraft) -> String {
        var name = draft.text(.arxiv)?.replacing("/", with: "-") ?? Slug.of(draft.text(.title) ?? "")
        if name.utf8.count > 60 {
            let words = name.prefix(60).split(separator: "-")
            name = words.dropLast().isEmpty ? String(name.prefix(60)) : words.dropLast().joined(separator: "-")
        }
        if name.isEmpty { name = "paper" }
        guard known.hasID(name) else { return name }
        return "\(name)-\(Checksum.of(draft.text(.title) ?? "").hex(6))"
    }

    /// Whether a draft makes an entry; what is wrong with it is said at its place in the source.
    private mutating func accept(_ draft: EntryDraft, _ place: SourceLocation) -> Bool {
        let problems = draft.problems(offset: zone.offset, macros: macros)
        diagnostics += problems.map { problem in
            Diagnostic(problem.id, problem.severity, problem.message, at: place, notes: problem.notes)
        }
        return !problems.hasErrors
    }

    // MARK: Entries that are there

    /// Numbers that others count, which come anew each time.
    private static let counters: Set<EntryKey> = [.upvotes, .comments, .stars]
    /// What is the editor's alone.
    private static let editors: Set<EntryKey> = [
        .id, .date, .tags, .draft, .expires, .aliases, .submitter, .image, .imageAlt,
    ]

    private mutating func update(_ path: String, _ draft: EntryDraft, _ place: SourceLocation) throws(IOFailure)
        -> Outcome
    {
        var bytes: [UInt8] = []
        if let written = pending[path] { bytes = writes[written].bytes } else { try site.read(path, into: &bytes) }
        let file = SourceFile(path: path, bytes: bytes)
        guard let current = EntryDraft(file) else { return .refused }
        var changes: [(key: EntryKey, value: PlainValue)] = []
        for (key, value) in draft.fields where !Self.editors.contains(key) {
            guard let old = current[key], old != .null else {
                changes.append((key, value))
                continue
            }
            if old.saysSame(as: value) || Self.isSame(key, old, value) { continue }
            if Self.counters.contains(key) || takesChanges {
                changes.append((key, value))
            } else {
                report(key.rawValue, says: value, in: file, key)
            }
        }
        var text: String?
        if !draft.text.isEmpty, draft.text != current.text {
            if current.text.isEmpty || takesChanges {
                text = draft.text
            } else if !Self.isSame(draft.text, current.text) {
                diagnostics.append(
                    Diagnostic(
                        .changedElsewhere, .warning, "the source has another text", at: .file(path),
                        notes: [Self.advice]))
            }
        }
        if changes.isEmpty, text == nil { return .unchanged(path: path) }
        var checked = EntryDraft()
        checked.set(.title, text: current.text(.title))
        checked[.date] = current[.date]
        for (key, value) in changes { checked[key] = value }
        guard accept(checked, place) else { return .refused }
        guard let changed = EntryWriter.changed(file, changes, text: text) else {
            let names = changes.map { "`\($0.key.rawValue)`" }.joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    .changedElsewhere, .warning,
                    "the source has other values for \(names), which can't be written without touching comments or aliases",
                    at: .file(path)))
            return .unchanged(path: path)
        }
        put(path, changed)
        return .updated(path: path, keys: changes.map(\.key))
    }

    private static let advice = Diagnostic.Note("change the entry by hand, or let --replace take what the source says")

    private mutating func report(_ name: String, says value: PlainValue, in file: SourceFile, _ key: EntryKey) {
        let shown = value.text ?? value.list.map { "\($0.count) items" } ?? "another value"
        diagnostics.append(
            Diagnostic(
                .changedElsewhere, .warning, "the source has another `\(name)`: \(shown)",
                at: EntryWriter.place(of: key, in: file) ?? .file(file.path), notes: [Self.advice]))
    }

    /// Whether two values say the same of a paper though they are written another way.
    private static func isSame(_ key: EntryKey, _ old: PlainValue, _ new: PlainValue) -> Bool {
        switch key {
        case .authors:
            // Editors add ORCID iDs and affiliations; and names may be in parts.
            guard let old = old.list, let new = new.list else { return false }
            return old.map(name) == new.map(name)
        case .organization: return name(old) == name(new)
        case .models, .datasets:
            return Set((old.list ?? [old]).compactMap(\.text)) == Set((new.list ?? [new]).compactMap(\.text))
        default:
            guard let old = old.text, let new = new.text else { return false }
            return isSame(old, new)
        }
    }

    /// Whether two texts have the same words.
    private static func isSame(_ old: String, _ new: String) -> Bool {
        func words(_ text: String) -> [Substring] { text.canonicallyComposed.split(whereSeparator: \.isWhitespace) }
        return words(old) == words(new)
    }

    private static func name(_ author: PlainValue) -> String {
        if let name = author.text ?? author["name"]?.text { return name }
        return ["given", "family", "suffix"].compactMap { author[$0]?.text }.joined(separator: " ")
    }
}
