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

    /// The file, or what is wrong with it: unreadable, too large, not UTF-8, not text.
    mutating func read(_ path: String) -> Loaded<SourceFile> {
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
        let file = SourceFile(path: path, bytes: bytes)
        if let problem = TextCheck.problem(in: file) { return .failed(problem) }
        return Loaded(value: file, diagnostics: [])
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

    /// The text, to be read again when a page needs it.
    var source: TextSource {
        TextSource(path: file.path, range: body, fileSize: file.bytes.count, fingerprint: .of(file.bytes))
    }
}

extension TextFileReader {
    /// The file split into keys and text, or what is wrong with it.
    mutating func readContent(_ path: String) -> Loaded<ContentText> {
        let loaded = read(path)
        guard let file = loaded.value else { return Loaded(value: nil, diagnostics: loaded.diagnostics) }
        let (front, problems) = FrontMatter.split(file)
        guard let front else { return Loaded(value: nil, diagnostics: problems) }
        let (table, syntaxProblems) = front.table(in: file)
        guard let table else { return Loaded(value: nil, diagnostics: syntaxProblems) }
        let text = ContentText(file: file, fence: front.fence, table: table, body: front.body)
        return Loaded(value: text, diagnostics: [])
    }
}

extension Loaded {
    /// No value, for one reason.
    static func failed(_ diagnostic: Diagnostic) -> Loaded { Loaded(value: nil, diagnostics: [diagnostic]) }
}
