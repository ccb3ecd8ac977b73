import Markup
import Testing

@Suite struct PluralRuleTests {
    /// Numbers and the forms that CLDR's charts give for them.
    @Test(arguments: [
        ("en", "other one other other other", [0, 1, 2, 11, 1_000_000]),
        ("xx", "other one other", [0, 1, 2]),
        ("ja", "other other other", [0, 1, 2]),
        ("fr-CA", "one one other many other", [0, 1, 2, 1_000_000, 1_000_001]),
        ("es", "other one other many", [0, 1, 2, 2_000_000]),
        ("pt", "one one other", [0, 1, 2]),
        ("pt-PT", "other one other", [0, 1, 2]),
        ("hi", "one one other", [0, 1, 2]),
        ("ru", "many one few many many one few many many", [0, 1, 2, 5, 11, 21, 22, 112, 111]),
        ("hr", "other one few other other one", [0, 1, 3, 5, 11, 21]),
        ("pl", "many one few many many few many", [0, 1, 4, 5, 12, 22, 21]),
        ("cs", "other one few other other", [0, 1, 4, 5, 22]),
        ("sl", "other one two few few other one", [0, 1, 2, 3, 4, 5, 101]),
        ("lt", "other one few other other one", [0, 1, 2, 10, 11, 21]),
        ("lv", "zero one other zero zero one", [0, 1, 2, 10, 11, 21]),
        ("ro", "few one few few other few", [0, 1, 2, 19, 20, 101]),
        ("ar", "zero one two few few many many other other few", [0, 1, 2, 3, 10, 11, 99, 100, 102, 103]),
        ("he", "other one two other", [0, 1, 2, 3]),
        ("ga", "other one two few many other", [0, 1, 2, 6, 10, 11]),
        ("cy", "zero one two few other other many other", [0, 1, 2, 3, 4, 5, 6, 7]),
        ("mt", "few one two few many other", [0, 1, 2, 10, 19, 20]),
        ("is", "other one other one", [0, 1, 11, 21]),
    ])
    func form(language: String, forms: String, numbers: [Int]) {
        let rule = PluralRule(language: language)
        #expect(numbers.map { rule.category(of: $0).rawValue }.joined(separator: " ") == forms)
    }
}
