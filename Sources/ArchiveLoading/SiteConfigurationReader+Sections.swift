import ArchiveModel
import Diagnostics
import Markup

// The tables of `site.toml`, one function each.

extension SiteConfigurationReader {
    static func readSite(
        _ keys: inout CheckedKeys, into site: inout SiteConfiguration.Site, knowsTimeZone: (String) -> Bool
    ) {
        site.title = keys.line("title", limit: 200, isRequired: true) ?? ""
        site.description = keys.line("description", limit: 1_000)
        if let url = keys.reader.text("url") {
            if let address = WebAddress.checked(url.value), !address.contains("?"), !address.contains("#") {
                site.url = address.hasSuffix("/") ? address : address + "/"
            } else {
                keys.reader.report(
                    .invalidAddress, .error,
                    "`url` has to be the address of the site's first page, such as https://example.org/papers/",
                    at: url.range)
            }
        }
        if let language = keys.identifier("language", ValueChecks.language, form: "en or pt-BR").value {
            site.language = language
        }
        if let zone = keys.reader.text("time_zone") {
            site.timeZone = zone.value
            if !knowsTimeZone(zone.value) {
                keys.reader.report(
                    .invalidValue, .error, "there is no time zone `\(zone.value)`", at: zone.range,
                    notes: [.init("it is a name such as UTC or Europe/Paris")])
            }
        }
        if let theme = keys.reader.text("theme") {
            site.theme = theme.value
            if Identifier.id(theme.value) == nil {
                keys.reader.report(
                    .invalidValue, .error, "`theme` has to be the name of a folder in themes/", at: theme.range)
            }
        }
        if let table = keys.reader.table("author", name: "table [site.author]") {
            var author = CheckedKeys(table)
            let name = author.line("name", limit: 200, isRequired: true)
            let email = author.identifier("email", ValueChecks.email, form: "editor@example.org").value
            let url = author.address("url")
            keys.reader.absorb(author.reader)
            site.author = name.map { SiteConfiguration.Author(name: $0, email: email, url: url) }
        }
        site.copyright = keys.line("copyright", limit: 1_000)
    }

    static func readImage(
        _ keys: inout CheckedKeys, into site: inout SiteConfiguration.Site, isFile: (String) -> Bool
    ) {
        site.imageAlt = keys.line("image_alt", limit: 1_000)
        guard let text = keys.reader.text("image") else { return }
        let name = text.value.hasPrefix("/") ? String(text.value.dropFirst()) : text.value
        guard !name.split(separator: "/").contains(".."), isFile("static/\(name)") else {
            keys.reader.report(
                .missingAsset, .error, "there is no file `static/\(name)`", at: text.range,
                notes: [.init("`image` names a file of the folder `static`")])
            return
        }
        site.image = Route(name)
    }

    static func readFeeds(_ keys: inout CheckedKeys, _ configuration: inout SiteConfiguration) {
        if let formats = keys.reader.choices("formats", as: SiteConfiguration.FeedFormat.self) {
            configuration.feeds.formats = formats
        }
        if let items = keys.reader.integer("items", in: 1...10_000) { configuration.feeds.items = items.value }
        if let scopes = keys.reader.choices("scopes", as: SiteConfiguration.FeedScope.self) {
            configuration.feeds.scopes = Set(scopes)
        }
        if let scopes = keys.reader.choices("archive", as: SiteConfiguration.FeedScope.self) {
            configuration.feeds.archive = Set(scopes)
        }
        if let content = keys.reader.choice("content", as: SiteConfiguration.FeedContent.self) {
            configuration.feeds.content = content.value
        }
        configuration.feeds.hub = keys.address("hub")
        configuration.feeds.custom = savedSearches(&keys)
    }

