import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The network, by Foundation.
package struct URLSessionClient: HTTPClient {
    /// How large an answer may be, in bytes, where nobody says more.
    package static let largest = 20_000_000

    private let largest: Int
    private let timeout: Double
    private let agent: String
    /// What requests to other hosts go to instead: `http://127.0.0.1:8080` gets `/export.arxiv.org/api/query`.
    private let base: String?

    /// A client.
    ///
    /// - Parameters:
    ///   - agent: What it calls itself: services want to know whom they serve.
    ///   - largest: How large an answer may be, in bytes, when it is unpacked.
    ///   - timeout: How long an answer may take, in seconds.
    ///   - base: An address that is asked in place of every host, whose name comes first in the path; for tests and mirrors.
    package init(agent: String, largest: Int = Self.largest, timeout: Double = 30, base: String? = nil) {
        self.largest = largest
        self.agent = agent
        self.timeout = timeout
        self.base = base
    }

    package func send(_ request: HTTPRequest) throws(FetchFailure) -> HTTPAnswer {
        guard let address = URL(string: redirected(request.address)) else {
            throw FetchFailure(request.address, "this is no address")
        }
        var message = URLRequest(url: address, timeoutInterval: timeout)
        message.setValue(agent, forHTTPHeaderField: "User-Agent")
        if let accept = request.accept { message.setValue(accept, forHTTPHeaderField: "Accept") }
        let delegate = SessionDelegate(largest: largest)
        let session = URLSession(configuration: .ephemeral, delegate: delegate, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let task = session.dataTask(with: message)
        task.resume()
        // The session's own time limit begins anew with every byte, and on Linux has not less than some seconds.
        guard delegate.wait(timeout) else {
            task.cancel()
            throw FetchFailure(request.address, "no answer in time", isPassing: true)
        }
        switch delegate.outcome {
        case .answer(let answer)?: return answer
        case .failure(let error as URLError)?:
            throw FetchFailure(request.address, Self.reason(error), isPassing: Self.isPassing(error))
        case .failure(let error)?: throw FetchFailure(request.address, error.localizedDescription)
        case .tooLarge?: throw FetchFailure(request.address, "the answer has more than \(largest) bytes")
        case nil: throw FetchFailure(request.address, "the request was given up")
        }
    }

    private func redirected(_ address: String) -> String {
        guard let base, !address.hasPrefix(base) else { return address }
        guard let scheme = address.firstRange(of: "://") else { return address }
        return "\(base)/\(address[scheme.upperBound...])"
    }

    private static func reason(_ error: URLError) -> String {
        switch error.code {
        case .timedOut: "no answer in time"
        case .cannotConnectToHost: "no connection"
        case .cannotFindHost, .dnsLookupFailed: "there is no such host"
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate:
            "the connection is not safe"
        default: "the connection broke off (\(error.localizedDescription))"
        }
    }

    /// Whether trying again may help: what breaks off has many names.
    private static func isPassing(_ error: URLError) -> Bool {
        switch error.code {
        case .badURL, .unsupportedURL, .cannotFindHost, .dnsLookupFailed, .secureConnectionFailed,
            .serverCertificateUntrusted, .serverCertificateHasBadDate:
            false
        default: true
        }
    }
}

/// Collects what comes of one request.
private final class SessionDelegate: NSObject, URLSessionDataDelegate {
    enum Outcome: Sendable {
        case answer(HTTPAnswer)
        case failure(any Error)
        case tooLarge
    }

    private struct State {
        var bytes: [UInt8] = []
        var outcome: Outcome?
    }

    private let largest: Int
    private let state = Mutex(State())
    private let finished = DispatchSemaphore(value: 0)

    init(largest: Int) { self.largest = largest }

    /// Waits for the end, at most so many seconds; false where it has not come.
    func wait(_ seconds: Double) -> Bool { finished.wait(timeout: .now() + seconds) == .success }

    var outcome: Outcome? { state.withLock { $0.outcome } }

    func urlSession(
        _: URLSession, task: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse, newRequest _: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        // The redirect is the answer: the fetcher decides.
        completionHandler(nil)
    }

    func urlSession(_: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            state.bytes += data
            if state.bytes.count > largest { state.outcome = .tooLarge }
            return state.bytes.count > largest
        }
        if isTooLarge { dataTask.cancel() }
    }

    func urlSession(_: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        state.withLock { state in
            guard state.outcome == nil else { return }
            if let error {
                state.outcome = .failure(error)
            } else if let response = task.response as? HTTPURLResponse {
                state.outcome = .answer(Self.answer(response, state.bytes))
            }
        }
        finished.signal()
    }

    private static func answer(_ response: HTTPURLResponse, _ bytes: [UInt8]) -> HTTPAnswer {
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
        return HTTPAnswer(status: response.statusCode, headers: headers, bytes: bytes)
    }
}
