import Foundation
import TestSupport
import Testing

/// `offprint serve`, asked as browsers ask, and as others might.
@Suite(.serialized) struct ServeTests {
    /// A server of a site, for as long as the value lives.
    private final class Server {
        let port = Int.random(in: 20_000..<32_000)
        private let process = Process()
        let folder: String

        convenience init(_ site: SampleSite, _ arguments: String...) throws {
            try self.init(site.folder.path, arguments)
        }

        init(_ folder: String, _ arguments: [String] = []) throws {
            self.folder = folder
            process.executableURL = Program.url
            process.arguments = ["serve", "--port", String(port), "--as-of", "2025-12-16"] + arguments
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": folder + "/.cache"]) {
                $1
            }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
        }

        deinit {
            // It inherits the signals that a test's thread holds back; this one nobody can.
            kill(process.processIdentifier, SIGKILL)
        }

        /// What the server says to a request, by its head's first line, its head and its body; written by hand, so that
        /// nothing mends what is wrong with it.
        func ask(_ target: String, method: String = "GET", host: String? = nil) throws -> (
            status: String, head: String, body: String
        ) {
            let text =
                "\(method) \(target) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nConnection: close\r\n\r\n"
            for _ in 0..<400 {
                if let answer = RawClient.ask(text, port: port) { return answer }
                Thread.sleep(forTimeInterval: 0.025)
            }
            throw CocoaError(.fileReadUnknown)
        }

