import Foundation
import Markup
import TestSupport
import Testing

@Suite struct TeXTextTests {
    /// With accents composed, as whoever keeps a text does.
    private func line(_ tex: String) -> String { TeXText(tex).line.precomposedStringWithCanonicalMapping }
    private func markdown(_ tex: String) -> String { TeXText(tex).markdown.precomposedStringWithCanonicalMapping }

    @Test(arguments: [
        (#"G\"odel, Erd\H{o}s, \'{E}tale"#, "Gödel, Erdős, Étale"),
        (#"na\"{\i}ve {\'e}t{\'{e}} \c{c}a \c ca"#, "naïve été ça ça"),
        (#"\AA ngstr\"om, \L{}\'od\'z, stra\ss e, \o re"#, "Ångström, Łódź, straße, øre"),
        (#"Dvo\v{r}\'ak, \v Cech, \~n, \u{a}, \k{e}, \r{u}, \d{s}"#, "Dvořák, Čech, ñ, ă, ę, ů, ṣ"),
        ("``quoted'' and `single' -- a dash --- another", "“quoted” and ‘single’ – a dash — another"),
        ("Fig.~1, {BERT} and {G}PU", "Fig. 1, BERT and GPU"),
        (##"100\% of \$5 \& \#1 \_ \{x\}"##, ##"100% of \$5 & #1 _ {x}"##),
        (#"0.932\textpm0.019, 20\textdegree C, 3\texttimes"#, "0.932±0.019, 20°C, 3×"),
        (#"10$\times$ and $O(n \log n)$"#, #"10$\times$ and $O(n \log n)$"#),
        (#"$\sim$10 and \(x\)"#, #"\(\sim\)10 and $x$"#),
        (#"$ \mathcal{O}(n) $ steps"#, #"$\mathcal{O}(n)$ steps"#),
        ("from $5 million to $6 million", #"from \$5 million to \$6 million"#),
        (#"\emph{A} \textbf{B} \texttt{c} \textsc{D} {\em E} {\bf F}"#, "A B c D E F"),
        (#"\textcolor{red}{warm} \mbox{box} \unknown{x} y"#, #"warm box \unknown{x} y"#),
        ("hard\nwrapped\n  lines", "hard wrapped lines"),
        (#"\alpha-\beta, x \rightarrow y, \ie this, \eg that"#, "α-β, x → y, i.e. this, e.g. that"),
    ])
    func lines(tex: String, expected: String) {
        #expect(line(tex) == expected)
    }

    @Test(arguments: [
        (#"\emph{very} \textbf{bold}\textit{er}, {\it more}"#, "*very* **bold***er*, *more*"),
        (
            #"\url{https://a.example/x_y} and \href{https://b.example}{there}"#,
            "<https://a.example/x_y> and [there](https://b.example)"
        ),
        (#"\href{javascript:alert(1)}{there}"#, "there"),
        (#"\texttt{x*y} and \footnote{a note}"#, "`x*y` and (a note)"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("snake_case, _x_, A* and B*", #"snake_case, \_x\_, A\* and B\*"#),
        ("<script>alert(1)</script> 1 < 2 <3", #"\<script>alert(1)\</script> 1 < 2 <3"#),
        ("Q&A, &amp;, [1], [x](y)", #"Q&A, \&amp;, [1], [x\](y)"#),
        ("# no heading", ##"\# no heading"##),
        ("1. no list", #"1\. no list"#),
        ("- no list", #"\- no list"#),
        ("> no quotation", #"\> no quotation"#),
        (#"$$x^2$$ and $x*y*z$"#, #"$$x^2$$ and $x*y*z$"#),
    ])
    func markdownOf(tex: String, expected: String) {
        #expect(markdown(tex) == expected)
    }

    @Test func hostileTextIsBounded() {
        for text in [
            String(repeating: "{", count: 100_000), String(repeating: #"\emph{"#, count: 50_000),
            String(repeating: #"\'"#, count: 100_000), String(repeating: "$", count: 100_001),
            String(repeating: #"\textbf\textit"#, count: 20_000), String(repeating: #"\("#, count: 100_000),
        ] {
            _ = TeXText(text).markdown
        }
    }

    /// What a reader sees of a real abstract has its letters, in their order: nothing is lost, nothing taken for markup.
    @Test(.enabled(if: ArXivRecord.areHere, "the sample data is not here")) func realAbstractsKeepTheirWords() throws {
        var renderer = MarkdownRenderer()
        var count = 0
        for record in try ArXivRecord.all() {
            guard !record.abstract.contains("\\") else { continue }
            let markdown = Array(TeXText(record.abstract).markdown.utf8)
            let shown = renderer.inspect(markdown[...], excerptLimit: markdown.count, macros: nil).excerpt
            func letters(_ text: String) -> [Unicode.Scalar] {
                text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            }
            #expect(letters(shown) == letters(record.abstract), "\(record.id)")
            count += 1
        }
        #expect(count > 1_000)
    }
}
