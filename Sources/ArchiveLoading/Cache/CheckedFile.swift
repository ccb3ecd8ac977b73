import ArchiveModel
package import FileSystem
package import Markup

/// A file in the cache folder. What it was written for and a checksum stand at its end, so that one that is damaged, cut
/// off, or of another program is as good as none.
package struct CheckedFile {
    private let name: String
    private let salt: Fingerprint

    private static let footer = 16

    /// A file of a name, for what `salt` stands for.
    package init(_ name: String, salt: Fingerprint) {
        self.name = name
        var salt = salt
        salt.add(name)
        self.salt = salt
    }

    /// What is in it; `nil` where there is nothing that can be used.
    package func read(from folder: Folder) -> [UInt8]? {
        var bytes: [UInt8] = []
        // Not there, or not to be read: then everything is made anew.
        guard (try? folder.read(name, into: &bytes)) != nil, bytes.count >= Self.footer else { return nil }
        let (salt, checksum) = bytes.withUnsafeBytes { bytes in
            let end = bytes.count - Self.footer
            return (
                bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: end + 8, as: UInt64.self)
            )
        }
        bytes.removeLast(Self.footer)
        return salt == self.salt.value && checksum == Fingerprint.of(bytes).value ? bytes : nil
    }

    /// Replaces it in one step.
    package func write(_ content: [UInt8], to folder: Folder) throws(IOFailure) {
        var writer = ByteWriter(content)
        writer.append(salt.value)
        writer.append(Fingerprint.of(content).value)
        try folder.write(writer.bytes, to: name + ".new")
        try folder.move(name + ".new", from: folder, to: name)
    }
}
