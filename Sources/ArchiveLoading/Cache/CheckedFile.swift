package import ArchiveModel
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

    /// What a closure makes of its content; `nil` where there is nothing that can be used.
    package func read<Content>(from folder: Folder, _ make: (UnsafeRawBufferPointer) -> Content?) -> Content? {
        // Not there, or not to be read: then everything is made anew.
        guard let file = (try? folder.map(name)) ?? nil else { return nil }
        return file.withBytes { bytes in
            let end = bytes.count - Self.footer
            guard end >= 0 else { return nil }
            let content = UnsafeRawBufferPointer(rebasing: bytes[..<end])
            let (salt, checksum) = (
                bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: end + 8, as: UInt64.self)
            )
            guard salt == self.salt.value, checksum == Fingerprint.of(content).value else { return nil }
            return make(content)
        }
    }

    /// Replaces it in one step.
    package func write(_ content: consuming ByteWriter, to folder: Folder) throws(IOFailure) {
        let checksum = Fingerprint.of(content.bytes)
        content.append(salt.value)
        content.append(checksum.value)
        try folder.write(content.bytes, to: name + ".new")
        try folder.move(name + ".new", from: folder, to: name)
    }
}
