/// What a template sees: a value with named, typed keys.
package protocol TemplateView: Sendable {
    /// Its keys. A stored constant (`static let`): a schema is recognized by being the same one.
    static var schema: TemplateSchema<Self> { get }
}

/// The keys that templates may use on views of one type.
package struct TemplateSchema<View: Sendable>: Sendable {
    let schema: Schema

    /// Makes a schema; the name and the sentence are what a theme's author reads. Of keys with one name the first counts.
    package init(_ name: String, _ summary: String, _ keys: [TemplateKey<View>]) {
        schema = Schema(name, summary, keys.map(\.key))
    }
}

/// A key of a view: its name, a sentence about it, and how to get its value.
///
/// The key `.` is what `{{.}}` stands for while the view is the innermost one.
package struct TemplateKey<View: Sendable>: Sendable {
    let key: SchemaKey

    private init(_ name: String, _ summary: String, _ access: Access) {
        key = SchemaKey(name, summary, access)
    }

    /// Text, escaped where it is written; a section on it is entered where there is some.
    package static func text(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> String?
    ) -> Self {
        Self(name, summary, .text { $0.read(get) })
    }

    /// A number, written in decimal digits; a section on it is entered where there is one other than 0.
    package static func number(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Int?
    ) -> Self {
        Self(name, summary, .number { $0.read(get) })
    }

    /// Something true or false, for sections only.
    package static func flag(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Bool
    ) -> Self {
        Self(name, summary, .flag { $0.read(get) })
    }

    /// Markup, written as it is; a section on it is entered where there is some.
    package static func html(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> HTML?
    ) -> Self {
        Self(name, summary, .html { $0.read(get) })
    }

    /// A link, written in the page's style and escaped; a section on it is entered where there is one.
    package static func link(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Link?
    ) -> Self {
        Self(name, summary, .link { $0.read(get) })
    }

    /// Another view: `{{#x}}` enters it where there is one, `{{x.y}}` reaches into it.
    package static func view<Child: TemplateView>(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Child?
    ) -> Self {
        view(name, summary, of: { Child.schema.schema }, get)
    }

    /// Another view whose schema is made at run time.
    package static func view<Child: Sendable>(
        _ name: String, _ summary: String, schema: TemplateSchema<Child>, _ get: @escaping @Sendable (View) -> Child?
    ) -> Self {
        view(name, summary, of: { schema.schema }, get)
    }

    /// Several views: `{{#x}}` goes through them, `{{^x}}` is for when there are none.
    package static func list<Child: TemplateView>(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> [Child]
    ) -> Self {
        list(name, summary, of: { Child.schema.schema }, get)
    }

    /// Several views whose schema is made at run time.
    package static func list<Child: Sendable>(
        _ name: String, _ summary: String, schema: TemplateSchema<Child>, _ get: @escaping @Sendable (View) -> [Child]
    ) -> Self {
        list(name, summary, of: { schema.schema }, get)
    }

    /// Several texts, each of which is `{{.}}` inside of the section.
    package static func texts(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> [String]
    ) -> Self {
        list(name, summary, of: { .text }, get)
    }

    private static func view<Child>(
        _ name: String, _ summary: String, of schema: @escaping @Sendable () -> Schema,
        _ get: @escaping @Sendable (View) -> Child?
    ) -> Self {
        let enter: Entry = { view, body in
            if let child = view.read(get) { ViewPointer.with(child, body) }
        }
        return Self(name, summary, .view(enter, of: schema))
    }

    private static func list<Child>(
        _ name: String, _ summary: String, of schema: @escaping @Sendable () -> Schema,
        _ get: @escaping @Sendable (View) -> [Child]
    ) -> Self {
        let enter: Entry = { view, body in ViewPointer.forEach(in: view.read(get), body) }
        return Self(name, summary, .list(enter, isFilled: { !$0.read(get).isEmpty }, of: schema))
    }
}
