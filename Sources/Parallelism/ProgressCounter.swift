import Synchronization

/// How far a piece of work is, for whoever wants to show it while it goes on.
package final class ProgressCounter: Sendable {
    /// A part of the work.
    package struct Stage: Sendable {
        /// Its name.
        package var name: String
        /// How many items it has; 0 where they are not counted.
        package var total: Int
        /// How many of them are done.
        package var done = 0
        /// When it began.
        package var start = ContinuousClock.now
    }

    private let current = Mutex<Stage?>(nil)
    private let done = Atomic<Int>(0)

    /// No work yet.
    package init() {}

    /// Begins a stage of so many items; 0 where they are not counted.
    package func begin(_ name: String, of total: Int = 0) {
        current.withLock { $0 = Stage(name: name, total: total) }
        done.store(0, ordering: .relaxed)
    }

    /// Counts items that are done.
    package func advance(by count: Int) { done.wrappingAdd(count, ordering: .relaxed) }

    /// The stage that is going on; `nil` before the first.
    package var stage: Stage? {
        var stage = current.withLock { $0 }
        if let total = stage?.total { stage?.done = min(done.load(ordering: .relaxed), total) }
        return stage
    }
}
