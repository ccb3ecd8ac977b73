import Testing
import Markup

/// A text and what becomes of it.
struct Sample: CustomTestStringConvertible, Sendable {
    let text: String
    let expected: String

    init(_ text: String, _ expected: String) {
        self.text = text
        self.expected = expected
    }

    var testDescription: String { String(text.prefix(60)) }
}

/// Renders one text with a renderer of its own, formulas as their TeX.
func html(_ text: String, _ options: MarkdownOptions = MarkdownOptions()) -> String {
    var renderer = MarkdownRenderer()
    return renderer.html(Array(text.utf8)[...], options: options).text.formulasAsTeX
}

/// Looks at one text with a renderer of its own.
func summary(_ text: String, limit: Int = 280) -> MarkdownSummary {
    var renderer = MarkdownRenderer()
    return renderer.inspect(Array(text.utf8)[...], excerptLimit: limit, macros: nil)
}

extension String {
    /// HTML in which formulas are written as `<math>TEX</math>`: what MathML comes of them is tested elsewhere.
    var formulasAsTeX: String {
        replacing(#/<math[^>]*>.*?<annotation[^>]*>(.*?)</annotation></semantics></math>/#.dotMatchesNewlines()) {
            "<math>\($0.1)</math>"
        }
    }
}
