import Diagnostics

/// Turns parsed templates into a program for one schema: finds every name, moves lines to where they are indented,
/// puts blocks into parents.
///
/// The program has a part for each template, or content of a block, as it is used from one kind of place: under the
/// same views, with the same indentation, with the same blocks replaced. So a template that includes itself becomes a
/// part that calls itself. Parts are compiled one after the other from a list: how deep templates include each other
/// takes no depth of calls here.
struct TemplateCompiler {
    /// How deep templates may include each other.
    static let deepest = 64
    /// How many parts a program may have.
    static let mostParts = 4096

    private let templates: [String: ParsedTemplate]
    let catalog: MessageCatalog?
    private let isStrict: Bool
    let escaping: Escaping
    var builder = TemplateProgramBuilder()
    var problems = TemplateProblems()
    private var parseProblems: [String: [Diagnostic]] = [:]

    private var schemas: [Schema] = []
    private var slots: [ObjectIdentifier: Int] = [:]
    private var parts: [Part] = []
    private var places: [Part.Use: Int] = [:]
    private var replacements: [[String: Replacement]] = [[:]]
    private var replacementPlaces: [[String: Replacement]: Int] = [[:]: 0]
    private var calls = CallGraph()

    /// The content of a block that stands in for another's, and the blocks replaced where it was written.
    struct Replacement: Hashable {
        let body: TemplateBody
        let replacements: Int
    }

    struct Part {
        struct Use: Hashable {
            let body: TemplateBody
            /// The slots of the views that names are looked up in, the innermost one last.
            var stack: [Int]
            /// What lines begin with, beside their own white space.
            var indentation: [UInt8]
            /// Whether the first line continues one that has already begun.
            let continuesLine: Bool
            /// Whether it is a block's content, whose lines lose their margin.
            let isMoved: Bool
            /// Which blocks are replaced: a place in `replacements`.
            let replacements: Int
        }

        let use: Use
        /// The part that first called it.
        let caller: Int?
        let depth: Int
    }

    /// Where the compiler is while it goes through a part.
    struct Scope {
        let part: Int
        let use: Part.Use
        var stack: [Int]
        /// Whether this is only reached where some section is entered.
        var isConditional = false
        /// The sections that this is in whose value is at hand.
        var entered: [Entered] = []
        /// Where names are written: in the template, or in the message that it shows.
        var file: SourceFile
    }

    /// A section's value is in the slot `target`: within, what its name leads to need not be found again.
    struct Entered {
        let name: String
        let slot: Int
        let target: Int
    }

    init(
        _ templates: [String: ParsedTemplate], catalog: MessageCatalog?, isStrict: Bool, escaping: Escaping = .markup
    ) {
        self.escaping = escaping
        self.templates = templates
        self.catalog = catalog
        self.isStrict = isStrict
    }

    /// What is wrong.
    var diagnostics: [Diagnostic] { parseProblems.values.flatMap(\.self) + problems.diagnostics }

    /// The program, if nothing is wrong.
    mutating func compile(_ name: String, for schema: Schema) -> TemplateProgram? {
        guard let template = templates[name] else {
            let notes = Self.nearest(to: name, among: templates.keys)
            parseProblems[name] = [
                Diagnostic(.missingTemplate, "no template is called `\(name)`", at: nil, notes: notes)
            ]
            return nil
        }
        guard let body = body(of: template, called: name) else { return nil }
        let use = Part.Use(
            body: body, stack: [slot(of: schema)], indentation: [], continuesLine: false, isMoved: false,
            replacements: 0)
        parts.append(Part(use: use, caller: nil, depth: 0))
        places[use] = 0
        var next = 0
        while next < parts.count {
            compilePart(next)
            next += 1
        }
        for call in calls.endless() {
            problems.add(.templateTooDeep, "the template includes itself without end", in: call.file, at: call.range)
        }
        if builder.isTooLarge {
            problems.add(
                .templateTooDeep, "what the template includes is larger than \(TemplateProgramBuilder.largest) bytes",
                in: body.file, at: 0..<1)
        }
        guard diagnostics.isEmpty else { return nil }
        return builder.program(slotCount: schemas.count)
    }

    private mutating func compilePart(_ index: Int) {
        let use = parts[index].use
        let start = builder.beginPart()
        var nodes = use.body.nodes[...]
        if use.continuesLine, case .line = nodes.first { nodes = nodes.dropFirst() }
        compile(nodes, in: Scope(part: index, use: use, stack: use.stack, file: use.body.file))
        builder.endPart(from: start)
    }

