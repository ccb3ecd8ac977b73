import ArchiveModel

extension SiteDifference {
    /// For people, a line a page.
    package var text: String {
        guard !isEmpty else { return "no page changes\n" }
        var lines: [String] = []
        func add(_ word: String, _ pages: [Page]) {
            lines += pages.map { "\(word) \($0.address)" + ($0.title.map { "  \($0)" } ?? "") }
        }
        add("new     ", new)
        add("changed ", changed)
        add("removed ", removed)
        lines += moved.map { "moved    \($0.from.address) to \($0.to.address), and nothing leads there" }
        lines += counts.map { "\($0)" }
        add("feed: new       ", newItems)
        add("feed: seen again", repeatedItems)
        return lines.joined(separator: "\n") + "\n"
    }

    /// For a pull request.
    package var markdown: String {
        guard !isEmpty else { return "No page of the site changes.\n" }
        var text = ""
        func list(_ heading: String, _ lines: [String]) {
            guard !lines.isEmpty else { return }
            text += "### \(heading)\n\n"
            for line in lines.prefix(Self.longestList) { text += "- \(line)\n" }
            if lines.count > Self.longestList { text += "- … and \(lines.count - Self.longestList) more\n" }
            text += "\n"
        }
        func shown(_ page: Page) -> String {
            "`\(page.address)`" + (page.title.map { " \(Self.escaped($0))" } ?? "")
        }
        list("New pages", new.map(shown))
        list("Changed pages", changed.map(shown))
        list("Removed pages", removed.map(shown))
        list(
            "Moved without an alias",
            moved.map { "`\($0.from.address)` is now \(shown($0.to)); write the old address under `aliases`" })
        list("Other pages", counts)
        list("New in feeds", newItems.map { Self.escaped($0.title ?? $0.address) })
        list("Seen again in feeds", repeatedItems.map { Self.escaped($0.title ?? $0.address) })
        return text
    }

    private static let longestList = 50

    /// How many of the other pages changed, by kind: `dates: 2 new, 5 changed`.
    private var counts: [String] {
        others.sorted { $0.key < $1.key }.map { kind, count in
            let parts = [(count.new, "new"), (count.changed, "changed"), (count.removed, "removed")]
            return "\(kind): " + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        }
    }

    /// A title as Markdown shows it unchanged, on one line; it may come from a stranger, so it can't mention people or tags
    /// either.
    private static func escaped(_ title: String) -> String {
        title.unicodeScalars.map { scalar in
            switch scalar {
            case "\n", "\r": " "
            case "@": "@\u{200B}"
            case "#": "\\#"
            case _ where "\\`*_{}[]<>()!|~&".unicodeScalars.contains(scalar): "\\" + String(scalar)
            default: String(scalar)
            }
        }.joined()
    }
}
