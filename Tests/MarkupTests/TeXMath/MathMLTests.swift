import Testing

@testable import Markup

/// Formulas as MathML: what stands between `<semantics>` and the annotation.
@Suite("TeX to MathML") struct MathMLTests {
    private func mathML(_ tex: String, isDisplay: Bool = false, macros: MathMacros = .none) throws -> String {
        var tex = tex
        return try tex.withUTF8 { bytes in
            var out = ByteBuffer()
            try Formula(bytes, macros: macros).write(isDisplay: isDisplay, into: &out)
            let whole = out.text
            let start = try #require(whole.firstRange(of: "<semantics>")).upperBound
            let end = try #require(whole.firstRange(of: "<annotation")).lowerBound
            return String(whole[start..<end])
        }
    }

    @Test("A formula that comes again is written as the first time, by each set of macros as it has them")
    func repeated() async throws {
        // Enough for places to be shared, and some that come again while others go on.
        let formulas = (0..<600).map { "\\RR^{\($0 % 3 == 0 ? $0 % 7 : $0)}" }
        let sets = [
            MathMacros(ofSite: ["RR": "\\mathbb{R}"]), MathMacros(ofSite: ["RR": "S"]), MathMacros(["RR": "T"]),
        ]
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    for formula in formulas {
                        for macros in sets {
                            var tex = formula
                            let fresh = tex.withUTF8 { bytes in
                                var out = ByteBuffer()
                                try? Formula(bytes, macros: macros).write(isDisplay: false, into: &out)
                                return out.text
                            }
                            let written = MathText.html("a $\(formula)$", macros: macros).text
                            if written != "a \(fresh)" { Issue.record("\(formula): \(written.prefix(80))") }
                        }
                    }
                }
            }
        }
    }

    @Test("The whole element has the TeX and a text")
    func wholeElement() throws {
        var tex = "a<b"
        let text = try tex.withUTF8 { bytes in
            var out = ByteBuffer()
            try Formula(bytes).write(isDisplay: true, into: &out)
            return out.text
        }
        #expect(
            text == """
                <math xmlns="http://www.w3.org/1998/Math/MathML" display="block" alttext="a &lt; b"><semantics><mrow>\
                <mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow><annotation encoding="application/x-tex">a&lt;b</annotation>\
                </semantics></math>
                """)
    }

    @Test(
        "Structure",
        arguments: [
            ("x", "<mi>x</mi>"), ("12.5", "<mn>12.5</mn>"), ("10,000", "<mn>10,000</mn>"), (".5", "<mn>.5</mn>"),
            ("\\Gamma", "<mi mathvariant=\"normal\">Γ</mi>"), ("\\alpha", "<mi>α</mi>"), ("κ", "<mi>κ</mi>"),
            ("a\\mkern-3mu b\\hskip{.5em}c", "<mrow><mi>a</mi><mi>b</mi><mi>c</mi></mrow>"),
            ("a\\kern1", "<mi>a</mi>"), ("\\kern 2pt x", "<mi>x</mi>"), ("\\bxi", "<mi>𝝃</mi>"),
            ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
            ("x^23", "<mrow><msup><mi>x</mi><mn>2</mn></msup><mn>3</mn></mrow>"),
            ("^{th}", "<msup><mrow/><mrow><mi>t</mi><mi>h</mi></mrow></msup>"),
            ("f''", "<msup><mi>f</mi><mi>″</mi></msup>"),
            ("f'^2", "<msup><mi>f</mi><mrow><mi>′</mi><mn>2</mn></mrow></msup>"),
            ("a^b^c", "<mrow><msup><mi>a</mi><mi>b</mi></msup><msup><mrow/><mi>c</mi></msup></mrow>"),
            ("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
            ("{a \\over b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
            (
                "\\binom{n}{k}",
                "<mrow><mo>(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow>"
            ),
            ("\\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"), ("\\sqrt x", "<msqrt><mi>x</mi></msqrt>"),
            ("\\hat x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">ˆ</mo></mover>"),
            ("\\mathbb{R}", "<mi>ℝ</mi>"), ("\\mathcal O", "<mi>𝒪</mi>"), ("\\mathbf{AB}", "<mi>𝐀𝐁</mi>"),
            ("\\mathrm{d}", "<mi mathvariant=\"normal\">d</mi>"), ("\\mathit{ab}", "<mi>𝑎𝑏</mi>"),
            ("\\boldsymbol{\\alpha}", "<mi>𝜶</mi>"), ("{\\bf x}", "<mi>𝐱</mi>"),
            ("\\mathrm{self-attn}", "<mi>self-attn</mi>"), ("\\text{ if }", "<mtext>\u{A0}if\u{A0}</mtext>"),
            (
                "\\text{a $x$}", "<mrow><mtext>a\u{A0}</mtext><mi>x</mi></mrow>"
            ),
            ("\\not=", "<mo lspace=\"0\" rspace=\"0\">≠</mo>"),
            ("90^\\circ", "<msup><mn>90</mn><mo lspace=\"0\" rspace=\"0\">∘</mo></msup>"),
            ("5\\%", "<mrow><mn>5</mn><mi>%</mi></mrow>"), ("5%", "<mrow><mn>5</mn><mi>%</mi></mrow>"),
            (
                "\\left(\\frac ab\\right]",
                "<mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>]</mo></mrow>"
            ),
            (
                "\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}",
                """
                <mrow><mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd>\
                <mtd><mi>d</mi></mtd></mtr></mtable><mo>)</mo></mrow>
                """
            ),
            (
                "\\xrightarrow{f}",
                """
                <mover><mo stretchy="true" lspace="0" rspace="0">→</mo>\
                <mrow><mspace width="0.3333em"/><mi>f</mi><mspace width="0.3333em"/></mrow></mover>
                """
            ),
            ("\\xrightarrow{}", "<mo stretchy=\"true\" lspace=\"0\" rspace=\"0\">→</mo>"),
            ("x\\textsuperscript{th}", "<mrow><mi>x</mi><msup><mrow/><mtext>th</mtext></msup></mrow>"),
            ("\\ang{4}", "<mrow><mn>4</mn><mi>°</mi></mrow>"),
            ("\\color{red}{x}", "<mi>x</mi>"), ("\\textcolor{red}{x}", "<mi>x</mi>"), ("\\label{a}x", "<mi>x</mi>"),
            ("\\unicode{x2014}", "<mtext>—</mtext>"), ("\\phantom{x}", "<mphantom><mi>x</mi></mphantom>"),
            ("\\R^\\eps", "<msup><mi>ℝ</mi><mi>ε</mi></msup>"), ("\\spn", "<mi>spn</mi>"),
            ("\\href{https://example.org}{a_1}", "<msub><mi>a</mi><mn>1</mn></msub>"),
            ("<", "<mo lspace=\"0\" rspace=\"0\">&lt;</mo>"),
        ])
    func structure(_ tex: String, _ expected: String) throws {
        #expect(try mathML(tex) == expected)
    }

    @Test(
        "Space as TeX has it",
        arguments: [
            // A sign is no operation, after a relation as well as at the beginning.
            ("a=-b", "<mrow><mi>a</mi><mo>=</mo><mo lspace=\"0\" rspace=\"0\">−</mo><mi>b</mi></mrow>"),
            ("-b", "<mrow><mo>−</mo><mi>b</mi></mrow>"), ("a-b", "<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>"),
            // In scripts relations and operations have none.
            (
                "x_{i=1}",
                "<msub><mi>x</mi><mrow><mi>i</mi><mo lspace=\"0\" rspace=\"0\">=</mo><mn>1</mn></mrow></msub>"
            ),
            // A colon is a relation for TeX, which MathML takes for punctuation.
            (
                "f:A",
                "<mrow><mi>f</mi><mo lspace=\"0.2778em\" rspace=\"0.2778em\">:</mo><mi>A</mi></mrow>"
            ),
            ("\\sim10", "<mrow><mo rspace=\"0.2778em\">∼</mo><mn>10</mn></mrow>"),
            ("10\\times", "<mrow><mn>10</mn><mo lspace=\"0\" rspace=\"0\">×</mo></mrow>"),
            ("a/b", "<mrow><mi>a</mi><mi>/</mi><mi>b</mi></mrow>"),
            ("n!", "<mrow><mi>n</mi><mo form=\"postfix\">!</mo></mrow>"),
            (
                "n\\log n",
                """
                <mrow><mi>n</mi><mspace width="0.1667em"/><mi>log</mi><mo>\u{2061}</mo><mspace width="0.1667em"/>\
                <mi>n</mi></mrow>
                """
            ),
            (
                "|x|",
                """
                <mrow><mo stretchy="false" form="prefix">|</mo><mi>x</mi><mo stretchy="false" form="prefix">|</mo></mrow>
                """
            ),
            ("{,}", "<mo rspace=\"0\">,</mo>"),
        ])
    func spacing(_ tex: String, _ expected: String) throws {
        #expect(try mathML(tex) == expected)
    }

    @Test("Limits stand below in displayed formulas, beside in lines")
    func limits() throws {
        let sum = "<mo lspace=\"0\" rspace=\"0\">∑</mo><mi>i</mi>"
        #expect(try mathML("\\sum_i", isDisplay: true) == "<munder>\(sum)</munder>")
        #expect(try mathML("\\sum_i") == "<msub>\(sum)</msub>")
        #expect(try mathML("\\sum\\limits_i") == "<munder>\(sum)</munder>")
        #expect(try mathML("\\max_i", isDisplay: true) == "<munder><mi>max</mi><mi>i</mi></munder>")
        #expect(try mathML("\\max_i") == "<msub><mi>max</mi><mi>i</mi></msub>")
        #expect(try mathML("\\int_i", isDisplay: true).hasPrefix("<msub>"))
        #expect(try mathML("\\underbrace{a}_b").hasPrefix("<munder><munder accentunder=\"true\">"))
    }

    @Test("Macros have arguments, and use each other")
    func macros() throws {
        let macros = MathMacros(["RR": "\\mathbb{R}", "\\pair": "(#2, #1)", "deep": "\\RR^{#1}", "alpha": "A"])
        #expect(try mathML("\\RR^d", macros: macros) == "<msup><mi>ℝ</mi><mi>d</mi></msup>")
        #expect(try mathML("\\deep n", macros: macros) == "<msup><mi>ℝ</mi><mi>n</mi></msup>")
        #expect(try mathML("\\pair{a}{b}", macros: macros) == mathML("(b, a)"))
        #expect(try mathML("\\alpha", macros: macros) == "<mi>A</mi>")
        #expect(throws: MathProblem.self) { try mathML("\\pair a", macros: macros) }
    }

    @Test(
        "What can't be read says where and why",
        arguments: [
            ("a + \\aplha", 4, "the command `\\aplha` is not known", "did you mean `\\alpha`?"),
            ("\\foo{x}", 0, "the command `\\foo` is not known", "a command of your own is defined in [math.macros]"),
            ("\\def\\x{y}", 0, "the command `\\def` is not known", "a command of your own is defined in [math.macros]"),
            ("\\frac{1", 7, "a `}` is missing", nil), ("x}", 1, "there is a `}` too many", nil),
            ("\\frac1", 6, "`\\frac` has nothing to apply to", nil), ("x_", 2, "`_` has nothing to apply to", nil),
            ("\\left( x", 8, "`\\left` has no `\\right`", nil), ("x \\right)", 2, "`\\right` has no `\\left`", nil),
            ("\\begin{foo}x\\end{foo}", 0, "the environment `foo` is not known", nil),
            ("\\begin{cases}x\\end{array}", 14, "`\\end{array}` ends `\\begin{cases}`", nil),
            ("a\\", 1, "the formula ends in a backslash", nil),
            ("a $ b", 2, "there is a dollar within the formula", nil),
            ("\\text{a $b}", 8, "a formula in the text has no end", nil),
        ] as [(String, Int, String, String?)])
    func problems(_ tex: String, _ offset: Int, _ message: String, _ help: String?) throws {
        let problem = try #require(throws: MathProblem.self) { try mathML(tex) }
        #expect(problem == MathProblem(message: message, offset: offset, help: help))
    }

    @Test(
        "Hostile formulas end soon",
        arguments: [
            String(repeating: "{", count: 9_000) + String(repeating: "}", count: 9_000),
            String(repeating: "\\sqrt", count: 3_000), String(repeating: "x^", count: 9_000),
            String(repeating: "\\left(", count: 3_000), String(repeating: "\\frac{", count: 3_000),
            String(repeating: "x", count: 1_000_000), String(repeating: "\\foo ", count: 3_900),
            String(repeating: "\\text{$", count: 2_500), String(repeating: "\\begin{matrix}", count: 1_400),
            String(repeating: "\\not", count: 4_900), String(repeating: "a\\over ", count: 2_800),
        ])
    func hostile(_ tex: String) {
        #expect(throws: MathProblem.self) { try mathML(tex) }
    }

    @Test("Macros that go on without end are stopped")
    func endlessMacros() {
        let loop = MathMacros(["a": "\\a"])
        let growing = MathMacros([
            "a": "\\b\\b", "b": "\\c\\c", "c": "\\d\\d", "d": "\\e\\e", "e": "\\f\\f", "f": "\\a",
        ])
        let wide = MathMacros(["a": String(repeating: "x", count: 900)])
        #expect(throws: MathProblem.self) { try mathML("\\a", macros: loop) }
        #expect(throws: MathProblem.self) { try mathML("\\a", macros: growing) }
        #expect(throws: MathProblem.self) { try mathML(String(repeating: "\\a ", count: 100), macros: wide) }
    }

    @Test("Many scripts and rows are as deep as one")
    func longFormulas() throws {
        #expect(try mathML(String(repeating: "x^a", count: 5_000)).count > 100_000)
        #expect(try mathML(String(repeating: "x^a^a", count: 3_000)).count > 100_000)
        #expect(
            try mathML("\\begin{matrix}" + String(repeating: "a\\\\", count: 5_000) + "\\end{matrix}").count > 100_000)
    }
}
