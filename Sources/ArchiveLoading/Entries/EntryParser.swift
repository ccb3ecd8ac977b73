import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Makes entries out of files, one after the other; each worker has one, since it owns the Markdown parser.
struct EntryParser: ~Copyable {
    /// How much of a text stands for it in lists and descriptions, in characters.
    static let excerptLength = 280

    private var markdown = MarkdownRenderer()
    private let offset: UTCOffset
    private let macros: MathMacros

    init(offset: @escaping UTCOffset, macros: MathMacros) {
        self.offset = offset
        self.macros = macros
    }

    /// The entry that a file is, together with the files beside it; `fingerprint` is of its bytes.
    mutating func parse(
        _ file: SourceFile, fingerprint: Fingerprint, of content: OwnedContent,
        assets files: [(ContentFile, Result<Checksum, AssetRefusal>)]
    ) -> (entry: EntryValues?, diagnostics: [Diagnostic]) {
        let loaded = ContentText.of(file, fingerprint: fingerprint)
        guard let text = loaded.value else { return (nil, loaded.diagnostics) }

        var keys = EntryKeys(text.table, in: text.file, fence: text.fence, offset: offset)
        let id = keys.id(defaultName: content.name)
        let (assets, problems) = AssetReader.place(
            files, folder: content.file.folder, route: Route("papers/\(id ?? "")/"))
        let macros = macros.adding(keys.macros())
        let summary = markdown.inspect(
            text.file.bytes[text.body], excerptLimit: Self.excerptLength, macros: macros)
        let entry = keys.entry(
            id: id, assets: assets, source: text.source, excerpt: summary.excerpt, macros: macros)
        let formulas = BadFormulas.diagnostics(summary.formulas, body: text.body, in: text.file)
        let missing = MissingAssets.diagnostics(summary.destinations, body: text.body, in: text.file, assets: assets)
        return (entry, keys.diagnostics + problems + missing + formulas)
    }
}

/// Finds links and pictures in a text that name a file beside it which is not there.
enum MissingAssets {
    static func diagnostics(
        _ destinations: [MarkdownSummary.Destination], body: ByteRange, in file: SourceFile, assets: [Asset]
    ) -> [Diagnostic] {
        guard !destinations.isEmpty else { return [] }
        let bodyLine = file.location(at: body.lowerBound).line
        return destinations.compactMap { destination in
            guard let name = AssetReference.name(destination.text), !assets.contains(where: { $0.name == name }) else {
                return nil
            }
            let place = SourceLocation(
                path: file.path, line: bodyLine + destination.line - 1, column: destination.column, length: 1,
                excerpt: file.line(bodyLine + destination.line - 1))
            return Diagnostic(
                .missingAsset, .warning, "there is no file `\(name)` beside this one", at: place,
                notes: Nearest.match(name, among: assets.map(\.name)).map { [.init("did you mean `\($0)`?")] } ?? [])
        }
    }
}

/// Says where a text has formulas that can't be read.
enum BadFormulas {
    static func diagnostics(
        _ formulas: [MarkdownSummary.BadFormula], body: ByteRange, in file: SourceFile
    ) -> [Diagnostic] {
        // They come in the order of the text, so each is sought behind the one before.
        var start = body.lowerBound
        return formulas.map { formula in
            let source = Array(formula.source.utf8)
            let message = "a formula can't be read: \(formula.problem.message)"
            let notes = formula.problem.help.map { [Diagnostic.Note($0)] } ?? []
            guard let place = file.bytes[start..<body.upperBound].firstRange(of: source) else {
                // In a quote or a list, lines of a formula have more before them.
                let whole = body.lowerBound..<min(body.lowerBound + 1, body.upperBound)
                return Diagnostic(.unreadableFormula, .warning, message, at: file.location(of: whole), notes: notes)
            }
            start = place.upperBound
            let offset = min(place.lowerBound + formula.opening + formula.problem.offset, place.upperBound - 1)
            return Diagnostic(
                .unreadableFormula, .warning, message, at: file.location(of: offset..<offset + 1), notes: notes)
        }
    }
}
