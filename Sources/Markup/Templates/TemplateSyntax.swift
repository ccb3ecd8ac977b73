import Diagnostics

/// One piece of a template. Ranges are bytes of the file that the piece's ``TemplateBody`` names.
enum TemplateNode: Sendable {
    /// A line that leaves something in the output begins here, with this white space; standalone tags leave nothing.
    case line(ByteRange)
    /// Text to copy, ending at the latest with its line.
    case text(ByteRange)
    /// `{{x}}`, or with `isRaw` `{{{x}}}` and `{{&x}}`.
    case value(TemplateName, isRaw: Bool)
    /// `{{#x}}…{{/x}}`, or with `isInverted` `{{^x}}…{{/x}}`.
    case section(TemplateName, isInverted: Bool, [TemplateNode])
    /// `{{>x}}` or `{{<x}}…{{/x}}` with its blocks; the white space before it where it stands alone on its line.
    case include(TemplateName, indentation: ByteRange?, [String: TemplateBody])
    /// `{{$x}}…{{/x}}` outside of a parent: what may be replaced, and what it is if nobody does.
    case block(TemplateName, TemplateBody)
}

/// A name as a tag has it.
struct TemplateName: Sendable {
    let text: String
    let range: ByteRange
}

/// What can stand in for something: a whole template, or the content of a block. Recognized by being the same object.
final class TemplateBody: Sendable, Hashable {
    let file: SourceFile
    let nodes: [TemplateNode]
    /// Whether the content begins on a line of its own, below the tag that opens it.
    let beginsLine: Bool
    /// The white space before the first line of the content that isn't blank; lines that move elsewhere lose it.
    let margin: ByteRange
    /// The white space that takes its place for content that comes here from elsewhere.
    let indentation: ByteRange

    init(file: SourceFile, nodes: [TemplateNode], beginsLine: Bool, margin: ByteRange, indentation: ByteRange) {
        self.file = file
        self.nodes = nodes
        self.beginsLine = beginsLine
        self.margin = margin
        self.indentation = indentation
    }

    static func == (left: TemplateBody, right: TemplateBody) -> Bool { left === right }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A template's file, read: everything, or what is wrong with it.
struct ParsedTemplate: Sendable {
    let body: TemplateBody?
    let diagnostics: [Diagnostic]
}

/// A tag as it stands in the file.
struct TemplateTag {
    enum Kind {
        case value, rawValue, section, invertedSection, partial, parent, block, close
        /// A comment or new delimiters, or a tag that has been complained about: nothing is left of it.
        case nothing
    }

    let kind: Kind
    let name: TemplateName
    /// All of it, delimiters included.
    let range: ByteRange

    /// How a message quotes it.
    var quoted: String {
        switch kind {
        case .value, .nothing: "{{\(name.text)}}"
        case .rawValue: "{{{\(name.text)}}}"
        case .section: "{{#\(name.text)}}"
        case .invertedSection: "{{^\(name.text)}}"
        case .partial: "{{>\(name.text)}}"
        case .parent: "{{<\(name.text)}}"
        case .block: "{{$\(name.text)}}"
        case .close: "{{/\(name.text)}}"
        }
    }
}
