/// The program that readers' browsers search the index with: a JavaScript module of its own, put together from the files in
/// this folder.
package enum SearchProgram {
    /// Its file's name, which tells its content.
    package static let name = "program.\(ContentName.of(bytes)).js"

    /// The program.
    package static let bytes: [UInt8] = {
        let files = [
            PackageResources.words_mjs, PackageResources.stem_mjs, PackageResources.postings_mjs,
            PackageResources.query_mjs, PackageResources.spelling_mjs, PackageResources.blocks_mjs,
            PackageResources.index_mjs, PackageResources.filters_mjs, PackageResources.groups_mjs,
            PackageResources.engine_mjs, PackageResources.main_mjs,
        ]
        return Array(files.map { bundled(String(decoding: $0, as: UTF8.self)) }.joined(separator: "\n").utf8)
    }()

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
