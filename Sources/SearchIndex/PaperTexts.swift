package import ArchiveModel
package import FileSystem

/// Reads the texts of papers: from memory where it has room for them, else from their files.
package struct PaperTexts: Sendable {
    private let folder: Folder

    /// The texts of papers whose content is in a folder.
    package init(folder: Folder) { self.folder = folder }

    /// Replaces bytes by a paper's text, Markdown.
    package func read(_ paper: Paper, into bytes: inout [UInt8]) throws(IOFailure) {
        if paper.copyText(into: &bytes) { return }
        let source = paper.source
        let size = try folder.read(source.path, into: &bytes)
        guard size == source.fileSize else {
            throw IOFailure("read", source.path, reason: "it changed while the site was being built")
        }
        bytes.removeSubrange(source.range.upperBound...)
        bytes.removeSubrange(..<source.range.lowerBound)
    }
}
