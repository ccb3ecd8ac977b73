import ArgumentParser

/// The program.
@main
struct Offprint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offprint",
        abstract: "Builds static sites for daily archives of research papers.",
        version: "0.1.0",
        subcommands: [
            InitCommand.self, BuildCommand.self, ServeCommand.self, NewCommand.self, AddCommand.self, CheckCommand.self,
            ImportCommand.self, MigrateCommand.self,
            ExportCommand.self, DigestCommand.self, DiffCommand.self, VerifyCommand.self, SchemaCommand.self,
            ThemeCommand.self,
        ])

    static func main() {
        do {
            try findMisspelledCommand(Array(CommandLine.arguments.dropFirst()))
            var command = try parseAsRoot()
            try command.run()
        } catch {
            exit(withError: error)
        }
    }

    /// Complains of a command that there is not; the parser would say that there is an argument too many.
    private static func findMisspelledCommand(_ arguments: [String]) throws {
        var commands = configuration.subcommands
        for argument in arguments {
            if commands.isEmpty || argument.hasPrefix("-") || argument == "help" { return }
            guard let command = commands.first(where: { $0.configuration.commandName == argument }) else {
                let names = commands.compactMap { $0.configuration.commandName }
                throw ValidationError(Program.unknown("command", argument, among: names))
            }
            commands = command.configuration.subcommands
        }
    }
}
