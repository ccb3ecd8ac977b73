import Markup
import Parallelism

/// The words that a search may have meant, by how many letters they have: of a word with a wrong letter, one too few or one
/// too many, the right one is in the list of its own length or of one next to it.
///
/// A list is one word a line in their order, after each a letter: `a` for a word of one paper, `b` for two and three, `c` for
/// four to seven, and so on; compressed.
struct Spellings: Sendable {
    /// The lists of words of ``lengths``, in order.
    let lists: [[UInt8]]

    /// How long a word is whose spelling is looked after, in characters.
    static let lengths = 3...20
    /// How many words a list has at most: the commonest.
    private static let most = 16_384

    init(_ terms: TermMerge, counts: [UInt32], jobs: Int) {
        var words: [[Int32]] = Array(repeating: [], count: Self.lengths.count)
        for place in 0..<terms.count {
            // A word of one paper is more often a slip than a word, but in a small archive there is no other.
            guard counts[place] > 1 || terms.count < 20_000 else { continue }
            let length = terms.withBytes(of: place) { Self.length($0) }
            if let length, Self.lengths.contains(length) {
                words[length - Self.lengths.lowerBound].append(Int32(place))
            }
        }
        let all = words
        lists = Parallel.map(count: all.count, jobs: jobs, run: 1, state: {}) { _, length in
            var words = all[length]
            if words.count > Self.most {
                words = words.sorted { (counts[Int($1)], $0) < (counts[Int($0)], $1) }.prefix(Self.most).sorted()
            }
            var list = ByteBuffer()
            for word in words {
                list.append(terms[Int(word)])
                let step = UInt32.bitWidth - 1 - counts[Int(word)].leadingZeroBitCount
                list.append(byte: UInt8(ascii: "\n"))
                list.append(byte: UInt8(ascii: "a") + UInt8(step))
            }
            return Deflate.compressed(list.bytes)
        }
    }

    /// How many characters a term has; `nil` where it is no word of letters.
    private static func length(_ term: UnsafeRawBufferPointer) -> Int? {
        guard let first = term.first, first >= UInt8(ascii: "a") else { return nil }
        var length = 0
        for byte in term {
            if byte < UInt8(ascii: "a") { return nil }
            if byte & 0xC0 != 0x80 { length += 1 }
        }
        return length
    }
}
