/// Writes what a view has under some key.
@usableFromInline
typealias Writer = @Sendable (ViewPointer, LinkStyle, inout ByteBuffer) -> Void
/// Says whether a section on some key is entered.
@usableFromInline
typealias Test = @Sendable (ViewPointer) -> Bool
/// Runs a closure with what a view has under some key: never, once, or for each element.
@usableFromInline
typealias Entry = @Sendable (ViewPointer, (ViewPointer) -> Void) -> Void

/// How to reach what a key names.
///
/// The functions that make one are inlinable: see ``ViewPointer``.
@usableFromInline
struct Access: Sendable {
    @usableFromInline
    enum Kind: Sendable {
        case text, number, flag, html, link, view, list
    }

    let kind: Kind
    // None of the closures is optional, here and below: one that ever was in an `Optional`, or in an array, is called
    // through two thunks and has a context, which is counted at each call.
    /// How `{{x}}` writes it; only for kinds that can be written.
    let write: Writer
    /// How `{{{x}}}` writes it where nothing is strict.
    let writeRaw: Writer
    /// Whether a section on it is entered.
    let test: Test
    /// How a section on it pushes it; never called for flags, which push nothing.
    let enter: Entry
    /// The schema of what a section pushes, asked for late: views may contain each other.
    let pushed: (@Sendable () -> Schema)?
    /// The key's name, with those of the views it is reached through: `page.title`.
    var name = ""
    /// The views that lead to the one that has the key, the outermost first; each is entered, where there is one. No
    /// closure does it: its context would be shared and counted by all threads, which took a tenth of a build's time.
    var way: [Access] = []
    /// Whether it is the same in all views of one site.
    var isConstant = false
    /// Whether it is a list of views that come back on other pages.
    var isRepeated = false
    /// A number that two of these views share only where they show the same.
    var identity: @Sendable (ViewPointer) -> Int = { _ in 0 }

    @usableFromInline
    init(
        _ kind: Kind, write: @escaping Writer, writeRaw: @escaping Writer, test: @escaping Test,
        enter: @escaping Entry, pushed: (@Sendable () -> Schema)?
    ) {
        self.kind = kind
        self.write = write
        self.writeRaw = writeRaw
        self.test = test
        self.enter = enter
        self.pushed = pushed
    }

    /// Access to what is written the same way raw and escaped.
    @inlinable @inline(__always)
    init(
        _ kind: Kind, write: @escaping Writer, test: @escaping Test, enter: @escaping Entry,
        pushed: @escaping @Sendable () -> Schema
    ) {
        self.init(kind, write: write, writeRaw: write, test: test, enter: enter, pushed: pushed)
    }

    /// Access to what can't be written.
    @inlinable @inline(__always)
    init(_ kind: Kind, test: @escaping Test, enter: @escaping Entry, pushed: (@Sendable () -> Schema)?) {
        self.init(
            kind, write: { _, _, _ in }, writeRaw: { _, _, _ in }, test: test, enter: enter, pushed: pushed)
    }

    /// Whether it can be written.
    var isWritable: Bool {
        switch kind {
        case .text, .number, .html, .link: true
        case .flag, .view, .list: false
        }
    }

    @inlinable @inline(__always)
    static func text<View>(_ get: @escaping @Sendable (View) -> String?) -> Access {
        Access(
            .text,
            write: { view, _, buffer in if let text = view.read(get) { buffer.append(escaping: text) } },
            writeRaw: { view, _, buffer in if let text = view.read(get) { buffer.append(text) } },
            test: { view in view.read(get).map { !$0.isEmpty } ?? false },
            enter: { view, body in
                if let text = view.read(get), !text.isEmpty { ViewPointer.with(text, body) }
            }, pushed: { .text })
    }

    @inlinable @inline(__always)
    static func number<View>(_ get: @escaping @Sendable (View) -> Int?) -> Access {
        Access(
            .number,
            write: { view, _, buffer in if let number = view.read(get) { buffer.append(number) } },
            test: { view in view.read(get).map { $0 != 0 } ?? false },
            enter: { view, body in
                if let number = view.read(get), number != 0 { ViewPointer.with(number, body) }
            }, pushed: { .number })
    }

