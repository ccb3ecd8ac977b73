import Foundation
import TestSupport

/// A site to which anything may happen between two builds.
final class ChangingSite {
    /// A folder with the site, what was published, and what builds keep.
    let folder: TemporaryFolder
    /// What builds are called with besides the folders.
    private(set) var options = ["--as-of", "2025-12-16"]

    private var random: SplitMix64
    private var entries: [String: RandomEntry] = [:]
    /// The settings of `site.toml` that differ from the first ones, by their line.
    private var settings: [String: String] = [:]
    private var saved: (entries: [String: RandomEntry], settings: [String: String], options: [String]) = ([:], [:], [])

    private static let theme = "site/themes/default"

    init(seed: UInt64) throws {
        random = SplitMix64(seed: seed)
        folder = try TemporaryFolder()
        let themes = URL(fileURLWithPath: #filePath).appending(path: "../../../../themes").standardizedFileURL.path
        try FileManager.default.createDirectory(atPath: folder("site"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: themes, toPath: folder("site/themes"))
        try writeSettings()
        for number in 0..<20 { try write(RandomEntry(&random), to: path(number)) }
        try folder.write("---\ntitle: About\nmenu: 1\n---\n\nAbout us.\n", to: "site/content/pages/about.md")
        try folder.write("A *busy* day.\n", to: "site/content/days/2025-12-15.md")
        try folder.write("example.org\n", to: "site/static/CNAME")
    }

    // MARK: Edits

    private typealias Edit = @Sendable (ChangingSite) throws -> String

    /// Each as often as it stands here.
    private static let edits: [Edit] = [
        { try $0.changeEntry() }, { try $0.changeEntry() }, { try $0.changeEntry() }, { try $0.changeEntry() },
        { try $0.changeEntry() }, { try $0.changeEntry() }, { try $0.changeEntry() }, { try $0.changeEntry() },
        { try $0.addEntry() }, { try $0.addEntry() }, { try $0.deleteEntry() }, { try $0.moveEntry() },
        { try $0.breakEntry() }, { try $0.editInSecret() }, { try $0.touch() }, { try $0.writeAgain() },
        { try $0.changeAsset() }, { try $0.changeAsset() }, { try $0.changeNote() }, { try $0.changePage() },
        { try $0.changeStatic() }, { try $0.changeTemplate() }, { try $0.changeTemplate() }, { try $0.changeStyle() },
        { try $0.changeSettings() }, { try $0.changeSettings() }, { $0.changeOptions() }, { try $0.tamper() },
        { try $0.damageCache() }, { try $0.changeLanguage() }, { try $0.changeTags() }, { try $0.changeTags() },
    ]

    /// Makes up to three edits; returns what they were.
    func edit() throws -> [String] {
        try (0...Int.random(in: 0...2, using: &random)).map { _ in try random.one(of: Self.edits)(self) }
    }

    // MARK: Entries

    private func path(_ number: Int) -> String { "\(random.one(of: ["a", "b/c", "b"]))/paper-\(number).md" }

    private func write(_ entry: RandomEntry, to path: String) throws {
        entries[path] = entry
        try folder.write(entry.text, to: "site/content/papers/\(path)")
    }

    private func anyEntry() -> String? { entries.isEmpty ? nil : random.one(of: entries.keys.sorted()) }

    private func changeEntry() throws -> String {
        guard let path = anyEntry(), var entry = entries[path] else { return try addEntry() }
        let key = entry.change(&random)
        try write(entry, to: path)
        return "the \(key) of \(path)"
    }

    private func addEntry() throws -> String {
        let path = path(Int.random(in: 20...99, using: &random))
        try write(RandomEntry(&random), to: path)
        return "\(path) is added"
    }

    private func deleteEntry() throws -> String {
        guard let path = anyEntry() else { return "nothing" }
        entries[path] = nil
        try remove("site/content/papers/\(path)")
        return "\(path) is deleted"
    }

    private func moveEntry() throws -> String {
        guard let path = anyEntry(), let entry = entries[path] else { return "nothing" }
        let target = self.path(Int.random(in: 0...99, using: &random))
        guard target != path else { return "nothing" }
        entries[path] = nil
        try remove("site/content/papers/\(target)")
        entries[target] = entry
        let parent = URL(fileURLWithPath: folder("site/content/papers/\(target)")).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            atPath: folder("site/content/papers/\(path)"), toPath: folder("site/content/papers/\(target)"))
        return "\(path) becomes \(target)"
    }

    private func breakEntry() throws -> String {
        guard let path = anyEntry(), let entry = entries[path] else { return "nothing" }
        let slip = random.one(of: ["date: 2025-13-01\n", "tags: [a\n", "arxiv: what\n", "title: again\ntitle: again\n"])
        let text = entry.text.replacing("---\n", with: "---\n\(slip)", maxReplacements: 1)
        try folder.write(text, to: "site/content/papers/\(path)")
        return "\(path) is broken"
    }

    /// Changes one letter of a text, and sets the file's time back as if nothing had been.
    private func editInSecret() throws -> String {
        guard let path = anyEntry().map({ "site/content/papers/\($0)" }) else { return "nothing" }
        var status = stat()
        guard stat(folder(path), &status) == 0 else { return "nothing" }
        let text = try folder.text(path)
        let letter = random.one(of: ["a", "d", "g", "m", "o", "x"])
        try folder.write(text.replacing(" \(letter)", with: " z").replacing("more", with: "mode"), to: path)
        #if canImport(Darwin)
        let times = [status.st_atimespec, status.st_mtimespec]
        #else
        let times = [status.st_atim, status.st_mtim]
        #endif
        // To the nanosecond: the time of its last change alone tells.
        return utimensat(AT_FDCWD, folder(path), times, 0) == 0 ? "\(path) is edited in secret" : "\(path) is edited"
    }

    private func touch() throws -> String {
        guard let path = anyEntry() else { return "nothing" }
        try setModified(Date(timeIntervalSince1970: 1_700_000_000), of: "site/content/papers/\(path)")
        return "\(path) is touched"
    }

    /// Replaces files by equal ones, as another checkout does.
    private func writeAgain() throws -> String {
        for path in random.some(of: entries.keys.sorted(), upTo: 8) {
            let text = try folder.text("site/content/papers/\(path)")
            try remove("site/content/papers/\(path)")
            try folder.write(text, to: "site/content/papers/\(path)")
        }
        return "files are written again"
    }

    // MARK: Other content

    /// Lists other tags than before, or none at all.
    private func changeTags() throws -> String {
        guard Int.random(in: 0...3, using: &random) > 0 else {
            try remove("site/content/tags.toml")
            return "there is no list of tags"
        }
        var list = "[science]\ntitle = \"\(random.one(of: ["Science", "All of science"]))\"\n"
        for tag in random.some(of: ["vision", "language", "theory", "robotics"], upTo: 4) {
            list += "[\(tag)]\ndescription = \"On \(random.one(of: ["this", "$x^2$"]))\"\n"
            if Bool.random(using: &random) { list += "parents = [\"science\"]\n" }
            if Bool.random(using: &random) { list += "synonyms = [\"of \(tag)\", \"c-\(tag)\"]\n" }
        }
        try folder.write(list, to: "site/content/tags.toml")
        return "tags are listed"
    }

    private func changeAsset() throws -> String {
        // Rather one that there is already, which the entry may not speak of.
        let places = try FileManager.default.subpathsOfDirectory(atPath: folder("site/content/papers"))
        let known = places.filter { $0.hasSuffix("-figure.svg") }.map { $0.replacing("-figure.svg", with: ".md") }
            .filter { entries[$0] != nil }.sorted()
        let chosen = known.isEmpty || random.isOne(in: 3) ? anyEntry() : random.one(of: known)
        guard let path = chosen, var entry = entries[path] else { return "nothing" }
        let name = "\(path.split(separator: "/").last?.dropLast(3) ?? "")-figure.svg"
        let place = "site/content/papers/\(path.dropLast(3))-figure.svg"
        if random.isOne(in: 4) {
            try remove(place)
            return "\(place) is deleted"
        }
        try folder.write("<svg>\(Int.random(in: 0...3, using: &random))</svg>", to: place)
        if random.isOne(in: 2) {
            entry.show(name)
            try write(entry, to: path)
        }
        return "\(place) is written"
    }

    private func changeNote() throws -> String {
        let place = "site/content/days/\(random.one(of: RandomEntry.days).prefix(10)).md"
        return try writeOrRemove("Note \(Int.random(in: 0...9, using: &random)).\n", place)
    }

    private func changePage() throws -> String {
        let place = "site/content/pages/\(random.one(of: ["about", "help/citing", "help/index"])).md"
        let menu = random.one(of: ["", "menu: 2\n", "menu: 1\n", "aliases: [/info/]\n"])
        return try writeOrRemove(
            "---\ntitle: Page \(Int.random(in: 0...9, using: &random))\n\(menu)---\n\nText.\n", place)
    }

    private func changeStatic() throws -> String {
        let place = "site/static/\(random.one(of: ["CNAME", "robots.txt", "files/a.txt"]))"
        return try writeOrRemove("\(Int.random(in: 0...9, using: &random))\n", place)
    }

    // MARK: Theme and settings

    private func changeTemplate() throws -> String {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder("\(Self.theme)/templates"))
            .filter { $0.hasSuffix(".mustache") }.sorted()
        let name = random.one(of: names)
        if random.isOne(in: 4) {
            // The site's own in place of the theme's, or no longer.
            let text = try folder.text("\(Self.theme)/templates/\(name)")
            return try writeOrRemove(text + "<!-- own -->\n", "site/theme/templates/\(name)")
        }
        let place = "\(Self.theme)/templates/\(name)"
        let marked = try folder.text(place).split(separator: "<!--")[0]
        try folder.write("\(marked)<!-- \(Int.random(in: 0...9, using: &random)) -->\n", to: place)
        return "the template \(name)"
    }

