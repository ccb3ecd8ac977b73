import Diagnostics

/// Reads a template into nodes, and finds out which tags stand alone on their line.
///
/// Sections, blocks and parents that are still open are a stack, not calls: no template is too deep for the machine.
struct TemplateParser {
    /// How many sections, blocks and parents may be open at a time.
    static let deepest = 64

    private struct Open {
        let tag: TemplateTag
        /// The white space before it where its line has nothing else.
        let leading: ByteRange?
        /// For blocks: whether the content begins below.
        var beginsLine = false
        /// For parents: the blocks it has so far.
        var blocks: [String: TemplateBody] = [:]
    }

    private let file: SourceFile
    private var scanner: TemplateScanner
    private var problems = TemplateProblems()
    private var open: [Open] = []
    /// The nodes so far of the template, then of each open tag.
    private var levels: [[TemplateNode]] = [[]]
    private var isAtLineStart = true
    /// The white space before the tag at hand where the line has nothing else before it; `line` or nothing follows.
    private var leading: ByteRange?

    private init(file: SourceFile) {
        self.file = file
        scanner = TemplateScanner(file: file)
    }

    /// Reads a template.
    static func parse(_ file: SourceFile) -> ParsedTemplate {
        var parser = TemplateParser(file: file)
        parser.run()
        guard parser.problems.diagnostics.isEmpty else {
            return ParsedTemplate(body: nil, diagnostics: parser.problems.diagnostics)
        }
        let body = TemplateBody(
            file: file, nodes: parser.levels[0], beginsLine: true, margin: 0..<0, indentation: 0..<0)
        return ParsedTemplate(body: body, diagnostics: [])
    }

    private mutating func run() {
        var offset = 0
        while let tag = scanner.nextTag(from: offset, problems: &problems) {
            addText(offset..<tag.range.lowerBound, isBeforeTag: true)
            offset = take(tag)
            guard open.count <= Self.deepest else {
                return problems.add(
                    .templateTooDeep, "sections and blocks lie more than \(Self.deepest) deep in each other",
                    in: file, at: tag.range)
            }
        }
        addText(offset..<file.bytes.count, isBeforeTag: false)
        for unclosed in open {
            problems.add(
                .templateSyntax, "\(unclosed.tag.quoted) is never closed", in: file, at: unclosed.tag.range,
                notes: [.init("{{/\(unclosed.tag.name.text)}} has to follow")])
        }
    }

    private mutating func append(_ node: TemplateNode) { levels[levels.count - 1].append(node) }

    /// Whether the innermost open tag is a parent, between whose blocks no text counts.
    private var isInParent: Bool { open.last?.tag.kind == .parent }

    // MARK: Lines

    private mutating func addText(_ range: ByteRange, isBeforeTag: Bool) {
        guard !isInParent else { return }
        var start = range.lowerBound
        while start < range.upperBound {
            if isAtLineStart {
                let end = endOfBlanks(from: start, to: range.upperBound)
                if end == range.upperBound, isBeforeTag { break }
                append(.line(start..<end))
                start = end
            }
            let newline = file.bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
            let end = newline.map { $0 + 1 } ?? range.upperBound
            if end > start { append(.text(start..<end)) }
            isAtLineStart = newline != nil
            start = end
        }
        if isBeforeTag, isAtLineStart { leading = start..<range.upperBound }
    }

    /// The line at hand leaves something after all: its white space counts.
    private mutating func beginLine() {
        if let leading { append(.line(leading)) }
        leading = nil
        isAtLineStart = false
    }

    /// If the tag stands alone, leaves nothing of its line and returns where the next one begins.
    private mutating func skipLine(of tag: TemplateTag) -> Int? {
        guard leading != nil, let end = endOfLine(after: tag) else { return nil }
        leading = nil
        isAtLineStart = true
        return end
    }

    /// Where the next line begins if nothing else follows the tag on its own.
    private func endOfLine(after tag: TemplateTag) -> Int? {
        let bytes = file.bytes
        var end = endOfBlanks(from: tag.range.upperBound, to: bytes.count)
        if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") { end += 1 }
        if end == bytes.count { return end }
        return bytes[end] == UInt8(ascii: "\n") ? end + 1 : nil
    }

    private func endOfBlanks(from start: Int, to limit: Int) -> Int {
        var end = start
        while end < limit, file.bytes[end] == UInt8(ascii: " ") || file.bytes[end] == UInt8(ascii: "\t") { end += 1 }
        return end
    }

    // MARK: Tags

