import ArgumentParser
import FileSystem
import OffprintKit

/// `offprint theme`
struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "Helps with themes.", subcommands: [NewCommand.self, KeysCommand.self])

    /// `offprint theme new`
    struct NewCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Makes a theme of your own, which begins as a copy of another.",
            discussion: """
                The theme is made in the folder `themes` of the site. Write its name under [site] in site.toml to use it:

                  theme = "NAME"

                To change a template or two, put yours into the folder `theme` instead; see docs/guide/themes.md.
                """)

        @Argument(help: "What the theme is called.")
        var name: String

        @Option(help: "The theme to begin with.")
        var from = "default"

        @OptionGroup var site: SiteOption

        func run() throws {
            let outcome = try Program.reportingFailures { () throws(IOFailure) in
                try ThemeCopy.make(name, from: from, site: site.folder, themeFolders: Program.themeFolders)
            }
            switch outcome {
            case .made(let folder, let files):
                print("\(folder): \(files) files. Use it with `theme = \"\(name)\"` under [site] in site.toml.")
            case .refused(let reason): throw ValidationError(reason)
            }
        }
    }

    /// `offprint theme keys`
    struct KeysCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "keys", abstract: "Prints what each template may show: its views and their keys.")

        @OptionGroup var site: SiteOption

        func run() throws {
            let outcome = try Program.reportingFailures { () throws(IOFailure) in
                try ThemeReference.text(site: site.folder, themeFolders: Program.themeFolders)
            }
            Program.print(outcome.diagnostics, site: site.folder)
            guard let text = outcome.text else { throw ExitCode(1) }
            print(text, terminator: "")
        }
    }
}