    private func changeStyle() throws -> String {
        let place = "\(Self.theme)/assets/\(random.one(of: ["style.css.mustache", "favicon.svg"]))"
        try folder.write(try folder.text(place) + random.one(of: [" ", "\n", "/**/"]), to: place)
        return place
    }

    private func changeLanguage() throws -> String {
        let number = Int.random(in: 0...9, using: &random)
        let text = random.one(of: [
            "[words]\narchive = \"Archive \(number)\"\nretracted = \"void \(number)\"\n",
            "[dates]\nshort_with_year = \"{day} {short_month} {year} \(number)\"\n",
            "[text]\npapers_count = \"{count} of \(number)\"\n",
        ])
        return try writeOrRemove(text, "site/theme/i18n/\(random.one(of: ["en", "de"])).toml")
    }

    private static let settings: [(String, [String])] = [
        ("site.title", ["\"Archive\"", "\"An <archive>\""]), ("site.language", ["\"en\"", "\"de\""]),
        ("site.url", ["\"https://example.org/papers/\"", "\"https://example.org/\""]),
        ("site.time_zone", ["\"UTC\"", "\"Europe/Paris\"", "\"Pacific/Auckland\""]),
        ("listing.page_size", ["2", "3", "50"]),
        ("listing.day_order", ["\"upvotes\"", "\"date\"", "\"title\"", "\"file\""]),
        ("feeds.items", ["2", "5", "50"]), ("feeds.content", ["\"full\"", "\"summary\""]),
        ("feeds.scopes", ["[\"site\"]", "[\"site\", \"tags\", \"authors\", \"days\", \"venues\"]"]),
        (
            "feeds.custom",
            ["[]", "[{name = \"x\", query = \"tag:vision\"}, {name = \"y\", title = \"Y\", query = \"more -tag:c\"}]"]
        ), ("feeds.archive", ["[]", "[\"site\", \"tags\"]"]),
        ("feeds.formats", ["[\"rss\"]", "[\"rss\", \"atom\", \"json\"]"]),
        ("taxonomies.authors", ["true", "false"]), ("taxonomies.venues", ["true", "false"]),
        ("export.tag", ["[]", "[\"bib\", \"ris\"]"]), ("export.archive", ["[]", "[\"csl.json\"]"]),
        ("export.bibtex", ["\"unicode\"", "\"ascii\""]), ("export.markdown", ["true", "false"]),
        ("permalinks.style", ["\"directory\"", "\"file\""]),
        ("redirects.\"/latest/\"", ["\"/\"", "\"/about/\""]),
        ("edit.repository", ["\"https://example.org/a/b\"", "\"https://example.org/c/d\""]),
        ("theme.footer", ["\"\"", "\"The end\""]), ("theme.excerpts", ["true", "false"]),
        ("theme.accent", ["\"#123456\"", "\"#654321\""]), ("theme.offline", ["true", "false"]),
    ]