    @inlinable @inline(__always)
    static func flag<View>(_ get: @escaping @Sendable (View) -> Bool) -> Access {
        Access(.flag, test: { view in view.read(get) }, enter: { _, _ in }, pushed: nil)
    }

    @inlinable @inline(__always)
    static func html<View>(_ get: @escaping @Sendable (View) -> HTML?) -> Access {
        Access(
            .html,
            write: { view, _, buffer in if let html = view.read(get) { buffer.append(html) } },
            test: { view in view.read(get).map { !$0.isEmpty } ?? false },
            enter: { view, body in
                if let html = view.read(get), !html.isEmpty { ViewPointer.with(html, body) }
            }, pushed: { .html })
    }

    @inlinable @inline(__always)
    static func link<View>(_ get: @escaping @Sendable (View) -> Link?) -> Access {
        Access(
            .link,
            write: { view, links, buffer in if let link = view.read(get) { buffer.append(link, links) } },
            test: { view in view.read(get) != nil },
            enter: { view, body in if let link = view.read(get) { ViewPointer.with(link, body) } },
            pushed: { .link })
    }

    @inlinable @inline(__always)
    static func view<View, Child>(
        _ get: @escaping @Sendable (View) -> Child?, of schema: @escaping @Sendable () -> Schema
    ) -> Access {
        Access(
            .view,
            test: { view in view.read(get) != nil },
            enter: { view, body in if let child = view.read(get) { ViewPointer.with(child, body) } }, pushed: schema)
    }

    @inlinable @inline(__always)
    static func list<View, Children: Collection & SendableMetatype>(
        _ get: @escaping @Sendable (View) -> Children, of schema: @escaping @Sendable () -> Schema
    ) -> Access where Children.Iterator: SendableMetatype {
        Access(
            .list,
            test: { view in !view.read(get).isEmpty },
            enter: { view, body in
                for child in view.read(get) { ViewPointer.with(child, body) }
            }, pushed: schema)
    }

    /// The same list of views that come back on other pages, told apart by `identity`.
    @usableFromInline
    func repeated(by identity: @escaping @Sendable (ViewPointer) -> Int) -> Access {
        var access = self
        access.isRepeated = true
        access.identity = identity
        return access
    }

    /// The same as seen from a view that reaches its owner through `outer`: what `{{x.y}}` is made of. Where the way
    /// leads nowhere, there is nothing.
    func reached(through outer: Access) -> Access {
        var access = self
        access.way = outer.way + [outer]
        access.name = "\(outer.name).\(name)"
        access.isConstant = outer.isConstant
        return access
    }

    /// Whether a number has one of some plural forms: a flag that is reached as the number is.
    func among(_ categories: Set<PluralCategory>, of rule: PluralRule) -> Access {
        let number = self
        let wanted = categories.reduce(into: UInt8(0)) { $0 |= 1 << $1.place }
        var access = Access(
            .flag,
            test: { view in
                // A section on 0 is not entered.
                var category = rule.category(of: 0)
                number.enter(view) { category = rule.category(of: $0.read { (number: Int) in number }) }
                return wanted >> category.place & 1 != 0
            }, enter: { _, _ in }, pushed: nil)
        // The program's fingerprint knows accesses by their names.
        access.name = "\(name) \(rule.rawValue) \(categories.map(\.rawValue).sorted().joined(separator: "|"))"
        access.way = way
        access.isConstant = isConstant
        return access
    }

    /// Whether it is text of some sort, which has to be escaped.
    var isText: Bool { kind == .text || kind == .link }

    /// The schema of what a view or a list holds.
    var child: Schema? { kind == .view || kind == .list ? pushed?() : nil }

    /// The kind in words.
    var description: String {
        switch kind {
        case .text: "text"
        case .number: "number"
        case .flag: "flag"
        case .html: "HTML"
        case .link: "link"
        case .view: "view \(child?.name ?? "")"
        case .list: "list of \(child?.name ?? "")"
        }
    }
}
