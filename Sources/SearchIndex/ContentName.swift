import Markup

/// What a file of the index is called after its content, so that a name and a content never belong to two versions: the query
/// program checks it.
enum ContentName {
    /// The first ten hexadecimal digits of the bytes' SHA-256.
    static func of(_ bytes: [UInt8]) -> String {
        SHA256.digits(SHA256.checksum(of: bytes).prefix(5))
    }
}
