import TestSupport

/// An entry with keys drawn from small pools, so that entries share names, days and addresses.
struct RandomEntry {
    private var keys: [String: String] = [:]
    private var body: String

    static let days = [
        "2024-02-29", "2024-12-30", "2024-12-31", "2025-01-01", "2025-11-30", "2025-12-01", "2025-12-14", "2025-12-15",
        "2025-12-16", "2025-12-13T23:30:00Z", "2025-12-16T09:30:00Z", "2025-12-16T23:30:00-05:00", "2025-12-17",
        "2025-12-20",
    ]
    private static let words = [
        "Sparse", "$x^2 + y$", "attention", "“of”", "Gödel", "a < b & c", "models", "$\\alpha_1$-norms", "diffusion",
        "日本", "over", "graphs", "2.5×", "*stars*",
    ]
    private static let authors = [
        "Ada Lovelace", "ada lovelace", "Ada-Lovelace", "Ørsted Müller", "Grace Hopper", "GRACE HOPPER", "王 小明",
        "{ name: Ada Lovelace, orcid: 0000-0002-1825-0097 }", "{ name: A. King, orcid: 0000-0002-1825-0097 }",
        "{ name: Grace Hopper, url: 'https://example.org/grace', affiliation: Navy }",
        "{ given: Alan, family: Turing, orcid: 0000-0001-5109-3700 }",
    ]
    private static let tags = ["vision", "Vision", "language", "math & logic", "C++", "c", "theory", "ROBOTICS"]

    /// A key and a value for it, sometimes none.
    private typealias Draw = (String, @Sendable (inout SplitMix64) -> String?)

    private static let draws: [Draw] = [
        ("title", { "'\(words(&$0, 1...4).replacing("'", with: "’"))'" }),
        ("date", { $0.one(of: days) }),
        ("authors", { list($0.some(of: authors, upTo: 4)) }),
        ("tags", { list($0.some(of: tags, upTo: 3)) }),
        ("upvotes", { $0.isOne(in: 3) ? nil : "\(Int.random(in: 0...9, using: &$0))" }),
        ("comments", { $0.isOne(in: 2) ? nil : "\(Int.random(in: 0...2, using: &$0))" }),
        ("summary", { $0.isOne(in: 2) ? nil : "'\(words(&$0, 2...6))'" }),
        (
            "organization",
            { $0.one(of: [nil, "Labs", "{ name: Labs, handle: labs }", "{ name: The Labs, handle: labs }"]) }
        ),
        ("venue", { $0.one(of: [nil, nil, "NeurIPS", "ICML"]) }),
        ("status", { $0.one(of: [nil, nil, nil, "corrected", "withdrawn", "retracted"]) }),
        ("notice", { $0.one(of: [nil, nil, "A *slip* in table 2.", "Withdrawn by its authors."]) }),
        ("notice_date", { $0.isOne(in: 3) ? $0.one(of: days) : nil }),
        ("draft", { $0.isOne(in: 5) ? "true" : nil }),
        ("expires", { $0.isOne(in: 5) ? $0.one(of: days) : nil }),
        ("updated", { $0.isOne(in: 3) ? $0.one(of: days) : nil }),
        ("published", { $0.isOne(in: 3) ? $0.one(of: days) : nil }),
        ("arxiv", { $0.isOne(in: 3) ? "'2306.0\(Int.random(in: 1000...9999, using: &$0))'" : nil }),
        ("doi", { $0.isOne(in: 4) ? "10.1000/x\(Int.random(in: 1...40, using: &$0))" : nil }),
        ("code", { $0.isOne(in: 2) ? nil : "https://example.com/code?a=1&b=2" }),
        ("aliases", { $0.isOne(in: 4) ? "[/old/\(Int.random(in: 1...30, using: &$0))/]" : nil }),
        ("language", { $0.one(of: [nil, nil, nil, "de"]) }),
        ("author_count", { $0.isOne(in: 4) ? "\(Int.random(in: 1...3, using: &$0))" : nil }),
        ("id", { $0.isOne(in: 6) ? "id-\(Int.random(in: 1...60, using: &$0))" : nil }),
        // A slip that is warned of.
        ("upvots", { $0.isOne(in: 10) ? "3" : nil }),
    ]

    private static let shared = ["date", "authors", "tags", "organization"]

    init(_ random: inout SplitMix64) {
        body = Self.text(&random)
        for (key, value) in Self.draws { keys[key] = value(&random) }
        // What two entries may not share comes with later changes, or most sites would be wrong from the start.
        for key in ["id", "doi", "arxiv", "aliases", "upvots"] { keys[key] = nil }
    }

    /// Draws one of the keys anew, or the text.
    mutating func change(_ random: inout SplitMix64) -> String {
        guard !random.isOne(in: 6) else {
            body = Self.text(&random)
            return "text"
        }
        // Days and names are what pages share, so they change most.
        let draws = random.isOne(in: 2) ? Self.draws : Self.draws.filter { Self.shared.contains($0.0) }
        let (key, value) = random.one(of: draws)
        keys[key] = value(&random)
        return key
    }

    /// Names a file beside it in its text.
    mutating func show(_ asset: String) { body += "\n\n![A picture](\(asset))" }

    /// The file's text.
    var text: String {
        "---\n\(keys.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined())---\n\n\(body)\n"
    }

    private static func words(_ random: inout SplitMix64, _ count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in random.one(of: words) }.joined(separator: " ")
    }

    private static func text(_ random: inout SplitMix64) -> String {
        let sentences = (0...Int.random(in: 0...3, using: &random)).map { _ in words(&random, 3...12) + "." }
        return sentences.joined(separator: random.isOne(in: 2) ? "\n\n" : " ") + "\n\n[Home](/) and [more](/about/)."
    }

    private static func list(_ items: [String]) -> String? {
        items.isEmpty ? nil : "[\(items.joined(separator: ", "))]"
    }
}
