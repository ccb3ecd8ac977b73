/// The words that many papers have: those that a search can do without, and what the first letters of a word most likely
/// become, are known before any block is fetched.
enum CommonTerms {
    /// How many there are at most.
    private static let most = 1_000

    /// The words in their order, each with how many of a thousand papers have it after a colon.
    static func list(_ terms: TermMerge, counts: [UInt32], papers: Int) -> [String] {
        let fewest = max(4, papers / 100)
        let words = (0..<terms.count).filter {
            counts[$0] >= fewest && terms.withBytes(of: $0) { $0.count > 1 && ($0.first ?? 0) >= UInt8(ascii: "a") }
        }
        let common = words.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(most).sorted()
        return common.map { "\(terms[$0]):\(Int(counts[$0]) * 1_000 / papers)" }
    }
}
