import FlyingSocks
import Foundation

/// As much of an HTTP/1.1 server (RFC 9112) as a preview needs: requests without a body, one after the other on a connection,
/// and a bound for all that the other side may send, keep or leave open.
struct HTTPListener: Sendable {
    /// What was asked for.
    struct Request: Sendable {
        var method: String
        /// The target's path, percent-encoded, and what follows its question mark.
        var path: String, query: String
        /// The fields, by their names in lower case.
        var fields: [String: String]
    }

    /// An answer; its length is added.
    struct Response: Sendable {
        var status: Status
        var fields: [(name: String, value: String)]
        var body: [UInt8]
    }

    /// The outcomes that a preview has.
    enum Status: Int, Sendable {
        case ok = 200
        case found = 302
        case badRequest = 400
        case forbidden = 403
        case notFound = 404
        case methodNotAllowed = 405
        case headTooLarge = 431
        case internalError = 500

        fileprivate var reason: String {
            switch self {
            case .ok: "OK"
            case .found: "Found"
            case .badRequest: "Bad Request"
            case .forbidden: "Forbidden"
            case .notFound: "Not Found"
            case .methodNotAllowed: "Method Not Allowed"
            case .headTooLarge: "Request Header Fields Too Large"
            case .internalError: "Internal Server Error"
            }
        }
    }

    /// How many bytes a request may have.
    static let longestHead = 16_384
    /// How many connections there may be; another one is closed at once.
    static let mostConnections = 512
    /// How long a request may take to come, and an answer to be taken.
    static let patience = Duration.seconds(20)

    private let pool: any AsyncSocketPool
    private let socket: AsyncSocket

    /// Listens on a port of 127.0.0.1; fails where another program does.
    init(port: UInt16) async throws {
        let pool: some AsyncSocketPool = .make()
        try await pool.prepare()
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
        let socket = try Socket(domain: Int32(sockaddr_in.family), type: .stream)
        try socket.setValue(true, for: .localAddressReuse)
        #if canImport(Darwin)
        try socket.setValue(true, for: .noSIGPIPE)
        #endif
        try socket.bind(to: address)
        try socket.listen()
        self.pool = pool
        self.socket = try AsyncSocket(socket: socket, pool: pool)
    }

    /// Answers whoever asks, without end.
    func run(_ answer: @escaping @Sendable (Request) async -> Response) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await pool.run() }
            let open = Connections()
            while true {
                do {
                    let connection = try await socket.accept()
                    group.addTask {
                        if await open.enter() { await Self.serve(connection, answer) }
                        await open.leave()
                        try? connection.close()
                    }
                } catch is CancellationError {
                    return
                } catch {
                    // Another program's end, or too many open files: there will be others.
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
        }
    }

    /// How many there are.
    private actor Connections {
        private var count = 0

        /// Counts one more; `false` where there are too many.
        func enter() -> Bool {
            count += 1
            return count <= HTTPListener.mostConnections
        }

        func leave() { count -= 1 }
    }

    // MARK: A connection

    private static func serve(
        _ connection: AsyncSocket, _ answer: @escaping @Sendable (Request) async -> Response
    ) async {
        var received: [UInt8] = []
        do {
            while true {
                let (head, rest) = try await within(patience) { [received] in
                    try await readHead(from: connection, after: received)
                }
                received = rest
                guard let head else { return try await send(.refusal(.headTooLarge), to: connection, isLast: true) }
                guard let request = Request(head) else {
                    return try await send(.refusal(.badRequest), to: connection, isLast: true)
                }
                let isLast = request.fields["connection"]?.lowercased() == "close"
                try await send(
                    await answer(request), to: connection, hasBody: request.method != "HEAD", isLast: isLast)
                if isLast { return }
            }
        } catch {
            // The other side has gone, or takes too long.
        }
    }

    /// The next request's lines, without the empty one at their end, and what was received behind it; none where there are
    /// too many.
    private static func readHead(
        from connection: AsyncSocket, after received: [UInt8]
    ) async throws -> (head: [UInt8]?, rest: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        var received = received
        var searched = 0
        while true {
            if let range = received[searched...].firstRange(of: end) {
                guard range.lowerBound <= longestHead else { return (nil, []) }
                return (Array(received[..<range.lowerBound]), Array(received[range.upperBound...]))
            }
            guard received.count <= longestHead else { return (nil, []) }
            searched = max(0, received.count - 3)
            received += try await connection.read(atMost: 4_096)
        }
    }

    private static func send(
        _ response: Response, to connection: AsyncSocket, hasBody: Bool = true, isLast: Bool
    ) async throws {
        var head = "HTTP/1.1 \(response.status.rawValue) \(response.status.reason)\r\n"
        for (name, value) in response.fields { head += "\(name): \(value)\r\n" }
        head += "Content-Length: \(response.body.count)\r\nConnection: \(isLast ? "close" : "keep-alive")\r\n\r\n"
        let bytes = Data(head.utf8) + (hasBody ? response.body : [])
        try await within(patience) { try await connection.write(bytes) }
    }

    /// Ends what takes too long.
    private static func within<Value: Sendable>(
        _ time: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: time)
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}

extension HTTPListener.Response {
    /// An answer that says no more than its status does.
    fileprivate static func refusal(_ status: HTTPListener.Status) -> Self {
        Self(status: status, fields: [], body: [])
    }
}

extension HTTPListener.Request {
    /// Reads a request's lines; `nil` where they are none, or announce a body.
    fileprivate init?(_ head: [UInt8]) {
        // Fields have no characters beyond ASCII; a path that has them is not encoded as it has to be.
        guard let text = String(validating: head, as: UTF8.self) else { return nil }
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, !words[0].isEmpty, words[1].hasPrefix("/"), words[2].hasPrefix("HTTP/1.") else {
            return nil
        }
        fields = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(where: \.isWhitespace) else { return nil }
            let name = parts[0].lowercased()
            // Two of which the second is another's.
            guard fields[name] == nil || (name != "host" && name != "origin") else { return nil }
            fields[name] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        guard fields["transfer-encoding"] == nil, fields["content-length"].map({ $0 == "0" }) ?? true else {
            return nil
        }
        method = String(words[0])
        let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(target[0])
        query = target.count > 1 ? String(target[1]) : ""
    }
}
