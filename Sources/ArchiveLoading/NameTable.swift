import ArchiveModel
import Diagnostics

/// Gives each of the names that papers share one place and one slug.
struct NameTable {
    struct Row {
        var name: String
        var slug: String
        /// Each once, in the order they were noted.
        var papers: [PaperIndex] = []
        /// In the archive's order.
        var newestFirst: [PaperIndex] { papers.sorted() }
    }

    private let kind: String
    private(set) var rows: [Row] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var placeOfKey: [String: Int32] = [:]
    private var ownerOfSlug: [String: String] = [:]

    /// An empty table; `kind` is what messages call its names.
    init(kind: String) { self.kind = kind }

    /// The place of what `key` tells from others; made, with a slug of `name`, where it is new.
    mutating func place(_ key: String, name: String, path: String) -> Int32 {
        if let place = placeOfKey[key] { return place }
        let place = Int32(rows.count)
        placeOfKey[key] = place
        rows.append(Row(name: name, slug: slug(key, name: name, path: path)))
        return place
    }

    /// The same, noting a paper that has the name.
    mutating func place(_ key: String, name: String, path: String, paper: PaperIndex) -> Int32 {
        let place = place(key, name: name, path: path)
        note(paper, at: place)
        return place
    }

    /// Notes a paper, once.
    mutating func note(_ paper: PaperIndex, at place: Int32) {
        if rows[Int(place)].papers.last != paper { rows[Int(place)].papers.append(paper) }
    }

    private mutating func slug(_ key: String, name: String, path: String) -> String {
        let plain = Slug.of(name)
        if !plain.isEmpty, ownerOfSlug[plain] == nil {
            ownerOfSlug[plain] = name
            return plain
        }
        let slug = Slug.of(name, distinguishedBy: key)
        if let owner = ownerOfSlug[plain], owner == name {
            diagnostics.append(
                Diagnostic(
                    .sharedSlug, .warning,
                    "another \(kind) is called `\(name)` as well, so the pages of this one are at `\(slug)`",
                    at: .file(path), notes: [.init("give both the same ORCID iD or handle if they are one")]))
        } else if let owner = ownerOfSlug[plain] {
            diagnostics.append(
                Diagnostic(
                    .sharedSlug, .warning,
                    "the \(kind) `\(name)` has the same address as `\(owner)`, so its pages are at `\(slug)`",
                    at: .file(path), notes: [.init("write both alike if they are one")]))
        }
        return slug
    }

    /// How places change when the rows are ordered by slug.
    struct Order {
        /// The old place of each new one.
        var places: [Int]
        /// The new place of each old one.
        var newPlace: [Int32]
    }

    func sortedBySlug() -> Order {
        let places = rows.indices.sorted { rows[$0].slug.utf8.lexicographicallyPrecedes(rows[$1].slug.utf8) }
        var newPlace = [Int32](repeating: 0, count: rows.count)
        for (new, old) in places.enumerated() { newPlace[old] = Int32(new) }
        return Order(places: places, newPlace: newPlace)
    }

    func terms(in order: Order) -> [Term] {
        order.places.map { Term(name: rows[$0].name, slug: rows[$0].slug, papers: rows[$0].newestFirst) }
    }
}
