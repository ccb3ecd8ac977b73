import Diagnostics
import TestSupport
import Testing

@Suite("Source files")
struct SourceFileTests {
    @Test("An offset becomes a line and a UTF-8 column")
    func locations() {
        let text = MarkedText("1️⃣one\r\ntw\u{F6}2️⃣ x\n3️⃣")
        let file = SourceFile(path: "a.md", bytes: text.bytes)
        for mark in "1️⃣2️⃣3️⃣" {
            let location = file.location(at: text[mark])
            #expect("\(location.line):\(location.column)" == text.place(mark))
        }
        #expect(file.location(at: 0).excerpt == "one")
        #expect(file.location(at: 9_999).line == 3)
    }

    @Test("An empty file has a place, too")
    func empty() {
        let location = SourceFile(path: "a.md", bytes: []).location(at: 0)
        #expect(location == SourceLocation(path: "a.md", line: 1, column: 1, length: 1, excerpt: ""))
    }
}

@Suite("Printing diagnostics")
struct TextPrinterTests {
    @Test("A diagnostic is its place, message, line and caret, then its notes")
    func text() {
        let file = SourceFile(path: "content/papers/a.md", bytes: Array("---\ntitel: \u{201C}x\u{201D}\n".utf8))
        let diagnostic = Diagnostic(
            .unknownKey, "the entry has no key `titel`", at: file.location(of: 4..<9),
            notes: [.init("did you mean `title`?")])
        let expected = """
            content/papers/a.md:2:1: error: the entry has no key `titel` [unknown-key]
              titel: \u{201C}x\u{201D}
              ^~~~~
              note: did you mean `title`?
            1 error

            """
        #expect(TextPrinter().text(of: [diagnostic]) == expected)
    }

    @Test("A stranger's escape sequences are shown, not sent to the terminal")
    func controls() {
        let file = SourceFile(path: "a\u{1B}[2J.md", bytes: Array("\u{1B}]0;x\u{7}".utf8))
        let text = TextPrinter().text(of: Diagnostic(.wrongType, "\u{202E}no", at: file.location(at: 0)))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        #expect(text.contains("\\u{1b}[2J.md:1:1: error: \\u{202e}no"))
    }
}

@Suite("The nearest word")
struct NearestTests {
    @Test(
        "Few mistakes find the word, many do not",
        arguments: [
            ("titel", "title"), ("autors", "authors"), ("tag", "tags"), ("Title", "title"), ("banana", nil), ("", nil),
        ] as [(String, String?)])
    func match(word: String, expected: String?) {
        #expect(Nearest.match(word, among: ["title", "tags", "authors", "date"]) == expected)
    }
}
