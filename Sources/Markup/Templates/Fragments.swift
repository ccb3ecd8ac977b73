import Synchronization

/// What sections wrote for views that come back: the card of a paper is on the pages of its tags and of each of its
/// authors. Copying it takes a third of the time of 100,000 papers away (10.3 s to 6.6 s of processors, without the system's).
///
/// All threads that write pages of a site share it, so that none makes what another has made, and more threads do not take
/// more memory. Each shelf has a lock of its own; with this many of them threads hardly ever wait.
package final class Fragments: Sendable {
    /// What a section's fragments have in common.
    struct Use: Hashable {
        let template: ObjectIdentifier
        let links: LinkStyle
    }

    struct Key: Hashable {
        /// The number of the program that the section is part of.
        let program: Int
        let instruction: Int
        let view: Int
    }

    /// Some of the fragments.
    private struct Content {
        var places: [Key: Place] = [:]
        var chunks: [ByteBuffer] = []
        /// What was read for each, one after the other; nearly always nothing but what the view itself is.
        var reads: [UInt32] = []
    }

    private struct Place {
        let chunk: Int32
        let bytes: Range<Int32>
        /// Which of the ``Content/reads`` were made on the way.
        let reads: Range<Int32>
    }

    private final class Shelf: Sendable {
        let content = Mutex(Content())
    }

    private static let chunkSize = 1 << 16

    /// How many more chunks may be filled.
    private let freeChunks: Atomic<Int>
    /// As many as six bits tell apart.
    private let shelves = (0..<64).map { _ in Shelf() }
    private let programs = Mutex<[Use: Int]>([:])

    /// Room for so many bytes.
    package init(limit: Int = 512 << 20) { freeChunks = Atomic(limit / Self.chunkSize) }

    /// The number that a program has in keys.
    func program(_ use: Use) -> Int {
        programs.withLock { programs in
            let number = programs[use] ?? programs.count
            programs[use] = number
            return number
        }
    }

    /// Appends what a section wrote for a view, and notes what it read for it; false where it is not known.
    func append(_ key: Key, to buffer: inout ByteBuffer, _ log: ReadLog) -> Bool {
        shelf(key).content.withLock { content in
            guard let place = content.places[key] else { return false }
            content.chunks[Int(place.chunk)].withBytes { bytes in
                let range = Int(place.bytes.lowerBound)..<Int(place.bytes.upperBound)
                buffer.append(UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[range]))
            }
            for read in place.reads { log.note(content.reads[Int(read)]) }
            return true
        }
    }

    /// Keeps what a section wrote for a view: all of `buffer` from `start` on, and what it read for it.
    func keep(_ key: Key, _ buffer: ByteBuffer, from start: Int, reads: ArraySlice<UInt32>) {
        let size = buffer.count - start
        guard size <= Self.chunkSize else { return }
        shelf(key).content.withLock { content in
            // Another thread may have been faster; and so many reads that the place of one would not fit are those of a
            // site that is read as a whole on each page.
            guard content.places[key] == nil, content.reads.count + reads.count <= Int32.max else { return }
            if content.chunks.last.map({ $0.count + size > Self.chunkSize }) ?? true {
                guard takeChunk() else { return }
                content.chunks.append(ByteBuffer(capacity: Self.chunkSize))
            }
            let chunk = content.chunks.count - 1
            let from = content.chunks[chunk].count
            buffer.withBytes { bytes in
                content.chunks[chunk].append(
                    UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[start...]))
            }
            let firstRead = Int32(content.reads.count)
            content.reads += reads
            content.places[key] = Place(
                chunk: Int32(chunk), bytes: Int32(from)..<Int32(from + size),
                reads: firstRead..<Int32(content.reads.count))
        }
    }

    private func shelf(_ key: Key) -> Shelf {
        // The upper bits of a product depend on all bits of the view: enough to spread them, and sooner done than a hash.
        let product = UInt64(truncatingIfNeeded: key.view) &* 0x9E37_79B9_7F4A_7C15
        return shelves[Int(product >> 58)]
    }

    private func takeChunk() -> Bool {
        let left = freeChunks.subtract(1, ordering: .relaxed).newValue
        if left < 0 { freeChunks.add(1, ordering: .relaxed) }
        return left >= 0
    }
}
