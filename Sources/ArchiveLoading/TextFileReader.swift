import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Reads content files as text; one for each worker, so that its memory is used again.
struct TextFileReader: ~Copyable {
    /// How large a file may be, in bytes. A long abstract has 5 KB; a book has 1 MB.
    static let largest = 1_000_000

    private let site: Folder
    private var bytes: [UInt8] = []

    init(site: Folder) { self.site = site }

    /// The file, or what is wrong with it: unreadable, too large.
    mutating func readBytes(_ path: String) -> Loaded<SourceFile> {
        do {
            let size = try site.read(path, into: &bytes, limit: Self.largest)
            guard size <= Self.largest else {
                return .failed(
                    Diagnostic(
                        .fileTooLarge, "the file has \(size) bytes; \(Self.largest) is the limit", at: .file(path)))
            }
        } catch {
            return .failed(Diagnostic(.fileUnreadable, "the file can't be read: \(error.reason)", at: .file(path)))
        }
        return Loaded(value: SourceFile(path: path, bytes: bytes), diagnostics: [])
    }

    /// The file, or what is wrong with it; that it is not UTF-8 and not text as well.
    mutating func read(_ path: String) -> Loaded<SourceFile> {
        let loaded = readBytes(path)
        guard let file = loaded.value else { return loaded }
        if let problem = TextCheck.problem(in: file) { return .failed(problem) }
        return loaded
    }
}

/// A content file with its front matter read.
struct ContentText: Sendable {
    let file: SourceFile
    /// The opening fence: where a missing key is reported.
    let fence: ByteRange
    /// The keys.
    let table: MetadataValue
    /// The text's bytes.
    let body: ByteRange

    /// Of the whole file's bytes.
    let fingerprint: Fingerprint

    /// The text, to be read again when a page needs it.
    var source: TextSource {
        TextSource(path: file.path, range: body, fileSize: file.bytes.count, fingerprint: fingerprint)
    }
}

extension ContentText {
    /// A file split into keys and text, or what is wrong with it; `fingerprint` is of its bytes.
    static func of(_ file: SourceFile, fingerprint: Fingerprint) -> Loaded<ContentText> {
        if let problem = TextCheck.problem(in: file) { return .failed(problem) }
        let (front, problems) = FrontMatter.split(file)
        guard let front else { return Loaded(value: nil, diagnostics: problems) }
        let (table, syntaxProblems) = front.table(in: file)
        guard let table else { return Loaded(value: nil, diagnostics: syntaxProblems) }
        let text = ContentText(
            file: file, fence: front.fence, table: table, body: front.body, fingerprint: fingerprint)
        return Loaded(value: text, diagnostics: [])
    }
}

extension TextFileReader {
    /// The file split into keys and text, or what is wrong with it.
    mutating func readContent(_ path: String) -> Loaded<ContentText> {
        let loaded = readBytes(path)
        guard let file = loaded.value else { return Loaded(value: nil, diagnostics: loaded.diagnostics) }
        return ContentText.of(file, fingerprint: .of(file.bytes))
    }
}
