import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Reads `content/pages`.
struct PageParser: ~Copyable {
    private var files: TextFileReader
    private var markdown = MarkdownRenderer()
    private var assets: AssetReader

    private let macros: MathMacros

    init(site: Folder, macros: MathMacros) {
        self.macros = macros
        files = TextFileReader(site: site)
        assets = AssetReader(site: site)
    }

    /// Reads one page; drafts have no value.
    mutating func parse(_ content: OwnedContent, drafts: Bool) -> Loaded<ContentPage> {
        let loaded = files.readContent(content.file.path)
        guard let text = loaded.value else { return Loaded(value: nil, diagnostics: loaded.diagnostics) }

        var keys = CheckedKeys(TableReader(text.table, in: text.file, name: "page", start: text.fence))
        let title = keys.line("title", limit: 2_000, isRequired: true)
        let summary = keys.line("summary", limit: 1_000)
        let menu = keys.reader.integer("menu", in: 0...10_000)?.value
        let aliases = keys.sitePaths("aliases")
        let isDraft = keys.reader.flag("draft")?.value ?? false
        keys.reader.finish()
        guard let path = Self.path(of: content) else {
            let problem = Diagnostic(
                .unusableName, "the file's name can't be part of an address", at: .file(text.file.path),
                notes: [.init("use letters, digits and `-`")])
            return Loaded(value: nil, diagnostics: keys.diagnostics + [problem])
        }
        let (owned, problems) = AssetReader.place(
            content.assets.map { ($0, assets.checksum(of: $0)) }, folder: content.file.folder, route: Route(path + "/"))
        let inspected = markdown.inspect(
            text.file.bytes[text.body], excerptLimit: EntryParser.excerptLength, macros: macros)
        let missing = MissingAssets.diagnostics(
            inspected.destinations, body: text.body, in: text.file, assets: owned)
        let formulas = BadFormulas.diagnostics(inspected.formulas, body: text.body, in: text.file)
        let diagnostics = keys.diagnostics + problems + missing + formulas
        guard let title, !isDraft || drafts else { return Loaded(value: nil, diagnostics: diagnostics) }
        let page = ContentPage(
            path: path, title: title, summary: summary, excerpt: inspected.excerpt,
            source: text.source, menu: menu,
            aliases: aliases, assets: owned)
        return Loaded(value: page, diagnostics: diagnostics)
    }

    /// `help/citing` for `content/pages/help/citing.md`, and for `content/pages/help/citing/index.md`.
    private static func path(of content: OwnedContent) -> String? {
        let folder = content.file.folder.dropFirst("content/pages/".count)
        let isFolderPage = content.file.stem == "index" && !folder.isEmpty
        let path = isFolderPage ? String(folder.dropLast()) : "\(folder)\(content.file.stem)"
        let isUsable = path.split(separator: "/").allSatisfy { Identifier.id(String($0)) != nil }
        return isUsable ? path.canonicallyComposed : nil
    }
}
