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

extension Loaded {
    /// No value, for one reason.
    static func failed(_ diagnostic: Diagnostic) -> Loaded { Loaded(value: nil, diagnostics: [diagnostic]) }
}
