import ArchiveExchange
package import ArchiveModel
package import Diagnostics
package import FileSystem
import Markup
import Parallelism
import SiteGeneration

/// `offprint export zip`: some days of the archive for a shelf, as a zip file that is a bag (BagIt, RFC 8493): their pages,
/// which open from a folder without a server, their papers as data, and checksums of all files.
package enum Bag {
    /// What the command was asked for.
    package struct Options: Sendable {
        /// The site, as of when.
        package var site: SiteArchive.Options
        /// The days whose papers are taken.
        package var days: ClosedRange<Day>
        /// What the folder in the zip is called.
        package var name: String
        /// A folder for the pages while they are packed.
        package var scratch: String
        /// Folders in which to look for a theme that the site has not in its own `themes`.
        package var themeFolders: [String]
        /// What the bag says it was made by: `offprint 0.1.0`.
        package var agent: String

        /// Makes options.
        package init(
            site: SiteArchive.Options, days: ClosedRange<Day>, name: String, scratch: String, themeFolders: [String],
            agent: String
        ) {
            self.site = site
            self.days = days
            self.name = name
            self.scratch = scratch
            self.themeFolders = themeFolders
            self.agent = agent
        }
    }

    /// Builds the pages into the scratch folder and writes the zip.
    package static func run(
        _ options: Options, write: @escaping (UnsafeRawBufferPointer) throws(IOFailure) -> Void
    ) throws(IOFailure) -> (result: Export.Result, diagnostics: [Diagnostic]) {
        var build = Build.Options(
            site: options.site.site, output: options.scratch, asOf: options.site.asOf, drafts: false,
            jobs: options.site.jobs, strict: false, relativeLinks: true, isDurable: false,
            themeFolders: options.themeFolders, cache: nil, startedAt: options.site.startedAt,
            progress: ProgressCounter())
        build.days = options.days
        let outcome = try Build.run(build)
        guard let report = outcome.report else { return (.stopped, outcome.diagnostics) }
        guard report.papers > 0 else {
            return (
                .refused("no paper is of \(options.days.lowerBound.iso) to \(options.days.upperBound.iso)"),
                outcome.diagnostics
            )
        }
        let (site, _) = try SiteArchive.load(options.site)
        guard let site else { return (.stopped, outcome.diagnostics) }

        var bag = BagWriter(options.name, day: site.today, write: write)
        let selection = Export.Selection(
            tags: [], authors: [], since: options.days.lowerBound, until: options.days.upperBound)
        for exporter in Exporter.all {
            var bytes: [UInt8] = []
            _ = try Export.run(exporter, selection, options.site) { more throws(IOFailure) in bytes += more }
            try bag.add("papers.\(exporter.ending)", bytes)
        }
        let output = try Folder.open(options.scratch)
        var bytes: [UInt8] = []
        for path in try SiteFiles.paths(of: output) {
            try output.read(path, into: &bytes)
            try bag.add("site/\(path)", bytes)
        }
        let configuration = site.configuration.site
        try bag.finish([
            ("External-Description", configuration.title),
            ("External-Identifier", configuration.url),
            ("Bagging-Date", site.today.iso),
            ("Bag-Software-Agent", options.agent),
        ])
        return (.exported, outcome.diagnostics)
    }
}

/// Writes a bag into a zip file.
private struct BagWriter {
    private let name: String
    private var zip: ZipWriter
    private var manifest = ""
    private var (bytes, files) = (0, 0)

    init(_ name: String, day: Day, write: @escaping (UnsafeRawBufferPointer) throws(IOFailure) -> Void) {
        self.name = name
        zip = ZipWriter(day: day, write: write)
    }

    /// Adds a file of the payload.
    mutating func add(_ path: String, _ content: [UInt8]) throws(IOFailure) {
        (bytes, files) = (bytes + content.count, files + 1)
        manifest += Self.line(content, "data/\(path)")
        try zip.add("\(name)/data/\(path)", content)
    }

    /// Ends the bag with what it says of itself.
    consuming func finish(_ facts: [(label: String, value: String?)]) throws(IOFailure) {
        let known = facts + [("Payload-Oxum", "\(bytes).\(files)")]
        let info = known.compactMap { label, value in
            value.map { "\(label): \($0.replacing(scalar: "\r", with: " ").replacing(scalar: "\n", with: " "))\n" }
        }
        let tags = [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            ("bag-info.txt", info.joined()),
            ("manifest-sha256.txt", manifest),
        ]
        var checksums = ""
        for (file, text) in tags {
            checksums += Self.line(Array(text.utf8), file)
            try zip.add("\(name)/\(file)", Array(text.utf8))
        }
        try zip.add("\(name)/tagmanifest-sha256.txt", Array(checksums.utf8))
        try zip.finish()
    }

    /// A line of a manifest.
    private static func line(_ content: [UInt8], _ path: String) -> String {
        let checksum = SHA256.digits(SHA256.checksum(of: content))
        let escaped = path.replacing(scalar: "%", with: "%25").replacing(scalar: "\r", with: "%0D")
        return "\(checksum)  \(escaped.replacing(scalar: "\n", with: "%0A"))\n"
    }
}