    private static func savedSearches(_ keys: inout CheckedKeys) -> [SiteConfiguration.SavedSearch] {
        guard let value = keys.reader.value("custom") else { return [] }
        guard case .list(let items) = value.content else {
            keys.reader.report(
                .wrongType, .error, "`custom` has to be a list of tables", at: value.range,
                notes: [.init("write each under a line [[feeds.custom]]")])
            return []
        }
        var searches: [SiteConfiguration.SavedSearch] = []
        for item in items {
            guard case .table = item.content else {
                keys.reader.report(.wrongType, .error, "a saved search has to be a table", at: item.range)
                continue
            }
            var own = CheckedKeys(keys.reader.reader(for: item, name: "saved search"))
            let name = own.reader.requiredText("name")
            let title = own.line("title", limit: 200)
            let query = own.line("query", limit: 500, isRequired: true)
            keys.reader.absorb(own.reader)
            guard let name, let query else { continue }
            if Slug.of(name.value) != name.value {
                keys.reader.report(
                    .invalidValue, .error, "`\(name.value)` can't be a part of an address", at: name.range,
                    notes: [.init("write it as `\(Slug.of(name.value))`")])
            } else if searches.contains(where: { $0.name == name.value }) {
                keys.reader.report(
                    .invalidValue, .error, "there is a saved search `\(name.value)` already", at: name.range)
            } else {
                searches.append(.init(name: name.value, title: title ?? name.value, query: query))
            }
        }
        return searches
    }

    static func readSearch(_ keys: inout CheckedKeys, _ configuration: inout SiteConfiguration) {
        if let enabled = keys.reader.flag("enabled") { configuration.search.enabled = enabled.value }
        if let files = keys.reader.integer("files", in: SiteConfiguration.Search.fewestFiles...1_000_000) {
            configuration.search.files = files.value
        }
        if let pagefind = keys.reader.flag("pagefind") { configuration.search.pagefind = pagefind.value }
        let engine = keys.address("engine")
        let field = keys.line("engine_field", limit: 100)
        let siteField = keys.line("engine_site_field", limit: 100)
        configuration.search.engine = engine.map {
            SiteConfiguration.SearchEngine(action: $0, field: field ?? "q", siteField: siteField)
        }
        let endpoint = keys.address("endpoint")
        let kind = keys.reader.choice("endpoint_kind", as: SiteConfiguration.SearchServer.Kind.self)
        let index = keys.line("endpoint_index", limit: 200)
        let key = keys.line("endpoint_key", limit: 500)
        guard let endpoint else { return }
        guard let kind else { return keys.reader.reportMissing("endpoint_kind") }
        configuration.search.server = SiteConfiguration.SearchServer(
            kind: kind.value, address: endpoint, index: index ?? "papers", key: key)
    }

    static func readSubscribe(_ keys: inout CheckedKeys, _ configuration: inout SiteConfiguration) {
        let action = keys.address("action")
        let field = keys.line("field", limit: 100)
        let method = keys.reader.choice("method", as: SiteConfiguration.SubscribeMethod.self)
        let note = keys.line("note", limit: 1_000)
        guard let action else { return }
        var subscribe = SiteConfiguration.Subscribe(action: action)
        if let field { subscribe.field = field }
        if let method { subscribe.method = method.value }
        subscribe.note = note
        configuration.subscribe = subscribe
    }

    static func readDigest(_ keys: inout CheckedKeys, _ configuration: inout SiteConfiguration) {
        var digest = SiteConfiguration.Digest()
        let form = "papers@example.org"
        digest.from = keys.identifier("from", ValueChecks.email, form: form).value
        digest.to = keys.identifier("to", ValueChecks.email, form: form).value
        digest.replyTo = keys.identifier("reply_to", ValueChecks.email, form: form).value
        digest.listID = keys.identifier("list_id", ValueChecks.host, form: "daily.example.org").value
        digest.unsubscribe =
            keys.identifier(
                "unsubscribe", ValueChecks.wayOut, form: "https://example.org/leave or mailto:leave@example.org"
            ).value
        if let oneClick = keys.reader.flag("one_click") { digest.oneClick = oneClick.value }
        if let papers = keys.reader.integer("papers", in: 1...1_000) { digest.papers = papers.value }
        configuration.digest = digest
    }

    static func readEdit(_ keys: inout CheckedKeys, _ configuration: inout SiteConfiguration) {
        let repository = keys.address("repository")
        let branch = keys.line("branch", limit: 200)
        guard let repository else { return }
        var edit = SiteConfiguration.Edit(
            repository: repository.hasSuffix("/") ? String(repository.dropLast()) : repository)
        if let branch { edit.branch = branch }
        configuration.edit = edit
    }

    static func readTaxonomies(_ keys: inout CheckedKeys, _ configuration: inout SiteConfiguration) {
        for taxonomy in SiteConfiguration.Taxonomy.allCases {
            if let enabled = keys.reader.flag(taxonomy.rawValue), !enabled.value {
                configuration.taxonomies.remove(taxonomy)
            }
        }
    }
}
