import FileSystem
import Foundation
import Markup
import OffprintKit

/// Where builds keep what the next one can use, unless they are told another place.
enum UserCache {
    /// The folder for one site and one output folder, within the user's cache folder as the system has it
    /// (`$XDG_CACHE_HOME`, else `~/.cache`; `~/Library/Caches` on macOS); `nil` for a user without a home.
    static func folder(site: String, output: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        var base = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        if base == nil, let home = environment["HOME"], home.hasPrefix("/") {
            #if os(macOS)
            base = home + "/Library/Caches"
            #else
            base = home + "/.cache"
            #endif
        }
        guard let base else { return nil }
        var name = Fingerprint.of(absolute(site))
        name.add(absolute(output))
        return "\(base)/offprint/\(String(name.value, radix: 16))"
    }

    /// What builds of a site into its usual folder keep.
    static func ofBuilds(of site: String) -> Cache? {
        folder(site: site, output: site == "." ? "public" : "\(site)/public").map {
            Cache(folder: $0, program: program, isIgnored: false)
        }
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }

    /// What stands for the program that is running: its file by all that the file system says of it, since a version stays
    /// the same from commit to commit, and some installers give every file one time.
    static var program: Fingerprint {
        var program = Fingerprint.of("offprint")
        guard let path = Bundle.main.executableURL?.path,
            let status = try? Folder.open("/").status(path, followingLinks: true)
        else { return program }  // Then all programs look alike; the version would be no better.
        for number in [Int64(status.size), status.modified, status.changed] { program.add(number) }
        program.add(status.identity.device)
        program.add(status.identity.number)
        return program
    }
}
