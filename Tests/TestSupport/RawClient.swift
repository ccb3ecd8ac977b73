import Foundation

/// Asks a server on 127.0.0.1 with exactly these bytes, so that nothing mends what is wrong with them.
package enum RawClient {
    /// The answer: the first line without the version, the whole head, the body as long as the head says. `nil` where nobody
    /// listens.
    package static func ask(_ request: String, port: Int) -> (status: String, head: String, body: String)? {
        #if canImport(Glibc)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        let connection = socket(AF_INET, stream, 0)
        defer { close(connection) }
        // A server that never answers should not stop the tests; one on a busy machine may take long.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = UInt16(port).bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return nil }
        _ = Array(request.utf8).withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }

        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        func more() -> Bool {
            let count = read(connection, &buffer, buffer.count)
            if count > 0 { bytes += buffer[..<count] }
            return count > 0
        }
        let end = Array("\r\n\r\n".utf8)
        while bytes.firstRange(of: end) == nil { guard more() else { break } }
        guard let separator = bytes.firstRange(of: end) else { return ("no answer", "", "") }
        let head = String(decoding: bytes[..<separator.lowerBound], as: UTF8.self)
        let lines = head.components(separatedBy: "\r\n")
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces)) }
        while bytes.count - separator.upperBound < length ?? 0 { guard more() else { break } }
        return (String(lines[0].dropFirst(9)), head, String(decoding: bytes[separator.upperBound...], as: UTF8.self))
    }
}
