import Synchronization

/// Formulas that were read before: the short ones (`$k$`, `$\epsilon$`) come again and again, and each comes again where
/// its text does, on pages and in feeds. In arXiv's abstracts half of them repeat an earlier one. Who comes first to a slot
/// stays, so no thread waits, the room is bounded, and what is frequent is there early.
final class FormulaMemo: Sendable {
    private static let count = 2048
    /// In bytes; longer ones hardly repeat.
    private static let longest = 200

    private final class Slot: Sendable {
        let formula = AtomicLazyReference<Formula>()
    }

    private let slots = (0..<count).map { _ in Slot() }

    /// Where a formula may be.
    func slot(of tex: UnsafeBufferPointer<UInt8>) -> Int {
        Int(Fingerprint.of(UnsafeRawBufferPointer(tex)).value % UInt64(Self.count))
    }

    /// The formula in a slot, which may be another one.
    subscript(slot: Int) -> Formula? { slots[slot].formula.load() }

    /// Keeps a formula, where there is none yet.
    func keep(_ formula: Formula, in slot: Int) {
        if formula.tex.count <= Self.longest { _ = slots[slot].formula.storeIfNil(formula) }
    }
}
