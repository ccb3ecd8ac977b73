import ArgumentParser
import FileSystem
import OffprintKit

/// `offprint theme`
struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "Helps with themes.", subcommands: [KeysCommand.self])

    /// `offprint theme keys`
    struct KeysCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "keys", abstract: "Prints what each template may show: its views and their keys.")

        @Option(help: "The folder with site.toml.")
        var site = "."

        func run() throws {
            let outcome = try Program.reportingFailures { () throws(IOFailure) in
                try ThemeReference.text(site: site, themeFolders: Program.themeFolders)
            }
            Program.print(outcome.diagnostics, site: site)
            guard let text = outcome.text else { throw ExitCode(1) }
            print(text, terminator: "")
        }
    }
}
