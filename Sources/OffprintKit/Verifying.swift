package import Diagnostics
package import FileSystem
package import Fetching
import Markup
import Parallelism
import SiteGeneration

/// `offprint verify`: whether a copy of a site is what its manifest says.
package enum Verifying {
    /// Where the copy is.
    package enum Copy: Sendable {
        /// A folder.
        case folder(Folder)
        /// A site on the web, by the address of its first page, with a slash at the end; one client serves all threads, each
        /// with a fetcher of its own.
        case web(address: String, fetcher: @Sendable () -> Fetcher)
    }

    /// What is wrong with a file of the copy.
    package enum Fault: Sendable, Hashable {
        case missing
        /// Its size, where that is another than the manifest says.
        case changed(size: Int?)
        /// Why it could not be read.
        case unreadable(String)
        /// The manifest does not have it.
        case unlisted
    }

    /// What came of it.
    package struct Report: Sendable {
        /// How many files were looked at.
        package var count: Int
        /// How many bytes they have.
        package var bytes: Int
        /// The faults, in the order of the paths.
        package var faults: [(path: String, fault: Fault)]
    }

    /// Compares every file of a manifest with the copy, or about `sample` of them, spread evenly; in a folder, files that the
    /// manifest has not are faults too.
    ///
    /// - Returns: The report; `nil`, with the reasons, where the manifest is none.
    package static func run(
        _ manifest: SourceFile, _ copy: Copy, sample: Int?, jobs: Int
    ) throws(IOFailure) -> (report: Report?, diagnostics: [Diagnostic]) {
        let (read, diagnostics) = SiteManifest.read(manifest)
        guard let read else { return (nil, diagnostics) }
        var files = read.files
        if let sample, sample < files.count {
            files = (0..<sample).map { read.files[$0 * read.files.count / sample] }
        }
        let chosen = files
        let faults = Parallel.mapStretches(count: files.count, jobs: jobs, size: 16, state: { Reader(copy) }) {
            reader, places in
            places.map { reader.fault(of: chosen[$0]) }
        }.flatMap { $0 }
        var report = Report(count: files.count, bytes: files.reduce(0) { $0 + $1.size }, faults: [])
        for (file, fault) in zip(files, faults) { if let fault { report.faults.append((file.path, fault)) } }
        if case .folder(let folder) = copy, sample == nil {
            let known = Set(read.files.map(\.path) + [SiteManifest.name])
            for path in try SiteFiles.paths(of: folder) where !known.contains(path) {
                report.faults.append((path, .unlisted))
            }
            report.faults.sort { $0.path < $1.path }
        }
        return (report, [])
    }

    /// Reads files of a copy, one after the other.
    private struct Reader {
        private let copy: Copy
        private var fetcher: Fetcher?
        private var bytes: [UInt8] = []

        init(_ copy: Copy) {
            self.copy = copy
            if case .web(_, let make) = copy { fetcher = make() }
        }

        mutating func fault(of file: SiteManifest.File) -> Fault? {
            switch copy {
            case .folder(let folder):
                do {
                    try folder.read(file.path, into: &bytes, followingLinks: false)
                } catch {
                    return error.isMissing ? .missing : .unreadable(error.reason)
                }
            case .web(let address, _):
                // The page of a folder has the folder's address; not every host knows the other one.
                var path = file.path[...]
                if path == "index.html" || path.hasSuffix("/index.html") { path = path.dropLast("index.html".count) }
                do {
                    bytes = try fetcher?.fetch(HTTPRequest(address + WebAddress.encodedPath(String(path)))) ?? []
                } catch {
                    return error.isMissing ? .missing : .unreadable(error.reason)
                }
            }
            guard bytes.count == file.size else { return .changed(size: bytes.count) }
            let checksum = SHA256.digits(SHA256.checksum(of: bytes))
            return checksum == file.sha256 ? nil : .changed(size: nil)
        }
    }
}
