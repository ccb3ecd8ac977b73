import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Markup

/// Formulas of real titles and abstracts.
@Suite struct RealFormulasTests {
    static let file = SharedData.url("data/formulas.txt")

    @Test(.enabled(if: file != nil, "the sample data is not here")) func nearlyAllAreConverted() throws {
        let lines = try String(contentsOfFile: Self.file ?? "", encoding: .utf8).split(separator: "\n")
        var refused: [String] = []
        var unknown = 0
        for line in lines {
            var tex = String(line)
            try tex.withUTF8 { bytes in
                do {
                    let formula = try Formula(bytes)
                    if !formula.unknownCommands.isEmpty { unknown += 1 }
                    var out = ByteBuffer()
                    formula.write(isDisplay: true, into: &out)
                    // Well-formed, whatever was in it.
                    let (tree, problems) = XMLTree.read(SourceFile(path: "formula", bytes: out.bytes))
                    #expect(tree?.name == "math" && problems.isEmpty, "\(line)")
                    #expect(!formula.text.isEmpty || line == "\\,", "\(line)")
                } catch let problem as MathProblem {
                    refused.append("\(line): \(problem.message)")
                }
            }
        }
        #expect(lines.count > 3_000)
        #expect((refused.count + unknown) * 200 < lines.count, "\(refused), \(unknown) with undefined commands")
        print(lines.count, "formulas,", refused, unknown, "with undefined commands")
    }
}
