/// Finds the word somebody probably meant.
package enum Nearest {
    /// The candidate with the fewest typing mistakes from `word`, or `nil` where none is near.
    ///
    /// A mistake is a letter too many, too few, wrong, or swapped with its neighbor (Damerau's distance, optimal string
    /// alignment); near means at most so many `mistakes`, else a third of the word's letters, and at least one. Equal
    /// distances go to the candidate that comes first in the alphabet.
    package static func match(
        _ word: String, among candidates: some Sequence<String>, mistakes: Int? = nil
    ) -> String? {
        let lowered = Array(word.lowercased().unicodeScalars.prefix(64))
        let limit = mistakes ?? max(1, lowered.count / 3)
        var best: (distance: Int, word: String)?
        for candidate in candidates {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard abs(other.count - lowered.count) <= limit else { continue }
            let found = (distance: distance(lowered, other), word: candidate)
            if found.distance <= limit, best.map({ found < $0 }) ?? true { best = found }
        }
        return best?.word
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
