import ArchiveModel
import Diagnostics
import Markup

extension Check {
    /// TeX where nothing reads it, and commands in formulas that nobody has defined.
    static let strayTeX = ofPapers { checked in
        var diagnostics = checked.strayTeX(in: checked.body, .body)
        for (key, text) in [(EntryKey.title, checked.paper.title), (.summary, checked.paper.summary ?? "")] {
            diagnostics += checked.strayTeX(in: Array(text.utf8), .key(key, text))
        }
        return diagnostics
    }
}

extension PaperUnderCheck {
    fileprivate func strayTeX(in text: [UInt8], _ place: TextPlace) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let isMarkdown = if case .body = place { true } else { false }
        for found in StrayTeX.find(in: text, isMarkdown: isMarkdown, macros: macros) {
            let written = Self.word(around: found.range, in: text)
            diagnostics.append(
                warning(
                    found.diagnosticID, found.message(written), at: found.range, in: place, repair: found.repair,
                    notes: found.notes))
        }
        return diagnostics
    }
}

extension PaperUnderCheck {
    /// What stands between two spaces, or so much of it as a message can have.
    private static func word(around range: Range<Int>, in text: [UInt8]) -> String {
        func isInside(_ place: Int) -> Bool {
            let byte = text[place]
            return byte > 0x20 && byte < 0x80 && !"()[]`,;".utf8.contains(byte)
        }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start > max(0, range.lowerBound - 20), isInside(start - 1) { start -= 1 }
        while end < min(text.count, range.upperBound + 20), isInside(end) { end += 1 }
        return String(decoding: text[start..<end], as: UTF8.self)
    }
}

extension StrayTeX {
    fileprivate var diagnosticID: DiagnosticID {
        switch kind {
        case .text: .strayTeX
        case .dollar: .strayDollar
        case .unknownCommand: .undefinedCommand
        }
    }

    fileprivate func message(_ written: String) -> String {
        switch kind {
        case .text: "`\(written)` is shown as it is written: it looks like TeX"
        case .dollar: "this dollar marks no formula and is shown as it is"
        case .unknownCommand: "nobody has defined a command of this formula, so its name is shown"
        }
    }

    fileprivate var notes: [Diagnostic.Note] {
        switch kind {
        case .text:
            if let repair {
                [.init("write `\(repair)` there, as `offprint check --fix` does")]
            } else {
                proposal.map { [.init("did you mean `\($0)`?")] } ?? []
            }
        case .dollar: [.init("write `\\$` if it is one")]
        case .unknownCommand: [.init("define it in [math.macros] or under the entry's `macros`")]
        }
    }
}
