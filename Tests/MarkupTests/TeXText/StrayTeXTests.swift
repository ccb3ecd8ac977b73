import Markup
import Testing

/// TeX where nothing reads it.
@Suite("Stray TeX") struct StrayTeXTests {
    private func find(_ text: String, isMarkdown: Bool = true) -> [StrayTeX] {
        StrayTeX.find(in: Array(text.utf8), isMarkdown: isMarkdown, macros: .none)
    }

    private func repaired(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for stray in find(text).reversed() {
            if let repair = stray.repair { bytes.replaceSubrange(stray.range, with: repair.utf8) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "What is certain",
        arguments: [
            ("1.3times and 3times speed-ups", "1.3× and 3× speed-ups"), ("10sim100times", "10∼100×"),
            ("4times70", "4×70"), ("0.9pm0.1", "0.9±0.1"), ("0.932\\textpm0.02", "0.932±0.02"),
            ("0.932\\textpm 0.02", "0.932±0.02"), ("-150{\\deg}C", "-150°C"), ("approx9%", "≈9%"),
            ("5\\times", "5×"), ("\\alpha and", "α and"),
        ])
    func certain(_ text: String, _ expected: String) {
        #expect(repaired(text) == expected)
        // What was mended has nothing more to mend.
        #expect(repaired(expected) == expected)
    }

    @Test(
        "What is likely",
        arguments: [
            ("weights W^star,", "$W^\\star$"), ("in O(n^2) time", "$n^2$"), ("FE^{,2},", "$FE^{,2}$"),
            ("matrices alpha B A", "$\\alpha B$"),
        ])
    func likely(_ text: String, _ proposal: String) {
        #expect(find(text).map(\.proposal) == [proposal])
        #expect(find(text).map(\.repair) == [nil])
    }

    @Test(
        "What is none",
        arguments: [
            "at 5pm10 o'clock", "3 times", "sometimes", "sim2real and PixArt-alpha", "C:\\temp", "a\\*b", "$5 and US$6",
            "$x^2$ and \\(10times\\)", "`3times` and ``x^2``", "```\n3times\n```", "~~~\nx^2\n~~~", "[a](b^c)",
            "<https://example.org/a^b>", "https://example.org/10times", "[^1]", "alpha Beta", "\\$5", "$.50",
        ])
    func nothing(_ text: String) { #expect(find(text) == []) }

    @Test("Dollars and commands")
    func others() {
        #expect(find("costs $ 5").map(\.kind) == [.dollar])
        #expect(find("a $ 5 and b $5").map(\.kind) == [.dollar])
        #expect(find("a $\\xyzzy + 1$").map(\.kind) == [.unknownCommand])
        #expect(find("a $\\xyzzy + 1$").map(\.range) == [3..<9])
        // A name with a capital is what it stands for, unless it is a slip.
        #expect(find("a $\\OPT + \\Disp(x)$").isEmpty)
        #expect(find("a $\\Gama$").isEmpty)
    }

    @Test("Texts full of marks take linear time")
    func hostile() {
        for text in ["$", "`", "\\begin{align}", "^a", "\\(", "](", "<a", "~~~\n", "{$"] {
            _ = find(String(repeating: text, count: 20_000), isMarkdown: true)
        }
    }
}
