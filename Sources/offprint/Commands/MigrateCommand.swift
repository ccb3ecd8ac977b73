import ArgumentParser
import FileSystem
import OffprintKit

/// `offprint migrate`
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Gives keys the names that they have now; shows what would change first.",
        discussion: """
            Looks through site.toml and all entries for keys that an earlier version had under another name, or that other
            generators and services have (`author`, `lastmod`, `arxiv_id`, `baseURL`), and prints what would become of them as
            a diff. Nothing is written without --write. Values stay as they are, and so do comments and the order of keys; a
            key whose right name is there already is left to you. `offprint check` says what is still wrong afterwards.

            Examples:
              offprint migrate
              offprint migrate --write
              offprint migrate | git apply
            """)

    @OptionGroup var site: SiteOption

    @Flag(help: "Write the changes.")
    var write = false

    func run() throws {
        let plan = try Program.reportingFailures { () throws(IOFailure) in
            try Migrating.run(Program.siteOptions(site), writes: write)
        }
        print(plan.difference, terminator: "")
        let count =
            "\(plan.keys) \(plan.keys == 1 ? "key" : "keys") in \(plan.files) \(plan.files == 1 ? "file" : "files")"
        switch (plan.keys, write) {
        case (0, _): Program.write("no key has another name\n")
        case (_, true): Program.write("\(count) renamed\n")
        case (_, false): Program.write("\(count) to rename; --write does it\n")
        }
    }
}
