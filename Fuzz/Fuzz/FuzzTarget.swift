import ArchiveExchange
import ArchiveLoading
import ArchiveModel
import Diagnostics
import Markup
import SearchIndex

/// Something that reads bytes from strangers. To add one: a value in ``all``, and where `Fuzz/seeds` finds its seeds.
struct FuzzTarget: Sendable {
    /// What `script/fuzz` calls it.
    let name: String
    /// Reads an input; a crash, a hang and a failed check are findings.
    let run: @Sendable ([UInt8]) -> Void

    static let all: [FuzzTarget] =
        [
            FuzzTarget(name: "entry") { SiteInMemory.shared.load($0, as: "content/papers/fuzzed.md") },
            FuzzTarget(name: "site") { SiteInMemory.shared.load($0, as: "site.toml") },
            FuzzTarget(name: "tags") { SiteInMemory.shared.load($0, as: "content/tags.toml") },
            FuzzTarget(name: "cache") { SiteInMemory.shared.loadCache($0) },
            FuzzTarget(name: "markdown", run: markdown),
            FuzzTarget(name: "template", run: template),
            FuzzTarget(name: "math", run: math),
            FuzzTarget(name: "tex") { bytes in
                let text = TeXText(String(decoding: bytes, as: UTF8.self))
                _ = (text.line, text.markdown)
            },
            FuzzTarget(name: "query") { _ = PaperQuery(String(decoding: $0, as: UTF8.self)) },
        ]
        + Importer.all.map { importer in
            FuzzTarget(name: importer.id) { bytes in
                let imported = importer.read(SourceFile(path: "fuzzed", bytes: bytes))
                // An entry that is written is one that can be read.
                for record in imported.records {
                    // What has no title is refused when it is to be written, as an entry would be.
                    guard record.draft[.title] != nil else { continue }
                    let file = SourceFile(path: "new.md", bytes: EntryWriter.file(record.draft))
                    let table = FrontMatter.split(file).frontMatter?.table(in: file).table
                    precondition(table?["title"] != nil, "an entry can't be read back")
                }
            }
        }

    private static func markdown(_ bytes: [UInt8]) {
        var renderer = MarkdownRenderer()
        let html = renderer.html(bytes[...], options: MarkdownOptions(topHeading: 2, idPrefix: "x-"))
        MarkupCheck.check(html.bytes)
        _ = renderer.inspect(bytes[...], excerptLimit: 280, macros: MathMacros.none)
    }

    private static func math(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { tex in
            guard let formula = try? Formula(tex) else { return }  // What can't be read is shown as it is.
            var buffer = ByteBuffer()
            formula.write(isDisplay: tex.count % 2 == 0, into: &buffer)
            if !formula.writeText(canLink: true, into: &buffer) { buffer.append(escaping: formula.text) }
            MarkupCheck.check(buffer.bytes)
        }
    }

    private struct View: TemplateView {
        var title = "<script>alert(1)</script>"
        var names = ["\"'><", "b"]

        static let schema = TemplateSchema<View>(
            "page", "A page.",
            [
                .text("title", "Its title.") { $0.title },
                .texts("names", "Names.") { $0.names },
                .link("link", "A link.") { _ in .address("https://example.org/?a=1&b=2") },
                .number("count", "A number.") { $0.names.count },
            ])
    }

    private static func template(_ bytes: [UInt8]) {
        let library = TemplateLibrary([
            TemplateSource(name: "fuzzed", file: SourceFile(path: "fuzzed.html", bytes: bytes)),
            TemplateSource(name: "part", file: SourceFile(path: "part.html", bytes: Array("<p>{{title}}</p>".utf8))),
        ])
        let (template, _) = library.compile("fuzzed", for: View.schema)
        guard let template else { return }
        var (renderer, buffer) = (TemplateRenderer(), ByteBuffer())
        renderer.render(template, View(), links: .rooted(basePath: "/"), into: &buffer)
    }
}
