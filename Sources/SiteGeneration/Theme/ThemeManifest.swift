import Diagnostics
import FileSystem
import Markup

/// What `theme.toml` declares: settings that `site.toml` may change under `[theme]`, and keys of entries' `extra` tables
/// that templates may use.
struct ThemeManifest: Sendable {
    /// The type of a declared value.
    enum ValueType: String, Sendable, CaseIterable { case text, number, flag, link, color, links }

    /// One declaration.
    struct Declaration: Sendable {
        var name: String
        var type: ValueType
        var summary: String
        var value: MetadataValue?
        /// What a color is read on.
        var ground: HexColor?
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
            let named = inner.choice("type", as: ValueType.self)
            let type = named?.value ?? .text
            if let named, !hasValues, !ValueType.ofEntries.contains(type) {
                inner.report(
                    .invalidValue, .error, "keys of entries can't have the type `\(type.rawValue)`", at: named.range)
            }
            let summary = inner.text("summary")?.value ?? ""
            let ground = type == .color ? inner.text("ground") : nil
            if let ground, HexColor(ground.value) == nil {
                inner.report(.wrongType, .error, "`ground` has to be \(type.demand)", at: ground.range)
            }
            let value = hasValues ? inner.value("default") : nil
            reader.absorb(inner)
            declarations.append(
                Declaration(
                    name: entry.key, type: type, summary: summary, value: value,
                    ground: ground.flatMap { HexColor($0.value) }))
        }
        return declarations
    }

    /// The settings of a site: its values where it gives some, else the defaults.
    func settings(
        from values: MetadataValue?, in file: SourceFile?
    ) -> (settings: ThemeSettings, diagnostics: [Diagnostic]) {
        var result = ThemeSettings()
        for setting in settings {
            result.values[setting.name] = setting.value.flatMap { TypedValue(setting: $0, as: setting.type) }
        }
        guard let values, let file else { return (result, []) }
        var reader = TableReader(values, in: file, name: "theme")
        for setting in settings {
            guard let value = reader.value(setting.name) else { continue }
            if let typed = TypedValue(setting: value, as: setting.type) {
                result.values[setting.name] = typed
                if let problem = setting.lowContrast(typed) {
                    reader.report(.lowContrast, .warning, problem, at: value.range)
                }
            } else {
                reader.report(
                    .wrongType, .error, "the theme's setting `\(setting.name)` has to be \(setting.type.demand)",
                    at: value.range)
            }
        }
        reader.finish()
        return (result, reader.diagnostics)
    }
}

extension ThemeManifest.Declaration {
    /// What is wrong with a color that is hard to read on its ground.
    fileprivate func lowContrast(_ value: TypedValue) -> String? {
        guard let ground, case .text(let text) = value, let color = HexColor(text) else { return nil }
        let contrast = color.contrast(with: ground)
        guard contrast < HexColor.leastContrast else { return nil }
        // Rounded down: 4.49 is not enough.
        let shown = (contrast * 10).rounded(.down) / 10
        return
            "the contrast of this color with what it is read on is \(shown) to 1; text needs \(HexColor.leastContrast)"
    }
}

/// A value as a declaration's type says.
enum TypedValue: Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case link(Link)
    case links([MenuItem])

    /// The value of a setting, where what was written has the type. Settings come from who runs the site: their links may
    /// lead into it.
    init?(setting value: MetadataValue, as type: ThemeManifest.ValueType) {
        switch (type, value.content) {
        case (.link, .scalar(let text, _)):
            guard let link = Link(setting: text) else { return nil }
            self = .link(link)
        case (.color, .scalar(let text, _)):
            guard HexColor(text) != nil else { return nil }
            self = .text(text)
        case (.links, .list(let items)):
            var links: [MenuItem] = []
            for item in items {
                guard case .table(let entries) = item.content, entries.count == 2,
                    case .scalar(let title, _)? = item["title"]?.content,
                    case .scalar(let address, _)? = item["link"]?.content, let link = Link(setting: address)
                else { return nil }
                links.append(MenuItem(title: title, link: link))
            }
            self = .links(links)
        default: self.init(value, as: type)
        }
    }

    /// The value of an entry's `extra` key, where what was written has the type.
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
        case .color, .links: return nil
        }
    }
}

extension ThemeManifest.ValueType {
    /// What a value has to be.
    fileprivate var demand: String {
        switch self {
        case .text: "text"
        case .number: "a whole number, without quotes"
        case .flag: "true or false, without quotes"
        case .link: "an address that begins with https://, http:// or /"
        case .color: "a color such as \"#0d5c63\""
        case .links: "a list of tables with `title` and `link`, and nothing else"
        }
    }

    /// The types that keys of entries may have.
    static let ofEntries: [Self] = [.text, .number, .flag, .link]
}

extension Link {
    /// An address that a setting says: of the web, or from the site's first page on.
    fileprivate init?(setting text: String) {
        if text.hasPrefix("/"), !text.hasPrefix("//") {
            self = .route(Route(String(text.dropFirst())))
        } else if let address = WebAddress.checked(text) {
            self = .address(address)
        } else {
            return nil
        }
    }
}

/// The values of a theme's settings on one site.
struct ThemeSettings: Sendable {
    var values: [String: TypedValue] = [:]
}
