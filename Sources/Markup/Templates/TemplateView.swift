/// What a template sees: a value with named, typed keys.
@usableFromInline
package protocol TemplateView: SendableMetatype {
    /// Its keys. A stored constant (`static let`): a schema is recognized by being the same one.
    static var schema: TemplateSchema<Self> { get }
}

/// The keys that templates may use on views of one type.
@usableFromInline
package struct TemplateSchema<View: SendableMetatype>: Sendable {
    @usableFromInline let schema: Schema

    /// Makes a schema; the name and the sentence are what a theme's author reads. Of keys with one name the first counts.
    package init(_ name: String, _ summary: String, _ keys: [TemplateKey<View>]) {
        schema = Schema(name, summary, keys.map(\.key))
    }
}

/// A key of a view: its name, a sentence about it, and how to get its value.
///
/// The key `.` is what `{{.}}` stands for while the view is the innermost one.
@usableFromInline
package struct TemplateKey<View: SendableMetatype>: Sendable {
    let key: SchemaKey

    @usableFromInline
    init(_ name: String, _ summary: String, _ access: Access) {
        key = SchemaKey(name, summary, access)
    }

    /// Text, escaped where it is written; a section on it is entered where there is some.
    @inlinable @inline(__always)
    package static func text(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> String?
    ) -> Self {
        Self(name, summary, .text(get))
    }

    /// A number, written in decimal digits; a section on it is entered where there is one other than 0.
    @inlinable @inline(__always)
    package static func number(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Int?
    ) -> Self {
        Self(name, summary, .number(get))
    }

    /// Something true or false, for sections only.
    @inlinable @inline(__always)
    package static func flag(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Bool
    ) -> Self {
        Self(name, summary, .flag(get))
    }

    /// Markup, written as it is; a section on it is entered where there is some.
    @inlinable @inline(__always)
    package static func html(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> HTML?
    ) -> Self {
        Self(name, summary, .html(get))
    }

    /// A link, written in the page's style and escaped; a section on it is entered where there is one.
    @inlinable @inline(__always)
    package static func link(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Link?
    ) -> Self {
        Self(name, summary, .link(get))
    }

    /// Another view: `{{#x}}` enters it where there is one, `{{x.y}}` reaches into it.
    @inlinable @inline(__always)
    package static func view<Child: TemplateView>(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Child?
    ) -> Self {
        Self(name, summary, .view(get, of: { Child.schema.schema }))
    }

    /// Another view whose schema is made at run time.
    @inlinable @inline(__always)
    package static func view<Child: SendableMetatype>(
        _ name: String, _ summary: String, schema: TemplateSchema<Child>, _ get: @escaping @Sendable (View) -> Child?
    ) -> Self {
        Self(name, summary, .view(get, of: { schema.schema }))
    }

    /// Several views: `{{#x}}` goes through them, `{{^x}}` is for when there are none. A lazy collection is best: its
    /// views are made one after the other, when the template gets to them.
    @inlinable @inline(__always)
    package static func list<Children: Collection & SendableMetatype>(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> Children
    ) -> Self where Children.Element: TemplateView, Children.Iterator: SendableMetatype {
        Self(name, summary, .list(get, of: { Children.Element.schema.schema }))
    }

    /// Several views whose schema is made at run time.
    @inlinable @inline(__always)
    package static func list<Children: Collection & SendableMetatype>(
        _ name: String, _ summary: String, schema: TemplateSchema<Children.Element>,
        _ get: @escaping @Sendable (View) -> Children
    ) -> Self where Children.Iterator: SendableMetatype {
        Self(name, summary, .list(get, of: { schema.schema }))
    }

    /// Several views that come back on other pages: what a section writes for one of them, if it asks for nothing else,
    /// is made once and then copied. Two views with one identity show the same.
    @inlinable @inline(__always)
    package static func list<Children: Collection & SendableMetatype>(
        _ name: String, _ summary: String, schema: TemplateSchema<Children.Element>,
        identity: @escaping @Sendable (Children.Element) -> Int, _ get: @escaping @Sendable (View) -> Children
    ) -> Self where Children.Iterator: SendableMetatype {
        Self(name, summary, .list(get, of: { schema.schema }).repeated(by: { $0.read(identity) }))
    }

    /// Several texts, each of which is `{{.}}` inside of the section.
    @inlinable @inline(__always)
    package static func texts(
        _ name: String, _ summary: String, _ get: @escaping @Sendable (View) -> [String]
    ) -> Self {
        Self(name, summary, .list(get, of: { .text }))
    }

    /// The same key of a value that all views of one site share: renderers evaluate it once.
    package var constant: Self {
        var access = key.access
        access.isConstant = true
        return Self(key.name, key.summary, access)
    }
}
