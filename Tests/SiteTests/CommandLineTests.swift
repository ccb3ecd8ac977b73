import TestSupport
import Testing

/// What the program says of a command line that it does not know.
@Suite struct CommandLineTests {
    @Test(arguments: [
        (["biuld"], "there is no command `biuld`; did you mean `build`?"),
        (["theme", "kes"], "there is no command `kes`; did you mean `keys`?"),
        (
            ["zzz"],
            "there is no command `zzz`; there are init, build, serve, new, add, check, import, migrate, export, digest, diff,"
        ),
    ])
    func misspelledCommandsAreKnown(arguments: [String], message: String) throws {
        let result = try Program.run(arguments, in: "/")
        #expect(result.status == 64)
        #expect(result.errors.contains(message), "\(result.errors)")
    }

    @Test(arguments: [
        "init", "build", "serve", "new", "add", "check", "import", "migrate", "export", "diff", "schema", "theme",
        "verify",
    ])
    func helpIsThere(command: String) throws {
        let result = try Program.run(["help", command], in: "/")
        #expect(result.status == 0)
        #expect(result.output.contains("USAGE: offprint \(command)"))
        #expect(try Program.run([command, "--help"], in: "/").output == result.output)
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func shellsCompleteCommands(shell: String) throws {
        let script = try Program.run(["--generate-completion-script", shell], in: "/").output
        #expect(script.contains("export") && script.contains("as-of"))
    }
}
