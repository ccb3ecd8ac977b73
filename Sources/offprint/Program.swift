import ArgumentParser
import Diagnostics
import Fetching
import FileSystem
import Foundation
import OffprintKit

/// What all commands share: where messages go, which exit status means what.
enum Program {
    /// Prints diagnostics to standard error, in color on a terminal unless `NO_COLOR` is set; their paths, relative to
    /// the site's folder, become relative to the working folder, so that editors and terminals can follow them.
    static func print(_ diagnostics: [Diagnostic], site: String) {
        let diagnostics = diagnostics.map { $0.located(in: site) }
        let noColor = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
        let printer = TextPrinter(color: noColor.isEmpty && isatty(STDERR_FILENO) == 1)
        write(printer.text(of: diagnostics))
    }

    /// Runs what may fail for the disk's sake; says why and exits with status 74 where it does.
    static func reportingFailures<Value>(_ body: () throws(IOFailure) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            write("error: \(error.description)\n")
            throw ExitCode(74)
        }
    }

    /// Writes what was asked for; a pipe that nobody reads any more ends the program as it does others.
    static func writeToStandardOutput(_ bytes: UnsafeRawBufferPointer) throws(IOFailure) {
        var rest = bytes
        while !rest.isEmpty {
            let written = Foundation.write(STDOUT_FILENO, rest.baseAddress, rest.count)
            if written < 0, errno == EINTR { continue }
            guard written >= 0 else { throw IOFailure("write", "standard output", code: errno) }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    /// Writes bytes that were asked for.
    static func writeToStandardOutput(_ bytes: [UInt8]) throws(IOFailure) {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(IOFailure) in try writeToStandardOutput(bytes) }
        }
        try result.get()
    }

    /// The network. `OFFPRINT_MIRROR` sends its requests elsewhere.
    static func fetcher(largest: Int = URLSessionClient.largest) -> Fetcher {
        let mirror = ProcessInfo.processInfo.environment["OFFPRINT_MIRROR"].flatMap { $0.isEmpty ? nil : $0 }
        let client = URLSessionClient(
            agent: "offprint/\(Offprint.configuration.version)", largest: largest, base: mirror)
        return Fetcher(client, now: { ProcessInfo.processInfo.systemUptime }, sleep: Thread.sleep(forTimeInterval:))
    }

    /// A file that is an argument: a path, an address, or standard input where it is `-`.
    static func read(_ path: String, largest: Int = URLSessionClient.largest) throws(IOFailure) -> SourceFile {
        if path.hasPrefix("https://") || path.hasPrefix("http://") {
            var fetcher = fetcher(largest: largest)
            do {
                return SourceFile(path: path, bytes: try fetcher.fetch(HTTPRequest(path)))
            } catch {
                throw IOFailure("fetch", error.address, reason: error.reason)
            }
        }
        guard path == "-" else {
            var bytes: [UInt8] = []
            _ = try Folder.open(".").read(path, into: &bytes)
            return SourceFile(path: path, bytes: bytes)
        }
        do {
            return SourceFile(path: "<stdin>", bytes: Array(try FileHandle.standardInput.readToEnd() ?? Data()))
        } catch {
            throw IOFailure("read", "standard input", reason: error.localizedDescription)
        }
    }

    /// The site of a command that reads its archive.
    static func siteOptions(_ site: SiteOption, _ asOf: AsOfOption? = nil) -> SiteArchive.Options {
        let now = Date().timeIntervalSince1970
        return SiteArchive.Options(
            site: site.folder, asOf: asOf?.value(now: Int64(now)) ?? .moment(Int64(now)),
            jobs: ProcessInfo.processInfo.activeProcessorCount, cache: UserCache.ofBuilds(of: site.folder),
            startedAt: Int64(now * 1_000_000_000))
    }

    /// The message for a word that is none of those that a command knows.
    static func unknown(_ kind: String, _ word: String, among words: [String]) -> String {
        let nearest = Nearest.match(word, among: words).map { "; did you mean `\($0)`?" }
        return "there is no \(kind) `\(word)`" + (nearest ?? "; there are \(words.joined(separator: ", "))")
    }

    /// Says that something failed.
    static func complain(_ message: String) { write("error: \(message)\n") }

    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    /// Where themes may lie that came with the program: in a folder `themes`, or `share/offprint/themes`, beside one of
    /// the folders above it, so that it works installed (`/usr/local/bin`) and in a checkout (`.build/release`).
    static var themeFolders: [String] {
        guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return [] }
        var folders: [String] = []
        var folder = program.deletingLastPathComponent()
        while folder.path != "/" {
            folders += [folder.appending(path: "share/offprint/themes").path, folder.appending(path: "themes").path]
            folder.deleteLastPathComponent()
        }
        return folders
    }
}

extension Diagnostic {
    /// The diagnostic with the paths of its places below a folder.
    func located(in folder: String) -> Diagnostic {
        func moved(_ place: SourceLocation?) -> SourceLocation? {
            guard var place, folder != ".", !place.path.hasPrefix("/"), !place.path.contains("://") else {
                return place
            }
            place.path = folder.hasSuffix("/") ? folder + place.path : "\(folder)/\(place.path)"
            return place
        }
        var diagnostic = self
        diagnostic.location = moved(location)
        diagnostic.notes = notes.map { Note($0.message, at: moved($0.location)) }
        return diagnostic
    }
}
