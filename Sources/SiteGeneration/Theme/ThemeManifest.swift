import Diagnostics
import FileSystem
import Markup

/// What `theme.toml` declares: settings that `site.toml` may change under `[theme]`, and keys of entries' `extra` tables
/// that templates may use.
struct ThemeManifest: Sendable {
    /// The type of a declared value.
    enum ValueType: String, Sendable, CaseIterable { case text, number, flag, link }

    /// One declaration.
    struct Declaration: Sendable {
        var name: String
        var type: ValueType
        var summary: String
        var value: MetadataValue?
    }

    /// Of its file's bytes.
    var fingerprint = Fingerprint()
    var name = ""
    var settings: [Declaration] = []
    var extra: [Declaration] = []

    /// Reads `theme.toml`; a theme without one declares nothing.
    static func read(
        _ folder: Folder, named name: String
    ) throws(IOFailure) -> (manifest: ThemeManifest, diagnostics: [Diagnostic]) {
        guard try folder.status("theme.toml", followingLinks: true) != nil else { return (ThemeManifest(), []) }
        var bytes: [UInt8] = []
        try folder.read("theme.toml", into: &bytes, limit: 1_000_000)
        let file = SourceFile(path: "\(name)/theme.toml", bytes: bytes)
        if let problem = TextCheck.problem(in: file) { return (ThemeManifest(), [problem]) }
        let (table, problems) = TOMLReader.read(file, range: 0..<bytes.count)
        guard let table else { return (ThemeManifest(), problems) }

        var reader = TableReader(table, in: file, name: "theme.toml", start: 0..<1)
        var manifest = ThemeManifest()
        manifest.fingerprint = .of(bytes)
        manifest.name = reader.text("name")?.value ?? ""
        for key in ["description", "license", "author", "homepage"] { _ = reader.text(key) }
        manifest.settings = declarations("settings", in: &reader, hasValues: true)
        manifest.extra = declarations("extra", in: &reader, hasValues: false)
        reader.finish()
        return (manifest, reader.diagnostics)
    }

    private static func declarations(
        _ key: String, in reader: inout TableReader, hasValues: Bool
    ) -> [Declaration] {
        guard let tables = reader.anyTable(key), case .table(let entries) = tables.content else { return [] }
        var declarations: [Declaration] = []
        for entry in entries {
            var inner = reader.reader(for: entry.value, name: "declaration of `\(entry.key)`")
            let type = inner.choice("type", as: ValueType.self)?.value ?? .text
            let summary = inner.text("summary")?.value ?? ""
            let value = hasValues ? inner.value("default") : nil
            reader.absorb(inner)
            declarations.append(Declaration(name: entry.key, type: type, summary: summary, value: value))
        }
        return declarations
    }

    /// The settings of a site: its values where it gives some, else the defaults.
    func settings(
        from values: MetadataValue?, in file: SourceFile?
    ) -> (settings: ThemeSettings, diagnostics: [Diagnostic]) {
        var result = ThemeSettings()
        for setting in settings {
            result.values[setting.name] = setting.value.flatMap { TypedValue($0, as: setting.type) }
        }
        guard let values, let file else { return (result, []) }
        var reader = TableReader(values, in: file, name: "theme")
        for setting in settings {
            guard let value = reader.value(setting.name) else { continue }
            if let typed = TypedValue(value, as: setting.type) {
                result.values[setting.name] = typed
            } else {
                reader.report(
                    .wrongType, .error, "the theme's setting `\(setting.name)` has to be a \(setting.type.rawValue)",
                    at: value.range)
            }
        }
        reader.finish()
        return (result, reader.diagnostics)
    }
}

/// A value as a declaration's type says.
enum TypedValue: Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case link(Link)

    /// The value, where what was written has the type.
    init?(_ value: MetadataValue, as type: ThemeManifest.ValueType) {
        guard case .scalar(let text, let quoted) = value.content else { return nil }
        switch type {
        case .text: self = .text(text)
        case .number:
            guard !quoted, let number = Int(text) else { return nil }
            self = .number(number)
        case .flag:
            guard !quoted, text == "true" || text == "false" else { return nil }
            self = .flag(text == "true")
        case .link:
            // Only addresses on the web: `extra` comes from strangers.
            guard let address = WebAddress.checked(text) else { return nil }
            self = .link(.address(address))
        }
    }
}

/// The values of a theme's settings on one site.
struct ThemeSettings: Sendable {
    var values: [String: TypedValue] = [:]
}
