import ArgumentParser

/// The program.
@main
struct Offprint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offprint",
        abstract: "Builds static sites for daily archives of research papers.",
        version: "0.1.0",
        subcommands: [
            BuildCommand.self, NewCommand.self, AddCommand.self, CheckCommand.self, ImportCommand.self,
            ExportCommand.self, ThemeCommand.self,
        ])
}
