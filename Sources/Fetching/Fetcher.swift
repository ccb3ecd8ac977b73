/// Fetches from the services of others: follows redirects, waits where it is asked to, keeps the pause that a service wants
/// between two requests, and gives up after a while.
package struct Fetcher {
    /// How often a request is sent before it counts as failed.
    static let mostAttempts = 4
    /// How many redirects are followed.
    static let mostRedirects = 5
    /// The longest that is waited before another attempt, in seconds.
    static let longestWait = 30.0

    private let client: any HTTPClient
    /// Seconds since some moment.
    private let now: () -> Double
    private let sleep: (Double) -> Void
    /// When each host was asked last.
    private var asked: [String: Double] = [:]

    /// A fetcher; `now` gives seconds since some moment, `sleep` waits for seconds.
    package init(_ client: any HTTPClient, now: @escaping () -> Double, sleep: @escaping (Double) -> Void) {
        self.client = client
        self.now = now
        self.sleep = sleep
    }

    /// The body that a request is answered with. `pause` is the least time between two requests to its host, in seconds.
    package mutating func fetch(_ request: HTTPRequest, pause: Double = 0) throws(FetchFailure) -> [UInt8] {
        var request = request
        var redirects = 0
        var attempt = 1
        while true {
            wait(Self.host(request.address), pause)
            let answer: HTTPAnswer
            do {
                answer = try client.send(request)
            } catch {
                guard error.isPassing, attempt < Self.mostAttempts else { throw error }
                sleep(Self.backoff(attempt))
                attempt += 1
                continue
            }
            switch answer.status {
            case 200..<300: return answer.bytes
            case 301, 302, 303, 307, 308:
                guard let location = answer.headers["location"] else {
                    throw FetchFailure(request.address, "the answer redirects, and does not say where")
                }
                redirects += 1
                guard redirects <= Self.mostRedirects else {
                    throw FetchFailure(request.address, "it redirects more than \(Self.mostRedirects) times")
                }
                request.address = try Self.resolved(location, from: request.address)
            case 429, 500, 502, 503, 504:
                let asked = answer.headers["retry-after"].flatMap(Double.init)
                guard attempt < Self.mostAttempts, asked ?? 0 <= Self.longestWait else {
                    throw FetchFailure(request.address, Self.reason(answer.status))
                }
                sleep(asked ?? Self.backoff(attempt))
                attempt += 1
            default:
                throw FetchFailure(
                    request.address, Self.reason(answer.status), isMissing: [404, 410].contains(answer.status))
            }
        }
    }

    private mutating func wait(_ host: String, _ pause: Double) {
        if let last = asked[host], pause > 0 {
            let rest = last + pause - now()
            if rest > 0 { sleep(rest) }
        }
        asked[host] = now()
    }

    private static func backoff(_ attempt: Int) -> Double { Double(1 << attempt) / 2 }

    /// Where a redirect leads; not from an encrypted to an open connection, nor to anything but the web.
    private static func resolved(_ location: String, from address: String) throws(FetchFailure) -> String {
        let scheme = address.prefix { $0 != ":" }
        var target = location
        if location.hasPrefix("//") {
            target = "\(scheme):\(location)"
        } else if location.hasPrefix("/") {
            target = "\(scheme)://\(host(address))\(location)"
        } else if !location.contains("://") {
            let folder = address.prefix { $0 != "?" && $0 != "#" }
            target = String(folder[...(folder.lastIndex(of: "/") ?? folder.startIndex)]) + location
        }
        guard target.hasPrefix("https://") || target.hasPrefix("http://") && scheme == "http" else {
            throw FetchFailure(address, "it redirects to \(target)")
        }
        return target
    }

    private static func host(_ address: String) -> String {
        let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count > 2 ? String(parts[2]) : ""
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 401, 403: "the server does not allow it (\(status))"
        case 404, 410: "there is no such thing (\(status))"
        case 406: "the server has it in no form that was asked for (406)"
        case 429: "the server wants fewer requests (429); try again later"
        case 500...: "the server has a problem (\(status)); try again later"
        default: "the server answers with status \(status)"
        }
    }
}
