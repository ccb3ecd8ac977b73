/// What views asked for while a page was made of them, by numbers that whoever makes the views gives a meaning.
///
/// Views are values of many types that a template asks at any time, so what they read is noted here and not returned.
/// A class, and of one thread.
package final class ReadLog {
    /// What was read since the log was emptied, in that order; runs of one number stand once.
    package private(set) var reads: [UInt32] = []
    private var last: UInt32?

    /// Makes an empty log.
    package init() {}

    /// Notes that something was read.
    @inline(__always)
    package func note(_ read: UInt32) {
        // A card's keys ask for the same paper one after the other.
        if last != read {
            reads.append(read)
            last = read
        }
    }

    /// Begins a stretch that has to be whole by itself, even where it begins with what was read last; returns its start.
    func begin() -> Int {
        last = nil
        return reads.count
    }

    /// Forgets everything and keeps the memory.
    package func removeAll() {
        reads.removeAll(keepingCapacity: true)
        last = nil
    }
}
