import CZlib
import Fetching
import Synchronization
import TestSupport
import Testing

/// The real client, against a server that says what servers say.
@Suite struct FetcherTests {
    /// What was waited for, in seconds.
    private final class Waits: Sendable {
        private let all = Mutex<[Double]>([])
        func add(_ seconds: Double) { all.withLock { $0.append(seconds) } }
        var seconds: [Double] { all.withLock { $0 } }
    }

    /// What is fetched, or the reason why not, and what was waited for.
    private func fetch(
        _ path: String = "/x", pause: Double = 0, times: Int = 1, timeout: Double = 5,
        _ reply: @escaping @Sendable (String, Int) -> LocalServer.Reply
    ) throws -> (result: String, waits: [Double], requests: [String]) {
        let server = try LocalServer(reply)
        let waits = Waits()
        var fetcher = Fetcher(URLSessionClient(agent: "test", timeout: timeout), now: { 100 }, sleep: { waits.add($0) })
        var result = ""
        for _ in 0..<times {
            do {
                result = String(
                    decoding: try fetcher.fetch(HTTPRequest(server.address + path), pause: pause), as: UTF8.self)
            } catch {
                result = error.reason.replacing(server.address, with: "SERVER")
            }
        }
        return (result, waits.seconds, server.requests)
    }

    @Test func anAnswerIsFetched() throws {
        let (result, waits, requests) = try fetch { path, _ in .answer(status: "200 OK", body: "hello \(path)") }
        #expect(result == "hello /x")
        #expect(waits == [])
        #expect(requests.count == 1)
    }

    @Test func aBusyServerIsAskedAgain() throws {
        let (result, waits, _) = try fetch { _, number in
            switch number {
            case 0: .answer(status: "503 Busy", headers: ["Retry-After: 7"])
            case 1: .answer(status: "429 Too Many")
            default: .answer(status: "200 OK", body: "done")
            }
        }
        #expect(result == "done")
        #expect(waits == [7, 2])
    }

    @Test func thereIsAnEndToAskingAgain() throws {
        let (result, waits, requests) = try fetch { _, _ in .answer(status: "503 Busy") }
        #expect(result == "the server has a problem (503); try again later")
        #expect(requests.count == 4)
        #expect(waits == [1, 2, 4])
        let long = try fetch { _, _ in .answer(status: "429 No", headers: ["Retry-After: 3600"]) }
        #expect(long.requests.count == 1)
    }

    @Test func redirectsAreFollowedButNotForEver() throws {
        let once = try fetch("/a/b") { path, _ in
            switch path {
            case "/a/b": .answer(status: "302 Found", headers: ["Location: c?d"])
            case "/a/c?d": .answer(status: "301 Moved", headers: ["Location: /e"])
            default: .answer(status: "200 OK", body: path)
            }
        }
        #expect(once.result == "/e")
        let loop = try fetch { _, _ in .answer(status: "302 Found", headers: ["Location: /x"]) }
        #expect(loop.result == "it redirects more than 5 times")
        #expect(loop.requests.count == 6)
        for target in ["file:///etc/passwd", "ftp://x.example/", "javascript://x"] {
            let bad = try fetch { _, _ in .answer(status: "302 Found", headers: ["Location: \(target)"]) }
            #expect(bad.result == "it redirects to \(target)")
        }
        #expect(
            try fetch { _, _ in .answer(status: "302 Found") }.result == "the answer redirects, and does not say where")
    }

    @Test(arguments: [
        ("404 Not Found", "there is no such thing (404)"), ("403 Forbidden", "the server does not allow it (403)"),
        ("406 Not Acceptable", "the server has it in no form that was asked for (406)"),
        ("418 Teapot", "the server answers with status 418"),
    ])
    func refusalsAreToldApart(status: String, reason: String) throws {
        let (result, _, requests) = try fetch { _, _ in .answer(status: status) }
        #expect(result == reason)
        #expect(requests.count == 1)
    }

    @Test func anAnswerThatIsCutOffIsNone() throws {
        let (result, _, requests) = try fetch { _, number in
            number < 2
                ? .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf") : .answer(status: "200 OK", body: "whole")
        }
        #expect(result == "whole", "\(requests)")
    }

    @Test func aBombIsNotUnpacked() throws {
        // Of 200 KB, which are allowed, come 200 MB, which are not.
        let zeros = [UInt8](repeating: 0, count: 200_000_000)
        var size = compressBound(uLong(zeros.count))
        var packed = [UInt8](repeating: 0, count: Int(size))
        #expect(compress2(&packed, &size, zeros, uLong(zeros.count), 9) == Z_OK)
        let bomb = Array(packed.prefix(Int(size)))
        #expect(bomb.count < 1_000_000)
        let server = try LocalServer { _, _ in .packed(bomb) }
        let client = URLSessionClient(agent: "test", largest: 1_000_000, timeout: 20)
        do {
            _ = try client.send(HTTPRequest(server.address))
            Issue.record("it was unpacked")
        } catch {
            #expect(error.reason == "the answer has more than 1000000 bytes")
        }
        // What is packed and small is unpacked.
        size = 100
        #expect(compress2(&packed, &size, Array("small".utf8), 5, 9) == Z_OK)
        let small = Array(packed.prefix(Int(size)))
        let harmless = try LocalServer { _, _ in .packed(small) }
        #expect(try client.send(HTTPRequest(harmless.address)).bytes == Array("small".utf8))
    }

    @Test func silenceAndNoServerHaveAnEnd() throws {
        let (result, waits, _) = try fetch(timeout: 0.3) { _, _ in .silence(3) }
        #expect(result == "no answer in time")
        #expect(waits.count == 3)
        var fetcher = Fetcher(URLSessionClient(agent: "test", timeout: 2), now: { 0 }, sleep: { _ in })
        #expect(throws: FetchFailure.self) { try fetcher.fetch(HTTPRequest("http://127.0.0.1:1/")) }
    }

    @Test func aHostIsNotAskedTooOften() throws {
        let (_, waits, requests) = try fetch(pause: 3, times: 3) { _, _ in .answer(status: "200 OK") }
        #expect(requests.count == 3)
        #expect(waits == [3, 3])
    }
}
