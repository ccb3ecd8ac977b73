import ArchiveModel
import Markup

/// Blocks by what they were made from.
struct KeptBlocks: Sendable, Equatable {
    private var blocks: [Fingerprint: [UInt8]] = [:]

    /// None.
    init() {}

    init(_ blocks: some Sequence<(Fingerprint, [UInt8])>) {
        self.blocks = Dictionary(blocks) { first, _ in first }
    }

    init(_ bytes: UnsafeRawBufferPointer) {
        var reader = ByteReader(bytes)
        while !reader.isAtEnd {
            let key = Fingerprint(value: reader.number())
            blocks[key] = Array(reader.bytes(Int(reader.number(UInt32.self))))
        }
    }

    /// The bytes that ``init(_:)-(UnsafeRawBufferPointer)`` reads.
    var bytes: ByteWriter {
        var writer = ByteWriter()
        for (key, block) in blocks.sorted(by: { $0.key.value < $1.key.value }) {
            writer.append(key.value)
            writer.append(UInt32(block.count))
            writer.append(block)
        }
        return writer
    }

    subscript(key: Fingerprint) -> [UInt8]? { blocks[key] }
}