    /// Takes a tag in and returns where to read on.
    private mutating func take(_ tag: TemplateTag) -> Int {
        if isInParent, ![.block, .close, .nothing].contains(tag.kind) {
            problems.add(
                .templateSyntax, "between {{<…}} and its end only blocks count, not \(tag.quoted)", in: file,
                at: tag.range)
        }
        switch tag.kind {
        case .nothing:
            return finishLine(of: tag)
        case .value, .rawValue:
            beginLine()
            append(.value(tag.name, isRaw: tag.kind == .rawValue))
            return tag.range.upperBound
        case .partial:
            let indentation = leading
            let next = skipLine(of: tag)
            if next == nil { beginLine() }
            append(.include(tag.name, indentation: next == nil ? nil : indentation, [:]))
            return next ?? tag.range.upperBound
        case .section, .invertedSection:
            let next = finishLine(of: tag)
            push(Open(tag: tag, leading: nil))
            return next
        case .parent:
            // Whether it stands alone is seen at its end.
            push(Open(tag: tag, leading: leading))
            leading = nil
            return tag.range.upperBound
        case .block:
            return beginBlock(tag)
        case .close:
            return close(tag)
        }
    }

    /// Leaves nothing of a tag's line if the tag stands alone; otherwise the line counts.
    private mutating func finishLine(of tag: TemplateTag) -> Int {
        if let next = skipLine(of: tag) { return next }
        if !isInParent { beginLine() }
        return tag.range.upperBound
    }

    private mutating func push(_ tag: Open) {
        open.append(tag)
        levels.append([])
    }

    private mutating func beginBlock(_ tag: TemplateTag) -> Int {
        let before = leading
        // Before a block in a parent there is nothing that could count: only what follows decides.
        let next = isInParent ? endOfLine(after: tag) : skipLine(of: tag)
        if next == nil, !isInParent { beginLine() }
        isAtLineStart = next != nil
        push(Open(tag: tag, leading: before, beginsLine: next != nil))
        return next ?? tag.range.upperBound
    }

    private mutating func close(_ tag: TemplateTag) -> Int {
        guard let place = open.lastIndex(where: { $0.tag.name.text == tag.name.text }) else {
            let file = file
            let innermost = open.last?.tag
            problems.add(
                .templateSyntax, "\(tag.quoted) closes nothing that is open", in: file, at: tag.range,
                notes: innermost.map { [.init("\($0.quoted) is open", at: file.location(of: $0.range))] } ?? [])
            return finishLine(of: tag)
        }
        for unclosed in open[(place + 1)...].reversed() {
            problems.add(
                .templateSyntax, "\(tag.quoted) stands where \(unclosed.tag.quoted) has to be closed first", in: file,
                at: tag.range, notes: [.init("it was opened here", at: file.location(of: unclosed.tag.range))])
        }
        let closed = open[place]
        open.removeSubrange(place...)
        levels.removeSubrange((place + 2)...)
        switch closed.tag.kind {
        case .block: return endBlock(closed, with: tag)
        case .parent: return endParent(closed, with: tag)
        default:
            let next = finishLine(of: tag)
            let isInverted = closed.tag.kind == .invertedSection
            let nodes = levels.removeLast()
            append(.section(closed.tag.name, isInverted: isInverted, nodes))
            return next
        }
    }

    private mutating func endBlock(_ closed: Open, with tag: TemplateTag) -> Int {
        let next: Int
        if isInParent {
            // The white space before the end is no content, and what follows is none anyway.
            leading = nil
            next = tag.range.upperBound
        } else {
            next = finishLine(of: tag)
        }
        let nodes = levels.removeLast()
        let own = closed.leading ?? tag.range.lowerBound..<tag.range.lowerBound
        let margin = closed.beginsLine ? marginOfContent(from: closed.tag.range.upperBound) : 0..<0
        let body = TemplateBody(
            file: file, nodes: nodes, beginsLine: closed.beginsLine, margin: margin,
            indentation: closed.beginsLine && !nodes.isEmpty ? margin : own)
        if isInParent {
            let parent = open.count - 1
            if open[parent].blocks.updateValue(body, forKey: tag.name.text) != nil {
                problems.add(
                    .templateSyntax, "the block \(closed.tag.quoted) stands here a second time", in: file,
                    at: closed.tag.range)
            }
        } else {
            append(.block(tag.name, body))
        }
        return next
    }

    private mutating func endParent(_ closed: Open, with tag: TemplateTag) -> Int {
        levels.removeLast()
        leading = closed.leading
        let next = skipLine(of: tag)
        if next == nil { beginLine() }
        append(.include(closed.tag.name, indentation: next == nil ? nil : closed.leading, closed.blocks))
        return next ?? tag.range.upperBound
    }

    /// The white space at the start of the first line after an offset that has something else.
    private func marginOfContent(from offset: Int) -> ByteRange {
        var start = offset
        while true {
            let end = endOfBlanks(from: start, to: file.bytes.count)
            guard end < file.bytes.count, file.bytes[end] == UInt8(ascii: "\n") || file.bytes[end] == UInt8(ascii: "\r")
            else { return start..<end }
            start = end + 1
        }
    }
}
