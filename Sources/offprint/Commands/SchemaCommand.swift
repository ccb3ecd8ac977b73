import ArgumentParser
import OffprintKit

/// `offprint schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints what files may say, as JSON Schema, for editors.",
        discussion: """
            `entry` is the front matter of entries, `site` is site.toml. docs/guide/editing.md says how editors learn of them.

            Example:
              offprint schema site > .offprint/site.schema.json
            """)

    @Argument(
        help: ArgumentHelp("\(JSONSchema.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "file"),
        transform: { text in
            guard let schema = JSONSchema(rawValue: text) else {
                throw ValidationError(Program.unknown("schema", text, among: JSONSchema.allCases.map(\.rawValue)))
            }
            return schema
        })
    var schema: JSONSchema

    func run() { print(schema.text, terminator: "") }
}
