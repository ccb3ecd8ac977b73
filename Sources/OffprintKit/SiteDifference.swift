import ArchiveModel
import FileSystem
import Foundation
import Markup
import Parallelism

/// What two built sites have in common and what not.
package struct SiteDifference: Sendable, Equatable {
    /// A page of a paper, or of something that a person wrote.
    package struct Page: Sendable, Equatable {
        /// Its address within the site: `/papers/galactic/`.
        package var address: String
        /// Its title, where it is a paper's.
        package var title: String?
    }

    /// Papers' pages, and the pages that editors write.
    package var new: [Page] = []
    package var changed: [Page] = []
    package var removed: [Page] = []
    /// Papers whose page has another address, and nothing leads there from the old one.
    package var moved: [(from: Page, to: Page)] = []
    /// How many of the other pages, by their kind, are new, changed and removed.
    package var others: [String: (new: Int, changed: Int, removed: Int)] = [:]
    /// Items of the site's feed: new ones, and those that readers have seen and will see again.
    package var newItems: [Page] = []
    package var repeatedItems: [Page] = []

    /// Whether there is no difference.
    package var isEmpty: Bool {
        new.isEmpty && changed.isEmpty && removed.isEmpty && moved.isEmpty && others.isEmpty && newItems.isEmpty
            && repeatedItems.isEmpty
    }

    package static func == (left: SiteDifference, right: SiteDifference) -> Bool {
        left.new == right.new && left.changed == right.changed && left.removed == right.removed
            && left.moved.elementsEqual(right.moved) { $0 == $1 } && left.newItems == right.newItems
            && left.repeatedItems == right.repeatedItems
    }
}

/// One of two sites that are compared.
struct BuiltSite {
    let output: Folder
    let archive: Archive
    let configuration: SiteConfiguration

    /// The pages of the site: the paths of their files, in order. Other files are made from what pages are made from.
    func pages() throws(IOFailure) -> [String] {
        var pages: [String] = []
        func walk(_ folder: Folder, _ path: String) throws(IOFailure) {
            for bytes in try folder.names().sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                let name = String(decoding: bytes, as: UTF8.self)
                guard !name.hasPrefix(".") else { continue }
                guard let status = try folder.status(name) else { continue }
                if status.kind == .folder {
                    try walk(try folder.folder(name), path + name + "/")
                } else if name.hasSuffix(".html") {
                    pages.append(path + name)
                }
            }
        }
        try walk(output, "")
        return pages
    }

    /// The papers by the files of their pages.
    var papers: [String: Paper] {
        let isFile = configuration.permalinks == .file
        return Dictionary(
            archive.papers.map { ("papers/\($0.id)" + (isFile ? ".html" : "/index.html"), $0) },
            uniquingKeysWith: { $1 })
    }

    /// The items of the site's feed, by what readers tell them apart by, with their address, their title and when they last
    /// changed.
    func feedItems() throws(IOFailure) -> [(id: String, address: String, title: String, updated: String)] {
        struct Feed: Decodable {
            struct Item: Decodable {
                var id: String
                var url: String?
                var title: String?
                var date_modified: String?
                var date_published: String?
            }
            var items: [Item]
        }
        guard try output.status("feed.json") != nil else { return [] }
        var bytes: [UInt8] = []
        try output.read("feed.json", into: &bytes)
        guard let feed = try? JSONDecoder().decode(Feed.self, from: Data(bytes)) else { return [] }  // Not ours.
        return feed.items.map { ($0.id, $0.url ?? $0.id, $0.title ?? "", $0.date_modified ?? $0.date_published ?? "") }
    }
}