        /// The state after another one.
        func wait(after version: Int) throws -> (version: Int, problems: String, page: String?) {
            let body = try ask("/_offprint/wait?version=\(version)").body
            let json = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
            return (json?["version"] as? Int ?? -1, json?["problems"] as? String ?? "", json?["page"] as? String)
        }
    }

    @Test func pagesAndFilesAreThere() throws {
        let site = try SampleSite()
        try site.entry("a", "tags: [café]", body: "![x](a.svg)")
        try site.folder.write("<svg/>", to: "content/papers/a.svg")
        try site.folder.write("body {}", to: "static/own.css")
        let server = try Server(site)
        let page = try server.ask("/papers/a/")
        #expect(page.status == "200 OK")
        #expect(
            page.head.contains("text/html; charset=utf-8") && page.head.lowercased().contains("cache-control: no-store")
        )
        #expect(page.body.contains("A title") && page.body.contains("/_offprint/live.js"))
        // What is served is what is built, but for the script.
        try site.build()
        let built = try String(contentsOfFile: site.folder("public/papers/a/index.html"), encoding: .utf8)
        let served = page.body.components(separatedBy: "\n").filter { !$0.contains("/_offprint/live.js") }.joined(
            separator: "\n")
        #expect(served.hasPrefix(String(built.prefix(400))) || served.contains("script-src"))
        #expect(try server.ask("/own.css").head.contains("text/css"))
        #expect(try server.ask("/tags/caf%C3%A9/").status == "200 OK")
        #expect(try server.ask("/feed.xml").body.hasPrefix("<?xml"))
        #expect(try server.ask("/papers/a").head.contains("/papers/a/"))
        #expect(try server.ask("/none/").status == "404 Not Found")
        #expect(try server.ask("/papers/a/?q=1#x").status == "200 OK")
    }

    /// The preview finds them for the page it shows, a build for all papers at once.
    @Test func relatedPapersAreThoseOfABuild() throws {
        let site = try SampleSite()
        try site.folder.write(
            "[\"math & logic\"]\n[theory]\nparents = [\"math & logic\"]\n[c]\nsynonyms = [\"C++\"]\n",
            to: "content/tags.toml")
        var random = SplitMix64(seed: 8)
        for number in 10..<70 {
            try site.folder.write(RandomEntry(&random).text, to: "content/papers/n\(number).md")
        }
        try #require(try site.build().status == 0)
        let server = try Server(site)
        var related = 0
        for number in 10..<70 {
            let built = site.folder("public/papers/n\(number)/index.html")
            guard let page = try? String(contentsOfFile: built, encoding: .utf8) else { continue }
            let served = try server.ask("/papers/n\(number)/").body
            func reasons(_ page: String) -> [Substring] {
                page.split(separator: "\n").filter { $0.hasPrefix("<p>") && $0.contains("): ") }
            }
            #expect(reasons(served) == reasons(page), "n\(number)")
            related += reasons(page).count
        }
        #expect(related > 50)
    }

    @Test func onlyThisMachineAndOnlyTheSite() throws {
        let site = try SampleSite()
        try site.entry("a")
        try site.folder.write("secret", to: "secret.txt")
        let server = try Server(site)
        #expect(try server.ask("/").status == "200 OK")
        for host in [
            "evil.example", "evil.example:\(server.port)", "127.0.0.1", "", "127.0.0.1:\(server.port).evil.example",
        ] {
            #expect(try server.ask("/", host: host).status == "403 Forbidden", "\(host)")
        }
        #expect(try server.ask("/", host: "localhost:\(server.port)").status == "200 OK")
        for path in [
            "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//etc/passwd", "/static/../site.toml",
            "/site.toml", "/%00", "/content/papers/a.md",
        ] {
            let answer = try server.ask(path)
            #expect(answer.status != "200 OK" && !answer.body.contains("secret"), "\(path)")
        }
        #expect(try server.ask("/", method: "POST").status == "405 Method Not Allowed")
        // A port that is taken is a failure.
        let other = try Program.run(["serve", "--port", String(server.port)], in: site.folder.path)
        #expect(other.status == 74)
        let none = try TemporaryFolder()
        let empty = try Program.run(["serve"], in: none.path)
        #expect(empty.status == 74)
        #expect(empty.errors.contains("there is no site.toml"))
    }

    @Test func whatIsSavedIsShown() throws {
        let site = try SampleSite()
        try site.entry("a")
        let server = try Server(site, "--follow")
        #expect(try server.ask("/papers/a/").body.contains("Text."))
        try site.entry("a", body: "Edited.")
        var state = try server.wait(after: 1)
        #expect(state.version > 1 && state.problems.isEmpty)
        #expect(state.page == "/papers/a/")
        #expect(try server.ask("/papers/a/").body.contains("Edited."))
        // Again and again: only a text, then what other pages are made from.
        for (keys, body) in [
            ("", "Once."), ("", "Twice."), ("tags: [x]", "Twice."), ("tags: [x]\nsummary: Short.", "Three."),
            ("tags: [y]", "Three."),
        ] {
            try site.entry("a", keys, body: body)
            state = try settled(server, state.version)
            try site.build("--full")
            for file in ["papers/a/index.html", "2025/12/16/index.html", "index.html", "feed.xml"] {
                let built = try String(contentsOfFile: site.folder("public/\(file)"), encoding: .utf8)
                let served = try server.ask("/\(file)").body.components(separatedBy: "\n")
                    .filter { !$0.contains("/_offprint/live.js") }.joined(separator: "\n")
                #expect(served == built, "\(file) of \(keys), \(body)")
            }
            #expect(try server.ask("/tags/x/").status == (keys.contains("[x]") ? "200 OK" : "404 Not Found"))
        }
        // A new one, one that goes, a setting.
        try site.entry("sub/b", body: "New.")
        state = try settled(server, state.version)
        #expect(try server.ask("/papers/b/").body.contains("New."))
        try FileManager.default.removeItem(atPath: site.folder("content/papers/sub/b.md"))
        state = try settled(server, state.version)
        #expect(try server.ask("/papers/b/").status == "404 Not Found")
        // A mistake is told with its place; the page stays, and the mistake goes when it is mended.
        try site.entry("a", "tagz: [x]", body: "Broken.")
        state = try settled(server, state.version)
        #expect(state.problems.contains("content/papers/a.md:4:1: error: the entry has no key `tagz` [unknown-key]"))
        let kept = try server.ask("/papers/a/").body
        // The page itself waits for that, whether its old text is still known or not.
        #expect(kept.contains("/_offprint/live.js"))
        try site.entry("a", body: "Mended.")
        state = try settled(server, state.version)
        #expect(state.problems.isEmpty)
        #expect(try server.ask("/papers/a/").body.contains("Mended."))
    }

    /// What was loaded before is used as far as it still holds; `OFFPRINT_SEEDS` says how many sites change at random.
    @Test func whateverHappensIsShown() throws {
        var compared = 0
        for seed in 1...(ProcessInfo.processInfo.environment["OFFPRINT_SEEDS"].flatMap { UInt64($0) } ?? 1) {
            let site = try ChangingSite(seed: seed)
            let folder = site.folder("site")
            let server = try Server(folder)
            var random = SplitMix64(seed: seed)
            var version = try server.wait(after: -1).version
            for step in 0..<16 {
                let edits = try site.edit()
                // An edit may have changed nothing.
                try site.folder.write("\(step)", to: "site/static/step.txt")
                version = try settled(server, version).version
                let output = site.folder("public\(step)")
                let built = try Program.run(
                    ["build", "--full", "--site", folder, "--output", output, "--as-of", "2025-12-16"],
                    in: site.folder.path)
                // On a machine that has much to do, the last edit may be noticed later than the others.
                func eventually(_ what: String, _ isSo: () throws -> Bool) throws {
                    var tries = 0
                    while try !isSo(), tries < 100 {
                        Thread.sleep(forTimeInterval: 0.1)
                        tries += 1
                    }
                    #expect(tries < 100, "\(what), seed \(seed), step \(step): \(edits)")
                }
                try eventually("problems") {
                    try server.wait(after: -1).problems.isEmpty == (built.status == 0)
                }
                guard built.status == 0 else { continue }
                let base = try server.ask("/").head.contains("Location: /papers/") ? "/papers/" : "/"
                let files = try FileTree(output).files.keys.sorted().filter {
                    $0.hasSuffix(".html") && !$0.hasPrefix("search") && $0 != "404.html"
                }
                for file in random.some(of: files, upTo: 20) + ["feed.xml", "sitemap.xml"] {
                    let page = try String(contentsOfFile: "\(output)/\(file)", encoding: .utf8)
                    try eventually(file) {
                        let served = try server.ask("\(base)\(file)").body.components(separatedBy: "\n")
                            .filter { !$0.contains("/_offprint/live.js") }
                        return !zip(served, page.components(separatedBy: "\n")).contains { $0 != $1 }
                    }
                    compared += 1
                }
            }
        }
        #expect(compared > 20)
    }

    /// The state once what was done at one time is taken in.
    private func settled(_ server: Server, _ version: Int) throws -> (version: Int, problems: String, page: String?) {
        let state = try server.wait(after: version)
        Thread.sleep(forTimeInterval: 0.3)
        let last = try server.wait(after: -1)
        return last.version > state.version ? last : state
    }

    @Test func aSiteBelowAPathIsThere() throws {
        let site = try SampleSite()
        let path = site.folder("site.toml")
        let own = try String(contentsOfFile: path, encoding: .utf8)
        try site.folder.write(
            own.replacing("https://example.org/", with: "https://example.org/papers/"), to: "site.toml")
        try site.entry("a")
        let server = try Server(site)
        #expect(try server.ask("/").head.contains("Location: /papers/"))
        #expect(try server.ask("/papers/papers/a/").status == "200 OK")
        #expect(try server.ask("/other/").status == "404 Not Found")
    }

    @Test func aSiteThatIsBrokenFromTheBeginningSaysSo() throws {
        let site = try SampleSite()
        try site.entry("a", "tagz: x")
        let server = try Server(site)
        #expect(try server.ask("/papers/a/").body.contains("/_offprint/live.js"))
        #expect(try server.wait(after: -1).problems.contains("unknown-key"))
        try site.entry("a")
        _ = try settled(server, 1)
        #expect(try server.ask("/papers/a/").body.contains("A title"))
    }
}