    private mutating func compile(_ nodes: ArraySlice<TemplateNode>, in scope: Scope) {
        // The section just before, where it runs for values.
        var last: String?
        for node in nodes {
            let before = last
            last = nil
            switch node {
            case .line(let range):
                builder.literal(scope.use.indentation)
                builder.literal(ownIndentation(range, in: scope))
            case .text(let range): builder.literal(scope.file.bytes[range])
            case .value(let name, let isRaw): compileValue(name, isRaw: isRaw, in: scope)
            case .section(let name, let isInverted, let content):
                let isElse = isInverted && before == name.text
                if compileSection(name, isInverted: isInverted, isElse: isElse, content, in: scope) {
                    last = name.text
                }
            case .include(let name, let indentation, let blocks):
                compileInclude(name, indentation: indentation, blocks, in: scope)
            case .block(let name, let body): compileBlock(name, body, in: scope)
            }
        }
    }

    /// The white space of a line without the margin that its block had where it was written.
    private func ownIndentation(_ range: ByteRange, in scope: Scope) -> ArraySlice<UInt8> {
        let own = scope.file.bytes[range]
        guard scope.use.isMoved else { return own }
        let shared = zip(own, scope.file.bytes[scope.use.body.margin]).prefix { $0 == $1 }.count
        return own.dropFirst(shared)
    }

    // MARK: Values and sections

    mutating func compileValue(_ name: TemplateName, isRaw: Bool, in scope: Scope) {
        if let message = messageName(name) { return compileMessage(message, name, isRaw: isRaw, in: scope) }
        guard let (slot, access) = find(name, in: scope) else { return }
        guard access.isWritable else {
            guard isStrict else { return }
            let help =
                if access.kind == .list { "{{#\(name.text)}} goes through it" } else { "{{#\(name.text)}} asks for it" }
            return problems.add(
                .templateWrongKind, "`\(name.text)` is a \(access.description) and can't be written", in: scope.file,
                at: name.range, notes: [.init(help)])
        }
        // A section on the name has its value already.
        let known = access.isConstant ? nil : scope.entered.last { $0.slot == slot && $0.name == name.text }
        let (source, value) =
            known.flatMap { known in
                schemas[known.target]["."].map { (known.target, $0.access) }
            } ?? (slot, access)
        if isRaw, isStrict, access.isText {
            return problems.add(
                .templateWrongKind, "`\(name.text)` is a \(access.description): only HTML can be written unescaped",
                in: scope.file, at: name.range, notes: [.init("{{\(name.text)}} writes it")])
        }
        if escaping == .markup {
            builder.write(slot: source, value, isRaw: isRaw)
        } else {
            builder.write(slot: source, value.escaped(for: escaping), isRaw: false)
        }
    }

    /// Compiles a section; with `isElse` it is what runs where the one just before it found nothing. Tells whether it is one
    /// that runs for values.
    private mutating func compileSection(
        _ name: TemplateName, isInverted: Bool, isElse: Bool, _ content: [TemplateNode], in scope: Scope
    ) -> Bool {
        var inner = scope
        inner.isConditional = true
        if messageName(name) != nil {
            problems.add(
                .templateWrongKind, "`\(name.text)` is a message, which is always there", in: scope.file,
                at: name.range,
                notes: [.init("{{\(name.text)}} writes it")])
            return false
        }
        guard let (slot, access) = find(name, in: scope) else {
            // What an unknown section would push isn't known either: its content can only be judged without it.
            if isInverted { compile(content[...], in: inner) }
            return false
        }
        let start: Int
        let schema = isInverted ? nil : access.pushed?()
        if let schema {
            let target = self.slot(of: schema)
            inner.stack.removeAll { $0 == target }
            inner.stack.append(target)
            inner.entered.removeAll { $0.slot == target || $0.target == target }
            if access.isWritable, slot != target {
                inner.entered.append(Entered(name: name.text, slot: slot, target: target))
            }
            start = builder.enter(slot: slot, access, target: target)
        } else if isElse {
            start = builder.otherwise()
        } else {
            start = builder.check(slot: slot, access, isWanted: !isInverted)
        }
        compile(content[...], in: inner)
        builder.endSection(start)
        return schema != nil
    }

    // MARK: Templates and blocks

    private mutating func compileInclude(
        _ name: TemplateName, indentation: ByteRange?, _ blocks: [String: TemplateBody], in scope: Scope
    ) {
        guard let template = templates[name.text] else {
            guard isStrict else { return }
            let names = templates.keys
            return problems.add(
                .missingTemplate, "no template is called `\(name.text)`", in: scope.file, at: name.range,
                notes: Self.nearest(to: name.text, among: names))
        }
        guard let body = body(of: template, called: name.text) else { return }
        // A block that someone farther out replaces stays replaced by that.
        var replaced = replacements[scope.use.replacements]
        for (name, body) in blocks where replaced[name] == nil {
            replaced[name] = Replacement(body: body, replacements: scope.use.replacements)
        }
        let use = Part.Use(
            body: body, stack: scope.stack,
            indentation: indentation.map { scope.use.indentation + ownIndentation($0, in: scope) } ?? [],
            continuesLine: false, isMoved: false, replacements: place(of: replaced))
        call(use, from: scope, at: name.range)
    }

