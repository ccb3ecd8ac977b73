package import Diagnostics
package import Markup

/// Where a text stands: a run of bytes in a file. Texts are read again when a page needs them, so that memory does not
/// grow with them.
package struct TextSource: Sendable, Hashable {
    /// The file, relative to the site's folder.
    package var path: String
    /// The text's bytes in it.
    package var range: ByteRange
    /// The whole file's size when it was loaded; another size later means that it changed meanwhile.
    package var fileSize: Int
    /// Of the whole file's bytes.
    package var fingerprint: Fingerprint

    /// Makes a source.
    package init(path: String, range: ByteRange, fileSize: Int, fingerprint: Fingerprint) {
        self.path = path
        self.range = range
        self.fileSize = fileSize
        self.fingerprint = fingerprint
    }
}
