/// What a theme's author reads about one kind of view.
package struct SchemaDescription: Sendable, Hashable {
    /// What is said about one key.
    package struct Key: Sendable, Hashable {
        /// What a template writes to name it.
        package let name: String
        /// `text`, `number`, `flag`, `HTML`, `link`, `view NAME`, `list of NAME` or `list of text`.
        package let kind: String
        /// One sentence.
        package let summary: String
    }

    /// The name of the view.
    package let name: String
    /// One sentence.
    package let summary: String
    /// Its keys, in the schema's own order.
    package let keys: [Key]
}

extension TemplateSchema {
    /// This schema and all that can be reached from it, each once, this one first, then nearer before farther.
    package var descriptions: [SchemaDescription] {
        var found = [schema]
        var seen: Set = [ObjectIdentifier(schema)]
        var next = 0
        while next < found.count {
            for child in found[next].keys.compactMap(\.access.child)
            where !child.isValue && seen.insert(ObjectIdentifier(child)).inserted {
                found.append(child)
            }
            next += 1
        }
        return found.map { schema in
            let keys = schema.keys.map {
                SchemaDescription.Key(name: $0.name, kind: $0.access.description, summary: $0.summary)
            }
            return SchemaDescription(name: schema.name, summary: schema.summary, keys: keys)
        }
    }
}
