import Foundation
#if canImport(FoundationXML)
import FoundationXML
#endif
import TestSupport
import Testing

/// The archive in this repository, in the default theme.
@Suite struct OwnArchiveTests {
    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL.path

    private func built(_ arguments: String...) throws -> (FileTree, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let result = try Program.run(
            // Nothing may be left in the repository.
            ["build", "--as-of", "2026-01-01", "--strict", "--output", folder("public"), "--cache", folder("cache")]
                + arguments,
            in: Self.repository)
        try #require(result.status == 0, "\(result.errors)")
        return (try FileTree(folder("public")), folder)
    }

    @Test func everyEntryHasItsPageAndItsDay() throws {
        let (site, _) = try built()
        let entries = try FileTree("\(Self.repository)/content/papers")
        #expect(entries.files.count >= 52)
        for (path, content) in entries.files where path.hasSuffix(".md") {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            #expect(site.files["papers/\(name.dropLast(3))/index.html"] != nil, "\(path)")
            let text = String(decoding: content, as: UTF8.self)
            let date = try #require(text.firstMatch(of: #/\ndate: (\d{4})-(\d{2})-(\d{2})/#), "\(path)")
            let day = "\(date.output.1)/\(date.output.2)/\(date.output.3)/index.html"
            #expect(site.text(day).contains("/papers/\(name.dropLast(3))/"), "\(day) does not list \(path)")
        }
        for page in ["index.html", "archive/index.html", "trending/index.html", "tags/index.html", "404.html"] {
            #expect(site.files[page] != nil, "\(page)")
        }
    }

    @Test func everyLinkWithinTheSiteLeadsSomewhere() throws {
        let (site, _) = try built()
        try checkLinks(of: site) { target, _ in target.hasPrefix("/") ? String(target.dropFirst()) : nil }
    }

    @Test func everyLinkWorksFromAFolder() throws {
        let (site, _) = try built("--relative")
        try checkLinks(of: site) { target, page in
            var parts = page.split(separator: "/").dropLast().map(String.init)
            for part in target.split(separator: "/") {
                if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
            }
            #expect(!target.hasPrefix("/") && !target.hasSuffix("/"), "\(page) links to \(target)")
            return parts.joined(separator: "/")
        }
    }

    /// Checks `href` and `src` of every page; `resolve` gives the file (or folder) that a link without a host means.
    private func checkLinks(of site: FileTree, resolve: (String, String) -> String?) throws {
        var count = 0
        for (page, content) in site.files where page.hasSuffix(".html") {
            let text = String(decoding: content, as: UTF8.self)
            let ids = Set(text.matches(of: #/\sid="([^"]+)"/#).map { String($0.output.1) })
            for match in text.matches(of: #/\s(?:href|src)="([^"]*)"/#) {
                let link = match.output.1.replacingOccurrences(of: "&amp;", with: "&")
                if link.contains("://") || link.hasPrefix("mailto:") { continue }
                count += 1
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                if parts[0].isEmpty {
                    let id = parts.last.map(String.init)?.removingPercentEncoding ?? ""
                    #expect(ids.contains(id), "\(page) links to #\(id)")
                    continue
                }
                let target = String(parts[0].prefix { $0 != "?" })
                guard let path = resolve(target.removingPercentEncoding ?? target, page) else {
                    Issue.record("\(page) links to \(link)")
                    continue
                }
                let file = path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
                #expect(site.files[file] != nil, "\(page) links to \(link)")
            }
        }
        #expect(count > 1_000)
    }

    @Test func everyFeedIsWellFormed() throws {
        let (site, _) = try built()
        var count = 0
        for (path, content) in site.files {
            if path.hasSuffix(".xml") {
                let parser = XMLParser(data: content)
                #expect(parser.parse(), "\(path): \(String(describing: parser.parserError))")
                count += 1
            } else if path.hasSuffix(".json") {
                #expect(throws: Never.self, "\(path)") { try JSONSerialization.jsonObject(with: content) }
                count += 1
            }
        }
        #expect(count > 30)
    }

    @Test func feedsAreDatedByTheirNewestPaper() throws {
        let (site, _) = try built()
        #expect(site.text("atom.xml").contains("<updated>2025-12-16T00:00:00Z</updated>"))
        #expect(site.text("feed.xml").contains("<lastBuildDate>Tue, 16 Dec 2025 00:00:00 GMT</lastBuildDate>"))
    }
}
