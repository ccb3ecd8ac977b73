import ArgumentParser
import FileSystem
import Foundation
import Markup
import OffprintKit

/// `offprint init`
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a new archive that builds at once.",
        discussion: """
            Makes site.toml, a first entry, a page, a template for entries, and what a repository on GitHub needs: workflows
            that check pull requests and publish the site, and a form by which readers suggest papers. Files that are there
            stay as they are.

            Example:
              offprint init papers --title "Papers of our group" --url https://papers.example.org/ && offprint build --site papers
            """)

    @Argument(help: ArgumentHelp("The folder; it is made where it is missing.", valueName: "dir"))
    var folder: String

    @Option(help: "The site's title.")
    var title = "My archive"

    @Option(
        help: ArgumentHelp("The address of the site's first page.", valueName: "https://…"),
        transform: { text in
            guard let address = WebAddress.checked(text) else {
                throw ValidationError("`\(text)` is no address that begins with https:// or http://")
            }
            return address
        })
    var url: String?

    func run() throws {
        let now = Int64(Date().timeIntervalSince1970)
        let result = try Program.reportingFailures { () throws(IOFailure) in
            try Starter.make(folder, title: title, url: url, day: .moment(now))
        }
        switch result {
        case .refused: throw ValidationError("\(folder) is an archive already: it has a site.toml")
        case .made(let made, let kept):
            for name in made { print("made  \(folder)/\(name)") }
            for name in kept { print("kept  \(folder)/\(name)") }
            print("Build it with: offprint build --site \(folder)")
        }
    }
}
