import ArchiveModel
import Diagnostics
import Markup

extension Check {
    /// A link within the site that leads to no page of it.
    static let deadLink = ofPapers { checked in
        checked.destinations.compactMap { link in
            guard let path = path(link.text) else { return nil }
            let site = checked.site
            if site.has(path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path) { return nil }
            var notes: [Diagnostic.Note] = []
            if !path.hasSuffix("/"), site.has(path + "/index.html") { notes = [.init("the page is at /\(path)/")] }
            return checked.warning(.deadLink, "the site has no page /\(path)", at: link, notes: notes)
        }
    }

    /// The path below the site's first page that a destination names; `nil` for one that leads elsewhere.
    private static func path(_ destination: String) -> String? {
        guard destination.hasPrefix("/"), !destination.hasPrefix("//") else { return nil }
        let path = destination.dropFirst().prefix { $0 != "?" && $0 != "#" }
        return WebAddress.decodedPath(String(path))
    }
}
