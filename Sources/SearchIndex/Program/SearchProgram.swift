/// The program that readers' browsers search with: a JavaScript module of its own, put together from the files in this
/// folder.
package struct SearchProgram: Sendable {
    /// Its file's name, which tells its content.
    package let name: String
    /// The program.
    package let bytes: [UInt8]

    /// Asks the index.
    static let ofIndex = SearchProgram([
        PackageResources.words_mjs, PackageResources.stem_mjs, PackageResources.postings_mjs,
        PackageResources.query_mjs, PackageResources.spelling_mjs, PackageResources.messages_mjs,
        PackageResources.blocks_mjs, PackageResources.index_mjs, PackageResources.filters_mjs,
        PackageResources.groups_mjs, PackageResources.engine_mjs, PackageResources.main_mjs,
    ])

    /// Asks a server.
    static let ofServer = SearchProgram([
        PackageResources.words_mjs, PackageResources.stem_mjs, PackageResources.query_mjs,
        PackageResources.messages_mjs, PackageResources.question_mjs, PackageResources.meilisearch_mjs,
        PackageResources.typesense_mjs, PackageResources.server_mjs, PackageResources.main_server_mjs,
    ])

    private init(_ modules: [[UInt8]]) {
        bytes = Array(
            modules.map { Self.bundled(String(decoding: $0, as: UTF8.self)) }.joined(separator: "\n").utf8)
        name = "program.\(ContentName.of(bytes)).js"
    }

    /// A module as a part of a larger one: without imports and exports, comments and indentation. Every line of the modules
    /// stands for itself: no comment begins after code, and no text goes over lines.
    static func bundled(_ module: String) -> String {
        var isComment = false
        var lines: [Substring] = []
        for line in module.split(separator: "\n") {
            var line = line.drop { $0 == " " }
            if line.hasPrefix("/*") { isComment = true }
            if isComment {
                if line.hasSuffix("*/") { isComment = false }
                continue
            }
            if line.hasPrefix("//") || line.hasPrefix("import ") { continue }
            if line.hasPrefix("export ") { line = line.dropFirst("export ".count) }
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }
}
