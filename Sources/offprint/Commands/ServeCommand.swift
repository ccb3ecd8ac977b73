import ArchiveModel
import ArgumentParser
import FileSystem
import Foundation
import OffprintKit

/// `offprint serve`
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Shows the site on this machine, and each change as it is saved.",
        discussion: """
            Pages are made when they are asked for, so it starts at once. Only this machine can reach it. Where a file has a
            mistake, it is shown over the page until it is mended; the page below stays as it was.

            Example:
              offprint serve --drafts --follow
            """)

    @OptionGroup var site: SiteOption

    @Option(help: "The port on 127.0.0.1.")
    var port: UInt16 = 8000

    @Flag(help: "Show drafts too.")
    var drafts = false

    @Flag(help: "Let browsers go to the page of the entry that was saved.")
    var follow = false

    @OptionGroup var asOf: AsOfOption

    func run() throws {
        let options = Preview.Options(
            site: site.folder, asOf: asOf.day, drafts: drafts,
            jobs: ProcessInfo.processInfo.activeProcessorCount, themeFolders: Program.themeFolders,
            cache: UserCache.ofBuilds(of: site.folder))
        let folder = site.folder
        let server = PreviewServer(options, port: port, follows: follow) { Program.print($0, site: folder) }
        try Program.reportingFailures { () throws(IOFailure) in
            // Without a site there is nothing to wait for.
            guard try Folder.open(folder).status("site.toml") != nil else {
                throw IOFailure("serve", folder, reason: "there is no site.toml")
            }
            try server.run { address in
                print("The site is at \(address); Control-C ends it.")
                fflush(nil)
            }
        }
    }
}
