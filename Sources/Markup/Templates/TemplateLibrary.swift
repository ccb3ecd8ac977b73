package import Diagnostics

/// A template as a theme has it.
package struct TemplateSource: Sendable {
    /// What a tag says to include it, such as `layout` or `partials/card`.
    package let name: String
    /// Its file.
    package let file: SourceFile

    /// Makes a source.
    package init(name: String, file: SourceFile) {
        self.name = name
        self.file = file
    }
}

/// The templates of a theme: Mustache as specified, with inheritance, without lambdas.
package struct TemplateLibrary: Sendable {
    private let templates: [String: ParsedTemplate]
    private let catalog: MessageCatalog?

    /// Reads all templates; of those with one name the first counts. Without messages, `text` is a name as any other.
    package init(_ sources: [TemplateSource], messages catalog: MessageCatalog? = nil) {
        self.catalog = catalog
        let parsed = sources.map { ($0.name, TemplateParser.parse($0.file)) }
        templates = Dictionary(parsed, uniquingKeysWith: { first, _ in first })
    }

    /// Whether there is a template of a name.
    package func has(_ name: String) -> Bool { templates[name] != nil }

    /// Compiles a template; all problems of it and of what it includes are returned, in their own order, and no
    /// template where there is one.
    ///
    /// Where `strict` is false, unknown keys and templates are empty and `{{{x}}}` writes text unescaped. Values are
    /// escaped for what the template makes.
    package func compile<View>(
        _ name: String, for schema: TemplateSchema<View>, strict: Bool = true, escaping: Escaping = .markup
    ) -> (template: Template<View>?, diagnostics: [Diagnostic]) {
        var compiler = TemplateCompiler(templates, catalog: catalog, isStrict: strict, escaping: escaping)
        let program = compiler.compile(name, for: schema.schema)
        return (program.map { Template(program: $0) }, compiler.diagnostics.sorted())
    }
}

/// A template that has been checked against the views it is for: rendering can't fail.
package struct Template<View: SendableMetatype>: Sendable {
    let program: TemplateProgram
    let identity = Identity()

    /// The keys that it asks for, with the views that they are reached through: `page.title`.
    package var keys: Set<String> { Set(program.accesses.map(\.name)) }

    /// Tells templates apart, whatever they are for.
    final class Identity: Sendable {}
}
