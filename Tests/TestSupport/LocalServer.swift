import Foundation
import Synchronization

/// A server on 127.0.0.1 that says what a test wants, to the byte.
package final class LocalServer: Sendable {
    /// What it does with a request.
    package enum Reply: Sendable {
        /// Sends an answer.
        case answer(status: String, headers: [String] = [], body: String = "")
        /// Sends these bytes and hangs up.
        case raw(String)
        /// Sends an answer whose body is packed, as zlib does it.
        case packed([UInt8])
        /// Says nothing for so many seconds.
        case silence(Double)
    }

    private let descriptor: Int32
    private let log = Mutex<[String]>([])
    /// Its address: `http://127.0.0.1:40123`.
    package let address: String

    /// The requests so far: their first lines and `Accept` headers.
    package var requests: [String] { log.withLock { $0 } }

    /// Starts a server; `reply` is given a request's path and how many requests came before it.
    package init(_ reply: @escaping @Sendable (_ path: String, _ number: Int) -> Reply) throws {
        #if canImport(Glibc)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, stream, 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> UInt16? in
                guard bind(descriptor, pointer, size) == 0, listen(descriptor, 16) == 0,
                    getsockname(descriptor, pointer, &size) == 0
                else { return nil }
                return UnsafeRawPointer(pointer).load(as: sockaddr_in.self).sin_port.bigEndian
            }
        }
        guard let port else { throw CocoaError(.fileWriteUnknown) }
        self.descriptor = descriptor
        address = "http://127.0.0.1:\(port)"
        Thread { [weak self] in
            var number = 0
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                let current = number
                number += 1
                Thread { [weak self] in self?.serve(connection, current, reply) }.start()
            }
        }.start()
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private func serve(_ connection: Int32, _ number: Int, _ reply: (String, Int) -> Reply) {
        defer { close(connection) }
        var head: [UInt8] = []
        var byte = UInt8(0)
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), read(connection, &byte, 1) == 1 { head.append(byte) }
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let accept = lines.first { $0.lowercased().hasPrefix("accept: ") }?.dropFirst(8) ?? ""
        log.withLock { $0.append("\(path) \(accept)") }
        switch reply(path, number) {
        case .answer(let status, let headers, let body):
            let fields = headers + ["Content-Length: \(body.utf8.count)", "Connection: close"]
            let head = "HTTP/1.1 \(status)\r\n" + fields.joined(separator: "\r\n") + "\r\n\r\n"
            send(Array((head + body).utf8), connection)
        case .raw(let text): send(Array(text.utf8), connection)
        case .packed(let body):
            let head = "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: \(body.count)\r\n\r\n"
            send(Array(head.utf8) + body, connection)
        case .silence(let seconds): Thread.sleep(forTimeInterval: seconds)
        }
    }

    private func send(_ bytes: [UInt8], _ connection: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