    private mutating func compileBlock(_ name: TemplateName, _ body: TemplateBody, in scope: Scope) {
        guard let replacement = replacements[scope.use.replacements][name.text] else {
            return compile(body.nodes[...], in: scope)
        }
        let indentation = scope.use.indentation + ownIndentation(body.indentation, in: scope)
        let content = replacement.body
        if body.beginsLine, !content.beginsLine { builder.literal(indentation) }
        let use = Part.Use(
            body: content, stack: scope.stack, indentation: indentation,
            continuesLine: content.beginsLine && !body.beginsLine, isMoved: true,
            replacements: replacement.replacements)
        call(use, from: scope, at: name.range)
    }

    private mutating func call(_ use: Part.Use, from scope: Scope, at range: ByteRange) {
        guard let part = part(for: use, from: scope, at: range) else { return }
        builder.call(part: part)
        if !scope.isConditional { calls.add(.init(from: scope.part, to: part, file: scope.file, range: range)) }
    }

    private mutating func part(for use: Part.Use, from scope: Scope, at range: ByteRange) -> Int? {
        if let known = places[use] { return known }
        // Recursion doesn't indent more and more, or it would never come back to a part that is there already: from the
        // second round on all rounds are indented alike.
        var caller: Int? = scope.part
        var nearest: Int?
        while let index = caller {
            var other = parts[index].use
            other.indentation = use.indentation
            if other == use {
                if let nearest { return nearest }
                nearest = index
            }
            caller = parts[index].caller
        }
        let depth = parts[scope.part].depth + 1
        guard depth <= Self.deepest, parts.count < Self.mostParts else {
            problems.add(
                .templateTooDeep, "templates include each other more than \(Self.deepest) deep, or in too many ways",
                in: scope.file, at: range)
            return nil
        }
        places[use] = parts.count
        parts.append(Part(use: use, caller: scope.part, depth: depth))
        return parts.count - 1
    }

    /// The body of a template; its own problems are noted on the way.
    private mutating func body(of template: ParsedTemplate, called name: String) -> TemplateBody? {
        if template.body == nil { parseProblems[name] = template.diagnostics }
        return template.body
    }

    private mutating func place(of replaced: [String: Replacement]) -> Int {
        if let known = replacementPlaces[replaced] { return known }
        replacementPlaces[replaced] = replacements.count
        replacements.append(replaced)
        return replacements.count - 1
    }

    private mutating func slot(of schema: Schema) -> Int {
        if let known = slots[ObjectIdentifier(schema)] { return known }
        slots[ObjectIdentifier(schema)] = schemas.count
        schemas.append(schema)
        return schemas.count - 1
    }

    // MARK: Names

    /// Finds a name: its first part up the stack of views, the others strictly inside of what that is.
    mutating func find(_ name: TemplateName, in scope: Scope) -> (slot: Int, access: Access)? {
        let parts = name.text == "." ? ["."] : name.text.split(separator: ".").map(String.init)
        var offset = name.range.lowerBound
        func range(of part: String) -> ByteRange { offset..<offset + part.utf8.count }
        let views = parts[0] == "." ? scope.stack.suffix(1) : scope.stack[...]
        guard let slot = views.last(where: { schemas[$0][parts[0]] != nil }), let key = schemas[slot][parts[0]] else {
            reportUnknown(parts[0], at: range(of: parts[0]), among: views.reversed().map { schemas[$0] }, in: scope)
            return nil
        }
        var access = key.access
        for (owner, part) in zip(parts, parts.dropFirst()) {
            guard access.kind == .view, let schema = access.child else {
                if isStrict {
                    problems.add(
                        .templateWrongKind, "`\(owner)` is a \(access.description): it has no keys to reach with a dot",
                        in: scope.file, at: range(of: owner))
                }
                return nil
            }
            offset += owner.utf8.count + 1
            guard let next = schema[part] else {
                reportUnknown(part, at: range(of: part), among: [schema], in: scope)
                return nil
            }
            access = next.access.reached(through: access)
        }
        return (slot, access)
    }

    private mutating func reportUnknown(_ name: String, at range: ByteRange, among views: [Schema], in scope: Scope) {
        guard isStrict else { return }
        let named = views.filter { !$0.isValue }
        let owners = (named.isEmpty ? views : named).map { "`\($0.name)`" }
        let message =
            if name == "." {
                "\(owners[0]) is a view: only texts, numbers, HTML and links are written with a dot"
            } else if owners.count == 1 {
                "\(owners[0]) has no key `\(name)`"
            } else {
                "none of \(owners.joined(separator: ", ")) has a key `\(name)`"
            }
        problems.add(
            name == "." ? .templateWrongKind : .templateUnknownKey, message, in: scope.file, at: range,
            notes: Self.nearest(to: name, among: named.flatMap(\.keys).map(\.name)))
    }

    static func nearest(to name: String, among names: some Sequence<String>) -> [Diagnostic.Note] {
        Nearest.match(name, among: names).map { [.init("did you mean `\($0)`?")] } ?? []
    }
}
