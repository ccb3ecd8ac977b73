package import ArchiveModel
package import Diagnostics
package import FileSystem
import Markup

/// Reads `site.toml`.
package struct SiteConfigurationReader {
    private let file: SourceFile
    private var root: CheckedKeys
    private var configuration = SiteConfiguration()

    /// The configuration of a site; `knowsTimeZone` tells whether a name is one of the IANA's.
    package static func read(
        _ site: Folder, knowsTimeZone: (String) -> Bool
    ) -> (configuration: SiteConfiguration?, diagnostics: [Diagnostic]) {
        let name = "site.toml"
        do {
            guard try site.status(name, followingLinks: true) != nil else {
                return (
                    nil,
                    [
                        Diagnostic(
                            .missingConfiguration, "there is no site.toml here", at: .file(name),
                            notes: [.init("name the site's folder with --site")])
                    ]
                )
            }
        } catch {
            return (nil, [Diagnostic(.fileUnreadable, "the file can't be read: \(error.reason)", at: .file(name))])
        }
        var files = TextFileReader(site: site)
        let loaded = files.read(name)
        guard let file = loaded.value else { return (nil, loaded.diagnostics) }
        let (table, problems) = TOMLReader.read(file, range: 0..<file.bytes.count)
        guard let table else { return (nil, problems) }
        var reader = SiteConfigurationReader(file: file, table: table)
        reader.readAll(knowsTimeZone: knowsTimeZone) { path in
            // What can't be looked at is not there for readers either.
            (try? site.status(path, followingLinks: true))?.kind == .file
        }
        return (reader.configuration, reader.root.diagnostics)
    }

    private init(file: SourceFile, table: MetadataValue) {
        self.file = file
        root = CheckedKeys(TableReader(table, in: file, name: "site.toml", start: 0..<1))
        configuration.fingerprint = .of(file.bytes)
    }

    private mutating func readAll(knowsTimeZone: (String) -> Bool, isFile: (String) -> Bool) {
        section("site") { keys, configuration in
            keys.reader.otherNames = Self.otherNames
            Self.readSite(&keys, into: &configuration.site, knowsTimeZone: knowsTimeZone)
            Self.readImage(&keys, into: &configuration.site, isFile: isFile)
        }
        if configuration.site.title.isEmpty, root.diagnostics.isEmpty { root.reader.reportMissing("site.title") }
        section("listing") { keys, configuration in
            if let size = keys.reader.integer("page_size", in: 1...1_000) {
                configuration.listing.pageSize = size.value
            }
            if let order = keys.reader.choice("day_order", as: SiteConfiguration.DayOrder.self) {
                configuration.listing.dayOrder = order.value
            }
        }
        section("feeds", Self.readFeeds)
        section("search", Self.readSearch)
        section("export") { keys, configuration in
            if let day = keys.reader.choices("day", as: SiteConfiguration.DayExport.self) {
                configuration.export.day = day
            }
            if let form = keys.reader.choice("bibtex", as: SiteConfiguration.BibTeXExport.self) {
                configuration.export.bibTeX = form.value
            }
            if let tag = keys.reader.choices("tag", as: SiteConfiguration.CitationExport.self) {
                configuration.export.tag = tag
            }
            if let archive = keys.reader.choices("archive", as: SiteConfiguration.CitationExport.self) {
                configuration.export.archive = archive
            }
            if let manifest = keys.reader.flag("manifest") { configuration.export.manifest = manifest.value }
            if let markdown = keys.reader.flag("markdown") { configuration.export.markdown = markdown.value }
            if let paper = keys.reader.flag("paper") { configuration.export.paper = paper.value }
        }
        section("subscribe", Self.readSubscribe)
        section("digest", Self.readDigest)
        section("edit", Self.readEdit)
        section("taxonomies", Self.readTaxonomies)
        section("permalinks") { keys, configuration in
            if let style = keys.reader.choice("style", as: SiteConfiguration.PermalinkStyle.self) {
                configuration.permalinks = style.value
            }
        }
        section("math") { keys, configuration in
            if let macros = keys.macros("macros") { configuration.macros = MathMacros(ofSite: macros) }
        }
        readRedirects()
        configuration.themeSettings = root.reader.anyTable("theme")
        section("checks") { keys, configuration in
            for id in DiagnosticID.warnings {
                if let level = keys.reader.choice(id.rawValue, as: SiteConfiguration.CheckLevel.self) {
                    configuration.checks[id.rawValue] = level.value
                }
            }
        }
        section("limits") { keys, configuration in
            if let files = keys.reader.integer("files", in: 1...Int.max) { configuration.limits.files = files.value }
            if let bytes = keys.reader.integer("bytes", in: 1...Int.max) { configuration.limits.bytes = bytes.value }
            if let bytes = keys.reader.integer("file_bytes", in: 1...Int.max) {
                configuration.limits.fileBytes = bytes.value
            }
        }
        // Others have them at the top; `site.title` is one of `[site]`, where there is none yet.
        if root.reader.keyRange("site") == nil {
            root.reader.otherNames = ["title": "site.title", "description": "site.description", "url": "site.url"]
            for (name, key) in Self.otherNames { root.reader.otherNames[name] = "site.\(key)" }
        }
        root.reader.finish()
    }

    private mutating func section(
        _ name: String, _ read: (inout CheckedKeys, inout SiteConfiguration) -> Void
    ) {
        guard let table = root.reader.table(name, name: "table [\(name)]") else { return }
        var keys = CheckedKeys(table)
        read(&keys, &configuration)
        root.reader.absorb(keys.reader)
    }

    /// What keys of `[site]` are called elsewhere, or were called.
    private static let otherNames = [
        "baseURL": "url", "base_url": "url", "baseurl": "url", "root": "url", "languageCode": "language",
        "defaultContentLanguage": "language", "default_language": "language", "lang": "language", "locale": "language",
        "timeZone": "time_zone", "timezone": "time_zone", "name": "title", "subtitle": "description",
        "tagline": "description",
    ]

    // MARK: Redirects

    private mutating func readRedirects() {
        guard let value = root.reader.anyTable("redirects"), case .table(let entries) = value.content else { return }
        for entry in entries {
            guard let from = ValueChecks.sitePath(entry.key) else {
                root.reader.report(
                    .invalidAddress, .error, "`\(entry.key)` is no path within the site", at: entry.keyRange,
                    notes: [.init("write it as \"/old/\" = \"/new/\"")])
                continue
            }
            guard case .scalar(let target, _) = entry.value.content, let link = Self.link(target) else {
                root.reader.report(
                    .invalidAddress, .error, "a redirect leads to a path within the site or to an https:// address",
                    at: entry.value.range)
                continue
            }
            configuration.redirects.append(
                SiteConfiguration.Redirect(from: Route(from), to: link, place: file.location(of: entry.keyRange)))
        }
    }

    private static func link(_ target: String) -> Link? {
        if target == "/" { return .route(.home) }
        if let address = WebAddress.checked(target) { return .address(address) }
        return ValueChecks.sitePath(target).map { .route(Route($0)) }
    }
}
