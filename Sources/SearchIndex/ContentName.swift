import Crypto

/// What a file of the index is called after its content, so that a name and a content never belong to two versions: the query
/// program checks it.
enum ContentName {
    /// The first ten hexadecimal digits of the bytes' SHA-256.
    static func of(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(5).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
