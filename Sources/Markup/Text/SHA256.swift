import COpenSSL

/// Checksums that others can make as well (FIPS 180-4). What only this program compares has a ``Fingerprint``, which is faster.
package enum SHA256 {
    /// How many bytes a checksum has.
    package static let length = Int(SHA256_DIGEST_LENGTH)

    /// The checksum of some bytes, ``length`` bytes.
    package static func checksum(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        Array(unsafeUninitializedCapacity: length) { checksum, count in
            COpenSSL.SHA256(bytes.baseAddress, bytes.count, checksum.baseAddress)
            count = length
        }
    }

    /// The checksum of some bytes, ``length`` bytes.
    package static func checksum(of bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { checksum(of: $0) }
    }

    /// A checksum, or its beginning, in hexadecimal digits.
    package static func digits(_ checksum: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: checksum.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
