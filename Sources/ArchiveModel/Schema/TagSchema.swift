extension TagVocabulary.Tag {
    /// The keys of a tag in `content/tags.toml`, as editors of files learn of them.
    package static var schema: [SchemaKey] {
        [
            SchemaKey(
                name: "title", form: .text, summary: "What readers see; the table's name where it is not written."),
            SchemaKey(name: "description", form: .text, summary: "What the tag is about, with $…$ math."),
            SchemaKey(name: "parents", form: .list(.text), summary: "The tags that it is a part of."),
            SchemaKey(name: "synonyms", form: .list(.text), summary: "What else entries may call it."),
        ]
    }
}
