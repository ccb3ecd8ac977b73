import ArchiveModel
import Diagnostics
import FileSystem
import Markup

/// Reads `content/tags.toml`: a table for each tag.
struct TagVocabularyParser {
    static let path = "content/tags.toml"

    /// A tag as it is read, before it is known what its parents are.
    private struct Listed {
        var tag: TagVocabulary.Tag
        var parents: [Located<String>]
    }

    private let file: SourceFile
    private let macros: MathMacros
    private var root: CheckedKeys
    private var listed: [Listed] = []
    /// Whose name a slug is.
    private var places: [String: Int] = [:]

    /// The vocabulary of a site.
    static func read(_ content: ContentFile, in site: Folder, macros: MathMacros) -> Loaded<TagVocabulary> {
        var files = TextFileReader(site: site)
        let loaded = files.read(content.path)
        guard let file = loaded.value else { return Loaded(value: nil, diagnostics: loaded.diagnostics) }
        let (table, problems) = TOMLReader.read(file, range: 0..<file.bytes.count)
        guard let table, case .table(let entries) = table.content else {
            return Loaded(value: nil, diagnostics: problems)
        }
        var parser = TagVocabularyParser(file, table, macros)
        for entry in entries { parser.add(entry) }
        parser.findParents()
        parser.findCircles()
        let vocabulary = TagVocabulary(parser.listed.map(\.tag), places: parser.places)
        return Loaded(value: vocabulary, diagnostics: parser.root.diagnostics)
    }

    private init(_ file: SourceFile, _ table: MetadataValue, _ macros: MathMacros) {
        self.file = file
        self.macros = macros
        root = CheckedKeys(TableReader(table, in: file, name: "list of tags", start: 0..<1))
    }

    private mutating func add(_ entry: MetadataValue.Entry) {
        guard case .table = entry.value.content else {
            return root.reader.report(
                .wrongType, .error, "`\(entry.key)` has to be a table of what there is to say of the tag",
                at: entry.keyRange, notes: [.init("write [\"\(entry.key)\"], and its keys in the lines below")])
        }
        var keys = CheckedKeys(root.reader.reader(for: entry.value, name: "tag"))
        let title = keys.line("title", limit: 200)
        let description = keys.line("description", limit: 1_000)
        keys.checkFormulas("description", description, macros: macros)
        let parents = keys.reader.texts("parents")
        let synonyms = keys.reader.texts("synonyms")
        let titleRange = keys.reader.value("title")?.range
        root.reader.absorb(keys.reader)

        let place = listed.count
        listed.append(
            Listed(
                tag: TagVocabulary.Tag(
                    name: title ?? entry.key, slug: Slug.of(entry.key), description: description, parents: [],
                    synonyms: synonyms.map(\.value), location: file.location(of: entry.keyRange)),
                parents: parents))
        claim(Located(entry.key, range: entry.keyRange), for: place)
        // A title is a name as well, but for one that is all signs.
        if let title, let titleRange, !Slug.of(title).isEmpty { claim(Located(title, range: titleRange), for: place) }
        for synonym in synonyms { claim(synonym, for: place) }
    }

    /// Notes that a name is one of a tag's.
    private mutating func claim(_ name: Located<String>, for place: Int) {
        let slug = Slug.of(name.value)
        guard !slug.isEmpty else {
            return root.reader.report(
                .invalidValue, .error, "`\(name.value)` can't be a tag's name, since an address can't be made of it",
                at: name.range)
        }
        guard let owner = places[slug], owner != place else {
            places[slug] = place
            return
        }
        root.reader.report(
            .invalidValue, .error, "`\(name.value)` is a name of the tag `\(listed[owner].tag.name)` already",
            at: name.range, notes: [.init("names that make the same address, \(slug), are the same")])
    }

    private mutating func findParents() {
        for place in listed.indices {
            for parent in listed[place].parents {
                if let found = places[Slug.of(parent.value)] {
                    if !listed[place].tag.parents.contains(found) { listed[place].tag.parents.append(found) }
                } else {
                    let nearest = Nearest.match(parent.value, among: listed.map(\.tag.name))
                    root.reader.report(
                        .invalidValue, .error, "there is no tag `\(parent.value)` in this file", at: parent.range,
                        notes: [.init(nearest.map { "did you mean `\($0)`?" } ?? "a parent needs a table of its own")])
                }
            }
        }
    }

    /// Complains of tags that are parts of themselves, and takes their parents from them.
    private mutating func findCircles() {
        let vocabulary = TagVocabulary(listed.map(\.tag), places: places)
        for place in listed.indices where vocabulary.ancestors(of: place).contains(place) {
            root.reader.report(
                .invalidValue, .error, "the tag `\(listed[place].tag.name)` is a part of itself",
                at: listed[place].parents.first?.range ?? 0..<1)
            listed[place].tag.parents = []
        }
    }
}
