extension MathParser {
    /// What is between `\begin` and its `\end`; the command has been read.
    mutating func parseEnvironment(at start: Int) throws(MathProblem) -> MathNode {
        var name = string(try rawArgument(of: "\\begin"))
        if name.hasSuffix("*") { name.removeLast() }
        guard var table = MathEnvironments.all[name] else {
            throw problem("the environment `\(name)` is not known", at: start)
        }
        skipSpace()
        if peek == UInt8(ascii: "["), name != "cases" { _ = rawOptional() }
        switch name {
        case "array", "subarray", "tabular":
            table.alignments = string(try rawArgument(of: "\\begin{\(name)}")).compactMap(MathTable.Alignment.init)
            if table.alignments.isEmpty { table.alignments = [.center] }
        case "alignedat", "alignat": _ = try rawArgument(of: "\\begin{\(name)}")
        default: break
        }
        table.rows = try parseRows([.cell, .row, .environment])
        guard let end = peekCommand() else { throw problem("`\\begin{\(name)}` has no `\\end`", at: start) }
        let place = index
        index = end.end
        var closed = string(try rawArgument(of: "\\end"))
        if closed.hasSuffix("*") { closed.removeLast() }
        guard closed == name else { throw problem("`\\end{\(closed)}` ends `\\begin{\(name)}`", at: place) }
        if table.rows.count == 1, let only = table.rows[0].first, table.rows[0].count == 1, table.isDisplay {
            return only
        }
        return .table(table)
    }
}

/// The environments of formulas, as data: to add one is to add a line.
enum MathEnvironments {
    static let all: [String: MathTable] = {
        var all: [String: MathTable] = [
            "cases": MathTable(alignments: [.left], opening: "{"), "array": MathTable(), "tabular": MathTable(),
            "dcases": MathTable(alignments: [.left], isDisplay: true, opening: "{"),
            "rcases": MathTable(alignments: [.left], closing: "}"), "subarray": MathTable(isSmall: true),
            "smallmatrix": MathTable(isSmall: true), "matrix": MathTable(),
            "pmatrix": MathTable(opening: "(", closing: ")"), "bmatrix": MathTable(opening: "[", closing: "]"),
            "Bmatrix": MathTable(opening: "{", closing: "}"), "vmatrix": MathTable(opening: "|", closing: "|"),
            "Vmatrix": MathTable(opening: "‖", closing: "‖"),
        ]
        for name in ["aligned", "align", "alignedat", "alignat", "split", "eqnarray", "flalign"] {
            all[name] = MathTable(alignments: [.right, .left], isAligned: true, isDisplay: true)
        }
        for name in ["gathered", "gather", "equation", "multline", "displaymath", "math"] {
            all[name] = MathTable(isDisplay: true)
        }
        return all
    }()

    /// Those that are formulas by themselves, with and without a star.
    private static let displays: Set<String> = {
        let names = ["equation", "align", "gather", "multline", "eqnarray", "flalign", "displaymath", "math"]
        return Set(names + names.map { $0 + "*" })
    }()

    /// The name of the environment that begins at an offset, if it is a formula by itself.
    static func display(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> String? {
        let begin = "\\begin{".utf8
        guard text[start...].starts(with: begin) else { return nil }
        let first = start + begin.count
        guard let last = text[first...].prefix(16).firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let name = String(decoding: text[first..<last], as: UTF8.self)
        return displays.contains(name) ? name : nil
    }

    /// Where the `\end` of an environment ends.
    static func end(of name: String, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let end = Array("\\end{\(name)}".utf8)
        var index = start
        while let backslash = text[index...].firstIndex(of: UInt8(ascii: "\\")) {
            if text[backslash...].starts(with: end) { return backslash + end.count }
            index = min(backslash + 2, text.count)
        }
        return nil
    }
}
