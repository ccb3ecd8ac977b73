/// What the network is to everything else: one request, one answer. Redirects are answers.
package protocol HTTPClient: Sendable {
    /// Sends a request and waits for the whole answer.
    func send(_ request: HTTPRequest) throws(FetchFailure) -> HTTPAnswer
}

/// A `GET` request.
package struct HTTPRequest: Sendable, Hashable {
    /// Where it goes: an `http:` or `https:` address.
    package var address: String
    /// The `Accept` header; `nil` for anything.
    package var accept: String?

    /// Makes a request.
    package init(_ address: String, accept: String? = nil) {
        self.address = address
        self.accept = accept
    }
}

/// An answer, read to its end.
package struct HTTPAnswer: Sendable {
    /// The status: 200.
    package var status: Int
    /// The header fields, by their names in lower case.
    package var headers: [String: String]
    /// The body.
    package var bytes: [UInt8]

    /// Makes an answer.
    package init(status: Int, headers: [String: String] = [:], bytes: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }
}

/// A request that came to nothing.
package struct FetchFailure: Error, Sendable, Hashable {
    /// The address that was asked.
    package let address: String
    /// The reason, in words.
    package let reason: String
    /// Whether it is of the network, and trying again may help.
    package let isPassing: Bool
    /// Whether the server says that there is no such thing.
    package let isMissing: Bool

    /// Makes a failure.
    package init(_ address: String, _ reason: String, isPassing: Bool = false, isMissing: Bool = false) {
        self.address = address
        self.reason = reason
        self.isPassing = isPassing
        self.isMissing = isMissing
    }

    /// The sentence a person reads.
    package var description: String { "can't fetch \(address): \(reason)" }
}