    private func changeSettings() throws -> String {
        let (name, values) = random.one(of: Self.settings)
        settings[name] = random.one(of: values)
        try writeSettings()
        return "\(name) = \(settings[name] ?? "")"
    }

    private func writeSettings() throws {
        var all = settings
        all["site.title"] = all["site.title"] ?? "\"Archive\""
        all["site.url"] = all["site.url"] ?? "\"https://example.org/papers/\""
        all["export.tag"] = all["export.tag"] ?? "[\"bib\"]"
        all["export.markdown"] = all["export.markdown"] ?? "true"
        all["export.archive"] = all["export.archive"] ?? "[\"bib\", \"csl.json\"]"
        let lines = all.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }
        try folder.write(lines.joined(), to: "site/site.toml")
    }

    private func changeOptions() -> String {
        options = ["--as-of", random.one(of: ["2025-12-15", "2025-12-16", "2025-12-16", "2025-12-20"])]
        if random.isOne(in: 4) { options.append("--drafts") }
        if random.isOne(in: 6) { options.append("--relative") }
        if random.isOne(in: 4) { options += ["--jobs", "1"] }
        return options.joined(separator: " ")
    }

    // MARK: What builds left

    private func tamper() throws -> String {
        let paths = try FileTree(folder("public")).files.keys.sorted()
        guard !paths.isEmpty else { return "nothing" }
        let place = "public/\(random.one(of: paths))"
        if random.isOne(in: 2) {
            try remove(place)
        } else {
            try folder.write("What is this?", to: place)
        }
        return "\(place) is tampered with"
    }

    private func damageCache() throws -> String {
        let names = ["entries", "records", "outputs"]
        let place = "cache/\(random.one(of: names))"
        guard var bytes = FileManager.default.contents(atPath: folder(place)), !bytes.isEmpty else {
            try remove(place)
            return "nothing"
        }
        let kind = random.one(of: ["flipped", "cut", "empty", "gone", "a folder", "another"])
        switch kind {
        case "flipped":
            for _ in 0...2 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
        case "cut": bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
        case "empty": bytes = Data()
        case "another": bytes = FileManager.default.contents(atPath: folder("cache/\(random.one(of: names))")) ?? Data()
        default: break
        }
        try remove(place)
        if kind == "a folder" {
            try FileManager.default.createDirectory(atPath: folder(place), withIntermediateDirectories: true)
        } else if kind != "gone" {
            try bytes.write(to: URL(fileURLWithPath: folder(place)))
        }
        return "\(place) is \(kind)"
    }

    // MARK: Files

    private func writeOrRemove(_ text: String, _ place: String) throws -> String {
        if random.isOne(in: 3), FileManager.default.fileExists(atPath: folder(place)) {
            try remove(place)
            return "\(place) is deleted"
        }
        try folder.write(text, to: place)
        return "\(place) is written"
    }

    private func remove(_ place: String) throws {
        if FileManager.default.fileExists(atPath: folder(place)) {
            try FileManager.default.removeItem(atPath: folder(place))
        }
    }

    private func setModified(_ time: Date, of place: String) throws {
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: folder(place))
    }
}

extension ChangingSite {
    /// Keeps the site's files, for ``restore()``.
    func save() throws {
        try remove("saved")
        try FileManager.default.copyItem(atPath: folder("site"), toPath: folder("saved"))
        saved = (entries, settings, options)
    }

    /// Takes back what happened to the site since ``save()``.
    func restore() throws {
        try remove("site")
        try FileManager.default.copyItem(atPath: folder("saved"), toPath: folder("site"))
        (entries, settings, options) = saved
    }
}
