#if canImport(FoundationEssentials)
import FoundationEssentials
#endif
import Foundation

/// How much a paper is about a word, as the index knows it: BM25F's part for one word and one paper, in steps.
///
/// A posting list has its papers level by level, so that a level costs no bits and the best papers come first. Neither the
/// steps nor what they are made of depend on other papers: one that is added changes no posting of another.
enum Level {
    /// The words of authors' names are of a level of their own, so that `author:` can ask for them.
    static let author = 0

    /// The levels of words of the title.
    static let title = 5...7

    /// What a word adds to a paper's score, by its level, times how rare it is.
    static let weights = [0.9, 0.45, 0.6, 0.72, 0.8, 0.88, 0.94, 1]
    /// Scores that differ by less are told apart by date: newer papers come first. Words that many papers have make small
    /// differences, and say nothing by them.
    static let grain = 0.25

    /// BM25's weight of a word that so many of all papers have.
    static func rarity(_ count: Int, of papers: Int) -> Double {
        log(1 + (Double(papers - count) + 0.5) / (Double(count) + 0.5))
    }

    /// What a paper has of a word.
    struct Evidence {
        /// How often its summary and text have it.
        var inText = 0
        var isInTitle = false
        var isInSummary = false
        /// Whether it is in the name of a tag, organization or venue.
        var isInNames = false
    }

    /// The level of a word in a paper, of so many words.
    static func of(_ evidence: Evidence, titleWords: Int, textWords: Int) -> Int {
        // BM25's saturation of what is frequent, less of it in long texts; lengths against those of usual papers.
        var sum = Double(evidence.inText) / (0.5 + 0.5 * Double(textWords) / 160)
        if evidence.isInSummary { sum += 1.5 }
        if evidence.isInNames { sum += 3 }
        guard evidence.isInTitle else {
            return sum < 1 ? 1 : sum < 2 ? 2 : sum < 3.5 ? 3 : 4
        }
        sum += 8 / (0.5 + 0.5 * Double(titleWords) / 9)
        return sum < 9 ? 5 : sum < 13 ? 6 : 7
    }
}