extension SiteDifference {
    /// Compares two built sites.
    init(from before: BuiltSite, to after: BuiltSite, jobs: Int) throws(IOFailure) {
        let (oldPages, newPages) = (try before.pages(), try after.pages())
        let (oldPapers, newPapers) = (before.papers, after.papers)
        let had = Set(oldPages)
        let both = newPages.filter(had.contains)
        let isSame = Parallel.map(count: both.count, jobs: jobs, state: { ([UInt8](), [UInt8]()) }) { buffers, place in
            Self.isSame(both[place], before.output, after.output, &buffers)
        }
        let has = Set(newPages)
        for path in newPages where !had.contains(path) { add(path, newPapers, \.new, \.new) }
        for (path, isSame) in zip(both, isSame) where !isSame { add(path, newPapers, \.changed, \.changed) }
        for path in oldPages where !has.contains(path) { add(path, oldPapers, \.removed, \.removed) }
        findMoved(oldPapers, newPapers)
        try compareFeeds(before, after)
    }

    private static func isSame(
        _ path: String, _ before: Folder, _ after: Folder, _ buffers: inout ([UInt8], [UInt8])
    ) -> Bool {
        // A file that can't be read is one to look at.
        guard (try? before.read(path, into: &buffers.0)) != nil, (try? after.read(path, into: &buffers.1)) != nil else {
            return false
        }
        return buffers.0 == buffers.1
    }

    private mutating func add(
        _ path: String, _ papers: [String: Paper], _ list: WritableKeyPath<SiteDifference, [Page]>,
        _ count: WritableKeyPath<(new: Int, changed: Int, removed: Int), Int>
    ) {
        let parts = path.split(separator: "/")
        let address = "/" + (path.hasSuffix("index.html") ? String(path.dropLast("index.html".count)) : path)
        if let paper = papers[path] {
            self[keyPath: list].append(Page(address: address, title: MathText.plain(paper.title)))
        } else if let kind = Self.kind(parts) {
            others[kind, default: (0, 0, 0)][keyPath: count] += 1
        } else {
            self[keyPath: list].append(Page(address: address))
        }
    }

    /// What pages are called that come of others; `nil` for those that a person writes.
    private static func kind(_ parts: [Substring]) -> String? {
        guard let first = parts.first, parts.count > 1 || first == "index.html" || first == "404.html" else {
            return nil
        }
        switch first {
        case "tags", "authors", "organizations", "venues": return String(first)
        case "index.html", "404.html", "archive", "trending", "stats", "search", "reading-list": return "overviews"
        case _ where first.count == 4 && first.allSatisfy(\.isNumber): return "dates"
        default: return nil
        }
    }

    /// Takes papers that are removed under one id and new under another for moved.
    private mutating func findMoved(_ old: [String: Paper], _ new: [String: Paper]) {
        func names(_ paper: Paper) -> [String] {
            [
                paper.arxiv.map { "arxiv \($0)" }, paper.doi.map { "doi \($0.lowercased())" },
                "title \(paper.title.lowercased())",
            ]
            .compactMap { $0 }
        }
        func paper(_ page: Page, _ papers: [String: Paper]) -> Paper? {
            papers[String(page.address.dropFirst())] ?? papers[page.address.dropFirst() + "index.html"]
        }
        var byName: [String: Page] = [:]
        for page in self.new { if let paper = paper(page, new) { for name in names(paper) { byName[name] = page } } }
        for page in removed {
            guard let paper = paper(page, old), let target = names(paper).lazy.compactMap({ byName[$0] }).first else {
                continue
            }
            moved.append((page, target))
        }
        removed.removeAll { page in moved.contains { $0.from == page } }
        self.new.removeAll { page in moved.contains { $0.to == page } }
    }

    private mutating func compareFeeds(_ before: BuiltSite, _ after: BuiltSite) throws(IOFailure) {
        let old = try before.feedItems()
        let known = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let new = try after.feedItems()
        let kept = Set(new.map(\.id))
        // What an item was that is there under another id now.
        let lost = old.filter { !kept.contains($0.id) }
        let (addresses, titles) = (Set(lost.map(\.address)), Set(lost.map(\.title)))
        for item in new {
            let page = Page(address: item.address, title: item.title)
            if let same = known[item.id] {
                if same.updated != item.updated { repeatedItems.append(page) }
            } else if addresses.contains(item.address) || titles.contains(item.title) {
                repeatedItems.append(page)
            } else {
                newItems.append(page)
            }
        }
    }
}
