import Foundation
import TestSupport
import Testing

@Suite("Related papers") struct RelatedTests {
    /// Papers that share nothing: a hundred of them, so that what others share is rare.
    private func site() throws -> SampleSite {
        let site = try SampleSite()
        for number in 100..<200 { try write(site, "filler\(number)", title: "Filler w\(number)", "tags: [common]") }
        return site
    }

    private func write(_ site: SampleSite, _ id: String, title: String, _ keys: String) throws {
        try site.folder.write(
            "---\ntitle: \(title)\ndate: 2025-12-16\n\(keys)\n---\n\nText.\n", to: "content/papers/\(id).md")
    }

    /// The related papers that a page shows, with the reasons.
    private func shown(_ site: SampleSite, on id: String) throws -> [String] {
        try #require(try site.build().status == 0)
        let page = try site.folder.text("public/papers/\(id)/index.html")
        return page.split(separator: "\n").filter { $0.hasPrefix("<p>") && $0.contains(" (Dec 16, 2025): ") }
            .map { String($0.dropFirst(3).dropLast(4)).replacing(" (Dec 16, 2025)", with: "") }
    }

    @Test("are found by authors, then tags, then words of titles, with the reason") func reasons() throws {
        let site = try site()
        try write(site, "p", title: "Sparse turbines", "authors: [Ada, Bo]\ntags: [wind, blades, common]")
        try write(site, "author", title: "Else", "authors: [Bo, Ada, Cy]\ntags: [wind]")
        try write(site, "tags", title: "Other", "tags: [blades, wind]")
        try write(site, "words", title: "A turbine, SPARSE or not", "authors: [Di]")
        try write(site, "void", title: "Sparse turbines again", "authors: [Ada, Bo]\nstatus: retracted")
        try write(site, "common", title: "Nothing", "tags: [common]")
        #expect(
            try shown(site, on: "p") == [
                "Else: Bo, Ada; ", "Other: ; blades, wind", "A turbine, SPARSE or not: ; ",
            ])
        // It goes both ways, and a void paper has its own list.
        #expect(try shown(site, on: "words").contains("Sparse turbines: ; "))
        #expect(try shown(site, on: "void").first == "Sparse turbines: Ada, Bo; ")
        #expect(try shown(site, on: "filler100") == [])
    }

    @Test("are at most five, of equal ones the nearest in time") func length() throws {
        let site = try site()
        for number in 0..<20 { try write(site, "q\(10 + number)", title: "Nr\(number)", "authors: [Ada]") }
        // The archive orders the papers of a day by their ids.
        #expect(try shown(site, on: "q20").map { $0.prefix { $0 != ":" } } == ["Nr9", "Nr11", "Nr8", "Nr12", "Nr7"])
    }

    /// What is kept from build to build must not outlive what it was made from, nor be believed when it is damaged.
    @Test("follow what changes, whatever the cache says") func cache() throws {
        let site = try site()
        try write(site, "p", title: "One", "authors: [Ada]")
        try write(site, "q", title: "Two", "authors: [Ada]")
        #expect(try shown(site, on: "p") == ["Two: Ada; "])
        try write(site, "q", title: "Two", "authors: [Bo]")
        #expect(try shown(site, on: "p") == [])
        try write(site, "q", title: "Two", "authors: [Ada]")
        #expect(try shown(site, on: "p") == ["Two: Ada; "])
        let caches = try FileManager.default.subpathsOfDirectory(atPath: site.folder(".cache"))
            .filter { $0.hasSuffix("/related") }
        #expect(caches.count == 1)
        for damage in ["", "x", String(repeating: "y", count: 2_056)] {
            for cache in caches { try site.folder.write(damage, to: ".cache/\(cache)") }
            try write(site, "r", title: "Three \(damage.count)", "authors: [Ada]")
            #expect(
                try shown(site, on: "p").map { $0.prefix { $0 != ":" } }.sorted() == ["Three \(damage.count)", "Two"])
        }
    }
}
