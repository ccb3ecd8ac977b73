package import Diagnostics
package import FileSystem
import Foundation
import Markup
import Synchronization

/// `offprint serve`: the site on this machine, with each page made when it is asked for, and made anew when a file is saved.
package struct PreviewServer: Sendable {
    private let state: PreviewState
    private let options: Preview.Options
    private let port: UInt16
    private let follows: Bool

    /// A server on a port of 127.0.0.1; `follows` is whether browsers go to the page of what is saved. `print` is given what
    /// there is to say each time the site is loaded.
    package init(
        _ options: Preview.Options, port: UInt16, follows: Bool, print: @escaping @Sendable ([Diagnostic]) -> Void
    ) {
        self.options = options
        self.port = port
        self.follows = follows
        state = PreviewState(options, print: print)
    }

    /// Serves until the program ends; `ready` is called with the address of the first page as soon as it can be asked for.
    package func run(_ ready: @escaping @Sendable (String) -> Void) throws(IOFailure) -> Never {
        let (state, options) = (state, options)
        Thread {
            let names = ["site.toml", "content", "static", "theme", "themes", "i18n"]
            FileWatcher(root: options.site, names: names).run {
                state.load([])
                Thread { state.index() }.start()
            } changed: { paths in
                state.load(paths)
            }
        }.start()
        let failure = Failure()
        Task { [self] in
            do {
                let listener = try await HTTPListener(port: port)
                ready("http://127.0.0.1:\(port)\(state.preview?.basePath ?? "/")")
                try await listener.run { request in await self.answer(request) }
            } catch {
                failure.end("\(error)")
            }
        }
        throw IOFailure("serve on", "127.0.0.1:\(port)", reason: failure.wait())
    }

    // MARK: Answers

    private func answer(_ request: HTTPListener.Request) async -> HTTPListener.Response {
        // A page elsewhere must not read the site through a name that leads here.
        let host = request.fields["host"] ?? ""
        guard host == "127.0.0.1:\(port)" || host == "localhost:\(port)" else {
            return response(.forbidden, "text/plain", Array("This is only for 127.0.0.1.\n".utf8))
        }
        // Browsers say of what page a request comes, but for one that a person asks for.
        if let origin = request.fields["origin"], origin != "http://\(host)" {
            return response(.forbidden, "text/plain", Array("This is for its own pages only.\n".utf8))
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return response(.methodNotAllowed, "text/plain", [])
        }
        let path = WebAddress.decodedPath(request.path)
        switch path {
        case "/_offprint/wait":
            let version = request.query.split(separator: "=").last.flatMap { Int($0) } ?? 0
            return response(.ok, "application/json", await wait(after: version))
        case "/_offprint/live.js": return response(.ok, "text/javascript", PackageResources.live_js)
        default: return await page(path)
        }
    }

    /// Waits for a change, or for a while.
    private func wait(after version: Int) async -> [UInt8] {
        for _ in 0..<8_000 {
            guard state.status.version == version else { break }
            try? await Task.sleep(for: .milliseconds(3))
        }
        let status = state.status
        var buffer = ByteBuffer()
        buffer.appendJSONObject { object in
            object.add("version", status.version)
            object.add("problems", status.problems)
            if follows { object.add("page", status.page) }
        }
        return buffer.bytes
    }

    private func page(_ path: String) async -> HTTPListener.Response {
        // The first pages wait until there is a site.
        for _ in 0..<6_000 where state.status.version == 0 { try? await Task.sleep(for: .milliseconds(10)) }
        guard let preview = state.preview else { return response(.ok, "text/html", live(Self.empty)) }
        let base = preview.basePath
        guard path.hasPrefix(base) else {
            guard path == "/" || path + "/" == base else { return missing(preview) }
            return redirect(base)
        }
        let route = String(path.dropFirst(base.count))
        // Browsers that have the site for reading offline would show an old one.
        if route == "sw.js" { return response(.ok, "text/javascript", Array("self.registration.unregister();\n".utf8)) }
        let file = route.isEmpty || route.hasSuffix("/") ? route + "index.html" : route
        do {
            if let bytes = try preview.bytes(of: file) { return response(.ok, Self.type(of: file), live(bytes, file)) }
            if try preview.bytes(of: file + "/index.html") != nil {
                return redirect(LinkStyle.rooted(basePath: base).href(Route(route + "/")))
            }
            return missing(preview)
        } catch {
            // A text that is broken now and was not kept in memory: what is wrong with it is shown over this page, and the page
            // comes once it is mended.
            var page = ByteBuffer()
            page.append("<!DOCTYPE html>\n<title>Offprint</title>\n<body>\n<p>")
            page.append(escaping: error.description)
            page.append("</p>\n</body>\n")
            return response(.internalError, "text/html", live(page.bytes))
        }
    }

    private func missing(_ preview: Preview) -> HTTPListener.Response {
        // The theme's own page for that may be what fails.
        let page = (try? preview.bytes(of: "404.html")) ?? nil
        return response(.notFound, "text/html", live(page ?? Self.empty))
    }

    private func response(_ status: HTTPListener.Status, _ type: String, _ bytes: [UInt8]) -> HTTPListener.Response {
        HTTPListener.Response(
            status: status,
            fields: [
                ("Content-Type", type.hasPrefix("text/") ? type + "; charset=utf-8" : type),
                ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
            ], body: bytes)
    }

    private func redirect(_ address: String) -> HTTPListener.Response {
        HTTPListener.Response(
            status: .found, fields: [("Location", address), ("Cache-Control", "no-store")], body: [])
    }

    // MARK: Pages

    private static let empty = Array("<!DOCTYPE html>\n<title>Offprint</title>\n<body>\n</body>\n".utf8)

    /// A page with the script that waits for changes; other files as they are.
    private func live(_ bytes: [UInt8], _ file: String = "index.html") -> [UInt8] {
        guard file.hasSuffix(".html") else { return bytes }
        var text = String(decoding: bytes, as: UTF8.self)
        let script = "<script src=\"/_offprint/live.js\" data-version=\"\(state.status.version)\"></script>\n"
        if let body = text.range(of: "</body>", options: .backwards) {
            text.insert(contentsOf: script, at: body.lowerBound)
        } else {
            text += script
        }
        // A theme without scripts of its own allows none.
        if let policy = text.range(of: "default-src 'none';"), !text.contains("script-src") {
            text.insert(contentsOf: " script-src 'self'; connect-src 'self';", at: policy.upperBound)
        }
        return Array(text.utf8)
    }

    private static func type(of file: String) -> String {
        switch file.split(separator: ".").last.map({ $0.lowercased() }) ?? "" {
        case "html": "text/html"
        case "css": "text/css"
        case "js", "mjs": "text/javascript"
        case "json", "webmanifest": "application/json"
        case "xml": "application/xml"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "webp": "image/webp"
        case "avif": "image/avif"
        case "ico": "image/x-icon"
        case "pdf": "application/pdf"
        case "woff2": "font/woff2"
        case "txt", "md", "bib", "ris": "text/plain"
        default: "application/octet-stream"
        }
    }
}

/// Why the server ended.
private final class Failure: Sendable {
    private let reason = Mutex("")
    private let ended = DispatchSemaphore(value: 0)

    func end(_ text: String) {
        reason.withLock { $0 = text }
        ended.signal()
    }

    func wait() -> String {
        ended.wait()
        return reason.withLock { $0 }
    }
}
