import Markup
import Testing

/// Formulas where no markup can be: in titles of windows, feeds and mails.
@Suite("TeX to plain text") struct PlainFormulaTests {
    @Test(
        arguments: [
            ("E = mc^2", "E = mc²"), ("10\\sim100\\times", "10∼100×"), ("O(n \\log n)", "O(n log n)"),
            ("3 \\times 3", "3×3"), ("x_1, \\ldots, x_n", "x₁, …, x_n"), ("\\mathbb{R}^{n \\times m}", "ℝ^(n×m)"),
            ("\\mathcal{O}(\\sqrt{n})", "O(√n)"), ("\\frac{a+b}{2}", "(a + b)/2"), ("\\hat{x}", "x\u{302}"),
            ("^{th}", "th"), ("90^\\circ", "90°"), ("A^\\top", "Aᵀ"), ("x^{-1}", "x⁻¹"), ("\\ell_2", "ℓ₂"),
            ("p \\le 0.05", "p ≤ 0.05"), ("5\\%", "5%"), ("\\textbf{Pro}", "Pro"), ("\\text{a } b", "a b"),
            ("\\sum_{i=1}^n x_i", "∑_(i=1)ⁿ x_i"), ("\\binom{n}{k}", "(n choose k)"), ("\\pi^*", "π*"),
            ("\\left\\lfloor \\frac r2 \\right\\rfloor", "⌊r/2⌋"), ("f'(x)", "f′(x)"), ("-1", "−1"),
            ("\\begin{cases}0, & r\\\\1, & s\\end{cases}", "{0, r; 1, s"), ("R^2\\text{ec}", "R²ec"),
            ("\\mathbf{x}_i", "x_i"), ("W_{max}", "W_max"), ("|x|", "|x|"), ("0.932\\textpm0.019", "0.932 ± 0.019"),
        ])
    func plain(_ tex: String, _ expected: String) {
        #expect(MathText.plain("$\(tex)$") == expected)
    }

    @Test("What can't be read stays as it is written")
    func unreadable() { #expect(MathText.plain("a $\\foo{x}$") == "a \\foo{x}") }
}
