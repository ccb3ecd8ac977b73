/// A schema without its view's type, as the compiler works with it. Two schemas are the same where they are one object.
final class Schema: Sendable {
    let name: String
    let summary: String
    let keys: [SchemaKey]
    private let places: [String: Int]

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
    static let text = Schema(
        "text", "A text.", [SchemaKey(".", "The text.", .text { $0.read { (value: String) in value } })])
    static let number = Schema(
        "number", "A number.", [SchemaKey(".", "The number.", .number { $0.read { (value: Int) in value } })])
    static let html = Schema(
        "HTML", "Markup.", [SchemaKey(".", "The markup.", .html { $0.read { (value: HTML) in value } })])
    static let link = Schema(
        "link", "A link.", [SchemaKey(".", "The link.", .link { $0.read { (value: Link) in value } })])
}

/// A key of a schema: its name, a sentence for the reference, and how to reach what it names.
struct SchemaKey: Sendable {
    let name: String
    let summary: String
    let access: Access

    init(_ name: String, _ summary: String, _ access: Access) {
        self.name = name
        self.summary = summary
        self.access = access
    }
}

/// Writes what a view has under some key.
typealias Writer = @Sendable (ViewPointer, LinkStyle, inout ByteBuffer) -> Void
/// Says whether a section on some key is entered.
typealias Test = @Sendable (ViewPointer) -> Bool
/// Runs a closure with what a view has under some key: never, once, or for each element.
typealias Entry = @Sendable (ViewPointer, (ViewPointer) -> Void) -> Void

/// How to reach what a key names, by its kind. Schemas of children are asked for late: views may contain each other.
enum Access: Sendable {
    case text(@Sendable (ViewPointer) -> String?)
    case number(@Sendable (ViewPointer) -> Int?)
    case flag(Test)
    case html(@Sendable (ViewPointer) -> HTML?)
    case link(@Sendable (ViewPointer) -> Link?)
    case view(Entry, of: @Sendable () -> Schema)
    case list(Entry, isFilled: Test, of: @Sendable () -> Schema)

    /// How `{{x}}` writes it; `nil` for what can't be written.
    var writer: Writer? {
        switch self {
        case .text(let get):
            { view, _, buffer in
                if let text = get(view) { buffer.append(escaping: text) }
            }
        case .number(let get):
            { view, _, buffer in
                if let number = get(view) { buffer.append(number) }
            }
        case .html(let get):
            { view, _, buffer in
                if let html = get(view) { buffer.append(html) }
            }
        case .link(let get):
            { view, links, buffer in
                if let link = get(view) { buffer.append(escaping: links.href(link)) }
            }
        case .flag, .view, .list: nil
        }
    }

    /// How `{{{x}}}` writes it where nothing is strict.
    var rawWriter: Writer? {
        guard case .text(let get) = self else { return writer }
        return { view, _, buffer in
            if let text = get(view) { buffer.append(text) }
        }
    }

    /// Whether a section on it is entered.
    var test: Test {
        switch self {
        case .text(let get): { view in get(view).map { !$0.isEmpty } ?? false }
        case .number(let get): { view in get(view).map { $0 != 0 } ?? false }
        case .flag(let get): get
        case .html(let get): { view in get(view).map { !$0.isEmpty } ?? false }
        case .link(let get): { view in get(view) != nil }
        case .view(let enter, _):
            { view in
                var isPresent = false
                enter(view) { _ in isPresent = true }
                return isPresent
            }
        case .list(_, let isFilled, _): isFilled
        }
    }

    /// How a section on it pushes it, and the schema of what is pushed; `nil` for flags, which push nothing.
    var entry: (enter: Entry, schema: Schema)? {
        switch self {
        case .text(let get):
            let enter: Entry = { view, body in
                if let text = get(view), !text.isEmpty { ViewPointer.with(text, body) }
            }
            return (enter, .text)
        case .number(let get):
            let enter: Entry = { view, body in
                if let number = get(view), number != 0 { ViewPointer.with(number, body) }
            }
            return (enter, .number)
        case .html(let get):
            let enter: Entry = { view, body in
                if let html = get(view), !html.isEmpty { ViewPointer.with(html, body) }
            }
            return (enter, .html)
        case .link(let get):
            let enter: Entry = { view, body in
                if let link = get(view) { ViewPointer.with(link, body) }
            }
            return (enter, .link)
        case .flag: return nil
        case .view(let enter, let schema), .list(let enter, _, let schema): return (enter, schema())
        }
    }

    /// The same as seen from a view that reaches its owner through `outer`: what `{{x.y}}` is made of.
    func reached(through outer: @escaping Entry) -> Access {
        // Where the way leads nowhere, `missing` is the answer.
        func through<Value>(
            _ get: @escaping @Sendable (ViewPointer) -> Value, else missing: Value
        ) -> @Sendable (ViewPointer) -> Value where Value: Sendable {
            { view in
                var value = missing
                outer(view) { value = get($0) }
                return value
            }
        }
        func through(_ enter: @escaping Entry) -> Entry {
            { view, body in outer(view) { enter($0, body) } }
        }
        return switch self {
        case .text(let get): .text(through(get, else: nil))
        case .number(let get): .number(through(get, else: nil))
        case .flag(let get): .flag(through(get, else: false))
        case .html(let get): .html(through(get, else: nil))
        case .link(let get): .link(through(get, else: nil))
        case .view(let enter, let schema): .view(through(enter), of: schema)
        case .list(let enter, let isFilled, let schema):
            .list(through(enter), isFilled: through(isFilled, else: false), of: schema)
        }
    }
}
