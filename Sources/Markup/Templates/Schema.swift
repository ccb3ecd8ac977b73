/// A schema without its view's type, as the compiler works with it. Two schemas are the same where they are one object.
@usableFromInline
final class Schema: Sendable {
    let name: String
    let summary: String
    let keys: [SchemaKey]
    private let places: [String: Int]

    @usableFromInline
    init(_ name: String, _ summary: String, _ keys: [SchemaKey]) {
        self.name = name
        self.summary = summary
        self.keys = keys
        places = Dictionary(keys.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The key of a name.
    subscript(name: String) -> SchemaKey? { places[name].map { keys[$0] } }

    /// Whether it stands for a single value, which only `{{.}}` names.
    var isValue: Bool { keys.count == 1 && keys[0].name == "." }

    // What a section on a text, a number, HTML or a link pushes; also the elements of a list of texts.
    @usableFromInline static let text = Schema(
        "text", "A text.", [SchemaKey(".", "The text.", .text { (value: String) in value })])
    @usableFromInline static let number = Schema(
        "number", "A number.", [SchemaKey(".", "The number.", .number { (value: Int) in value })])
    @usableFromInline static let html = Schema(
        "HTML", "Markup.", [SchemaKey(".", "The markup.", .html { (value: HTML) in value })])
    @usableFromInline static let link = Schema(
        "link", "A link.", [SchemaKey(".", "The link.", .link { (value: Link) in value })])
}

/// A key of a schema: its name, a sentence for the reference, and how to reach what it names.
@usableFromInline
struct SchemaKey: Sendable {
    let name: String
    let summary: String
    let access: Access

    @usableFromInline
    init(_ name: String, _ summary: String, _ access: Access) {
        self.name = name
        self.summary = summary
        var access = access
        access.name = name
        self.access = access
    }
}
