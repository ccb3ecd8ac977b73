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

    init(offset: @escaping UTCOffset) { self.offset = offset }

    /// The entry that a file is, together with the files beside it; `fingerprint` is of its bytes.
    mutating func parse(
        _ file: SourceFile, fingerprint: Fingerprint, of content: OwnedContent,
        assets files: [(ContentFile, Result<Checksum, IOFailure>)]
    ) -> (entry: EntryValues?, diagnostics: [Diagnostic]) {
        let loaded = ContentText.of(file, fingerprint: fingerprint)
        guard let text = loaded.value else { return (nil, loaded.diagnostics) }

        var keys = EntryKeys(text.table, in: text.file, fence: text.fence, offset: offset)
        let id = keys.id(defaultName: content.name)
        let (assets, problems) = AssetReader.place(
            files, folder: content.file.folder, route: Route("papers/\(id ?? "")/"))
        let summary = markdown.inspect(text.file.bytes[text.body], excerptLimit: Self.excerptLength)
        let entry = keys.entry(id: id, assets: assets, source: text.source, excerpt: summary.excerpt)
        let missing = MissingAssets.diagnostics(summary.destinations, body: text.body, in: text.file, assets: assets)
        return (entry, keys.diagnostics + problems + missing)
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
