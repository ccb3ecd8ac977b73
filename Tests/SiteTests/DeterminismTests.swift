import Foundation
import TestSupport
import Testing

/// Two builds of the same files are the same to the byte.
@Suite struct DeterminismTests {
    private func names(_ count: Int) -> [String] { (0..<count).map { "paper\($0)" } }

    private func write(_ names: [String], into site: SampleSite) throws {
        for (place, name) in names.enumerated() {
            let number = Int(name.dropFirst(5)) ?? place
            try site.folder.write(
                """
                ---
                title: "Paper \(number % 10)"
                date: 2025-\(number % 9 + 1 < 10 ? "0" : "")\(number % 9 + 1)-1\(number % 5)
                authors: [Author \(number % 13), author \(number % 13), Author-\(number % 7)]
                tags: [Tag \(number % 4), tag-\(number % 4)]
                upvotes: \(number % 3)
                ---

                Text of **\(name)**[^1].

                [^1]: Note.
                """, to: "content/papers/\(name).md")
        }
    }

    @Test func theOrderOfTheDiskAndTheNumberOfThreadsDoNotMatter() throws {
        let names = names(150)
        let first = try SampleSite()
        try write(names, into: first)
        let serial = try first.build("--jobs", "1")
        #expect(serial.status == 0)

        let second = try SampleSite()
        try write(names.reversed(), into: second)
        let parallel = try second.build("--jobs", "8")
        #expect(parallel.status == 0)
        #expect(serial.errors == parallel.errors)
        let differences = try second.published().differences(from: first.published())
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func theSiteOfALaterBuildIsThatOfAFirstOne() throws {
        let site = try SampleSite()
        try write(names(40), into: site)
        try site.build()
        try write(Array(names(60).dropFirst(20)), into: site)
        try FileManager.default.removeItem(atPath: site.folder("content/papers/paper3.md"))
        try site.build()
        let later = try site.published()
        try FileManager.default.removeItem(atPath: site.folder("public"))
        try site.build()
        #expect(later == (try site.published()))
    }
}
