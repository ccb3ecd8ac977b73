import ArchiveModel
import Diagnostics
import Markup

/// `offprint schema`: what files may say, as JSON Schema (draft 7, which all editors know), made from the tables that describe
/// the keys.
package enum JSONSchema: String, Sendable, CaseIterable {
    /// The front matter of entries.
    case entry
    /// site.toml.
    case site
    /// content/tags.toml.
    case tags

    /// The schema, with a line end.
    package var text: String {
        var buffer = ByteBuffer(capacity: 16_000)
        let (title, form): (String, KeyForm) =
            switch self {
            case .entry: ("The front matter of an entry of Offprint", .table(EntryKey.schema))
            case .site:
                (
                    "site.toml of Offprint",
                    .table(SiteConfiguration.schema(levels: DiagnosticID.warnings.map(\.rawValue)))
                )
            case .tags: ("content/tags.toml of Offprint", .map(.table(TagVocabulary.Tag.schema)))
            }
        buffer.appendJSONObject { schema in
            schema.add("$schema", "http://json-schema.org/draft-07/schema#")
            schema.add("title", title)
            Self.write(form, &schema)
        }
        buffer.append("\n")
        return buffer.text
    }

    private static func write(_ form: KeyForm, _ schema: inout JSONMembers) {
        switch form {
        case .text: types(["string", "number", "boolean"], &schema)
        case .moment: pattern(day + time + "?$", &schema)
        case .partialDate:
            any([{ pattern(#"^\d{4}(-\d{2})?$"#, &$0) }, { write(.moment, &$0) }, { number(1...9999, &$0) }], &schema)
        case .number(let range): number(range, &schema)
        case .flag: schema.add("type", "boolean")
        case .address: pattern("^[Hh][Tt][Tt][Pp][Ss]?://", &schema)
        case .pattern(let text):
            any([{ pattern(text, &$0) }, { $0.add("type", "number") }], &schema)
        case .choice(let words):
            schema.add("enum") { $0.appendJSONArray(words) { word, buffer in buffer.append(json: word) } }
        case .list(let item):
            any(
                [
                    { schema in
                        schema.add("type", "array")
                        schema.add("items") { $0.appendJSONObject { write(item, &$0) } }
                    }, { write(item, &$0) },
                ], &schema)
        case .either(let forms): any(forms.map { form in { write(form, &$0) } }, &schema)
        case .table(let keys): table(keys, &schema)
        case .map(let value):
            schema.add("type", "object")
            schema.add("additionalProperties") { $0.appendJSONObject { write(value, &$0) } }
        case .anything: break
        }
    }

    private static let day = #"^\d{4}-\d{2}-\d{2}"#
    private static let time = #"([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[-+]\d{2}:\d{2}))"#

    private static func table(_ keys: [SchemaKey], _ schema: inout JSONMembers) {
        schema.add("type", "object")
        schema.add("additionalProperties") { $0.append("false") }
        let required = keys.filter(\.isRequired)
        if !required.isEmpty {
            schema.add("required") { $0.appendJSONArray(required) { key, buffer in buffer.append(json: key.name) } }
        }
        schema.add("properties") { properties in
            properties.appendJSONObject { properties in
                for key in keys {
                    properties.add(named: key.name) { property in
                        property.appendJSONObject { property in
                            property.add("description", key.summary)
                            write(key.form, &property)
                        }
                    }
                }
            }
        }
    }

    private static func number(_ range: ClosedRange<Int>, _ schema: inout JSONMembers) {
        schema.add("type", "integer")
        schema.add("minimum", range.lowerBound)
        if range.upperBound < .max { schema.add("maximum", range.upperBound) }
    }

    private static func pattern(_ text: String, _ schema: inout JSONMembers) {
        schema.add("type", "string")
        schema.add("pattern", text)
    }

    private static func types(_ names: [String], _ schema: inout JSONMembers) {
        schema.add("type") { $0.appendJSONArray(names) { name, buffer in buffer.append(json: name) } }
    }

    /// What one of several schemas allows; nothing is allowed everywhere.
    private static func any(_ schemas: [(inout JSONMembers) -> Void], _ schema: inout JSONMembers) {
        schema.add("anyOf") { list in
            list.appendJSONArray(schemas) { write, buffer in buffer.appendJSONObject(write) }
        }
    }
}
