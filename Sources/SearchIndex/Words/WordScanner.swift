import ArchiveModel

/// What is told the words of a text.
protocol WordSink {
    /// A word of a text: its folded UTF-8 and the hash of these bytes.
    mutating func add(_ word: UnsafeRawBufferPointer, hash: UInt64)
    /// Whether two words that stand beside each other are also one, by the hash of both together.
    func isCompound(_ hash: UInt64) -> Bool
}

/// Finds the words of texts, folded so that a reader finds them however they are spelled: `Gödel` is `godel`, `don't` is
/// `dont`, `speed-up` is `speed`, `up` and `speedup`.
///
/// Texts are Markdown with TeX, whose addresses and tags are no words; the names of TeX's commands are, so that a formula
/// is found by what it shows (`log`) and by how it is written (`mathbb`). Written for speed, since it looks at every
/// byte of the archive.
struct WordScanner: ~Copyable {
    /// How long a word may be, in bytes; longer ones are no words that anybody types.
    static let longest = 48

    /// The words since the last gap, one after the other, so that what is written together is one run of bytes.
    private let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 8 * longest)
    private var end = 0
    /// Where the word before begins, its hash, and where its text ends; less than 0 where none can be joined.
    private var last = (start: 0, hash: UInt64(0), textEnd: -1)
    /// The same of a chain of words with hyphens between.
    private var chain = (start: 0, hash: UInt64(0), parts: 0)

    deinit { memory.deallocate() }

    /// Tells a sink the words of a text.
    mutating func scan(_ text: UnsafeBufferPointer<UInt8>, into sink: inout some WordSink) {
        var index = 0
        (end, last.textEnd, chain.parts) = (0, -1, 0)
        while index < text.count {
            let byte = text[index]
            switch WordHash.kinds[Int(byte)] {
            case .lower, .upper: index = word(in: text, at: index, &sink)
            case .gap: index += 1
            case .mark: index = Self.skipMarkup(in: text, at: index)
            case .other:
                let (scalar, length) = Self.scalar(in: text, at: index)
                index = Folding.isWord(scalar) ? word(in: text, at: index, &sink) : index + length
            }
        }
        endChain(&sink)
    }

    /// Takes the word that begins at a place; returns where it ends.
    @inline(__always)
    private mutating func word(in text: UnsafeBufferPointer<UInt8>, at start: Int, _ sink: inout some WordSink) -> Int {
        let joint = begin(at: start, in: text, &sink)
        let first = end
        var hash: UInt64 = 0
        var index = start
        var isTooLong = false
        while index < text.count {
            let byte = text[index]
            let kind = WordHash.kinds[Int(byte)]
            if kind == .lower || kind == .upper {
                if end - first < Self.longest {
                    let lower = kind == .upper ? byte | 0x20 : byte
                    memory[end] = lower
                    end += 1
                    hash = WordHash.add(lower, to: hash)
                } else {
                    isTooLong = true
                }
                index += 1
            } else if byte >= 0x80 || byte == UInt8(ascii: "'") {
                let (scalar, length) = Self.scalar(in: text, at: index)
                if scalar == "'" || scalar == "\u{2019}" {
                    guard Self.isWord(in: text, at: index + length) else { break }
                    index += length
                } else if Folding.isWord(scalar) {
                    end = first
                    return foreignWord(in: text, at: start, joint, &sink)
                } else {
                    break
                }
            } else {
                break
            }
        }
        if index + 2 < text.count, text[index] == UInt8(ascii: ":"), text[index + 1] == UInt8(ascii: "/"),
            text[index + 2] == UInt8(ascii: "/")
        {
            end = first
            breakOff()
            return Self.skipAddress(in: text, at: index)
        }
        finish(first, hash, isTooLong: isTooLong, joint, textEnd: index, &sink)
        return index
    }

    /// How a word is joined to the one before it.
    private enum Joint { case none, space, hyphen }

    /// Finds out how the word at a place is joined to the one before, and makes room for it.
    @inline(__always)
    private mutating func begin(at start: Int, in text: UnsafeBufferPointer<UInt8>, _ sink: inout some WordSink)
        -> Joint
    {
        var joint = Joint.none
        if last.textEnd >= 0 {
            let gap = start - last.textEnd
            if gap == 1 {
                let byte = text[last.textEnd]
                if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") { joint = .space }
                if byte == UInt8(ascii: "-") { joint = .hyphen }
            } else if gap == 3, text[last.textEnd] == 0xE2, text[last.textEnd + 1] == 0x80,
                text[last.textEnd + 2] | 1 == 0x91
            {
                joint = .hyphen
            }
        }
        if joint != .hyphen { endChain(&sink) }
        switch joint {
        case .none: end = 0
        case .space:
            if last.start > 0 {
                memory.update(from: memory + last.start, count: end - last.start)
                end -= last.start
                last.start = 0
            }
        case .hyphen:
            if end > 6 * Self.longest {
                breakOff()
                return .none
            }
        }
        return joint
    }

    /// Tells the sink a word that was written to memory from `first` on.
    @inline(__always)
    private mutating func finish(
        _ first: Int, _ hash: UInt64, isTooLong: Bool, _ joint: Joint, textEnd: Int, _ sink: inout some WordSink
    ) {
        guard !isTooLong, end > first else {
            breakOff()
            return
        }
        let length = end - first
        sink.add(UnsafeRawBufferPointer(start: memory + first, count: length), hash: hash)
        switch joint {
        case .none: chain = (first, hash, 1)
        case .space:
            let both = WordHash.joined(last.hash, hash, length: length)
            if end - last.start <= Self.longest, sink.isCompound(both) {
                sink.add(UnsafeRawBufferPointer(start: memory + last.start, count: end - last.start), hash: both)
            }
            chain = (first, hash, 1)
        case .hyphen:
            chain = (chain.start, WordHash.joined(chain.hash, hash, length: length), chain.parts + 1)
        }
        last = (first, hash, textEnd)
    }

    /// Tells the sink what words with hyphens between are as one.
    @inline(__always)
    private mutating func endChain(_ sink: inout some WordSink) {
        if chain.parts > 1, end - chain.start <= Self.longest {
            sink.add(UnsafeRawBufferPointer(start: memory + chain.start, count: end - chain.start), hash: chain.hash)
        }
        chain.parts = 0
    }

    /// Forgets the words so far: the next one is joined to none.
    private mutating func breakOff() { (end, last.textEnd, chain.parts) = (0, -1, 0) }

    // MARK: Other letters than ASCII's

    /// Takes a word that has other letters, or a run of Chinese, Japanese or Korean.
    private mutating func foreignWord(
        in text: UnsafeBufferPointer<UInt8>, at start: Int, _ joint: Joint, _ sink: inout some WordSink
    ) -> Int {
        var (index, word, pairs) = (start, "", "")
        while index < text.count {
            let (scalar, length) = Self.scalar(in: text, at: index)
            if scalar == "'" || scalar == "\u{2019}", Self.isWord(in: text, at: index + length) {
                index += length
                continue
            }
            guard Folding.isWord(scalar) else { break }
            if Folding.isPaired(scalar) {
                guard word.isEmpty else { break }
                pairs.unicodeScalars.append(scalar)
            } else {
                guard pairs.isEmpty else { break }
                word.unicodeScalars.append(scalar)
            }
            index += length
        }
        guard pairs.isEmpty else {
            add(pairs: Array(pairs.canonicallyComposed.unicodeScalars), &sink)
            breakOff()
            return index
        }
        let (first, folded) = (end, Array(Folding.folded(word).utf8))
        var hash: UInt64 = 0
        for byte in folded.prefix(Self.longest) {
            memory[end] = byte
            end += 1
            hash = WordHash.add(byte, to: hash)
        }
        finish(first, hash, isTooLong: folded.count > Self.longest, joint, textEnd: index, &sink)
        return index
    }

    private mutating func add(pairs: [Unicode.Scalar], _ sink: inout some WordSink) {
        for place in 0..<max(1, pairs.count - 1) {
            var pair = ""
            for scalar in pairs[place..<min(place + 2, pairs.count)] { pair.unicodeScalars.append(scalar) }
            pair.withUTF8 { bytes in sink.add(UnsafeRawBufferPointer(bytes), hash: WordHash.of(bytes)) }
        }
    }

    // MARK: Bytes

    private static func isWord(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index < text.count && Folding.isWord(scalar(in: text, at: index).scalar)
    }

    /// The character at a place and its length in bytes; where there is none, one byte that is nothing.
    private static func scalar(
        in text: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let byte = text[index]
        guard byte >= 0x80 else { return (Unicode.Scalar(byte), 1) }
        var decoder = UTF8()
        var rest = text[index..<min(index + 4, text.count)].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return ("\u{FFFD}", 1) }
        return (scalar, UTF8.width(scalar))
    }

    /// Past what begins at a mark and is no text: where a link leads, a tag, an entity.
    private static func skipMarkup(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        func isLetter(_ index: Int) -> Bool {
            index < text.count && (text[index] | 0x20) &- UInt8(ascii: "a") < 26
        }
        var index = start + 1
        switch text[start] {
        case UInt8(ascii: "]") where index < text.count && text[index] == UInt8(ascii: "("):
            let limit = min(text.count, index + 2_000)
            var place = index
            while place < limit, text[place] > 0x20, text[place] != UInt8(ascii: ")") { place += 1 }
            index = place
        case UInt8(ascii: "<") where isLetter(index) || index < text.count && text[index] == UInt8(ascii: "/"):
            let limit = min(text.count, index + 2_000)
            var place = index
            while place < limit, text[place] != UInt8(ascii: ">") { place += 1 }
            if place < limit { index = place + 1 }
        case UInt8(ascii: "&") where isLetter(index):
            var place = index
            while place < min(text.count, index + 10), isLetter(place) { place += 1 }
            if place < text.count, text[place] == UInt8(ascii: ";") { index = place + 1 }
        default: break
        }
        return index
    }

    /// Past an address, from its `://` on.
    private static func skipAddress(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        var index = start
        while index < text.count {
            switch text[index] {
            case 0...0x20, UInt8(ascii: ")"), UInt8(ascii: ">"), UInt8(ascii: "]"), UInt8(ascii: "}"): return index
            default: index += 1
            }
        }
        return index
    }
}
