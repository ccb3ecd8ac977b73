import Dispatch
import Synchronization

/// Spreads work over the machine's cores, with the same result whatever their number.
package enum Parallel {
    /// In which order work is taken; results are always in the order of the items.
    package enum Order: Sendable {
        /// From the first to the last.
        case forward
        /// One half of the workers from the first on, the other from the last back: for items of which the outermost take
        /// longest, so that no core waits for one in the end, and whose neighbors would be in each other's way.
        case fromBothEnds
    }

    /// The results of `transform` for `0..<count`, in that order.
    ///
    /// Each worker makes one `State` (a parser, a buffer) and keeps it over all the items it takes. It takes `run` of them
    /// at a time: enough that taking costs nothing (5 ns an item), few enough that no core waits long for the last.
    package static func map<State: ~Copyable, Result: Sendable>(
        count: Int, jobs: Int, run: Int = 32, order: Order = .forward, state makeState: @escaping @Sendable () -> State,
        transform: @escaping @Sendable (inout State, Int) -> Result
    ) -> [Result] {
        // Of nothing, the standard library sets the length of the one empty array that all threads share.
        guard count > 0 else { return [] }
        let runs = (count + run - 1) / run
        let taken = Atomic<Int>(0)
        let forward = Atomic<Int>(0)
        let backward = Atomic<Int>(0)
        return Array(unsafeUninitializedCapacity: count) { results, written in
            // Each place is one worker's, and nobody looks before all have ended: there is nothing to lock.
            nonisolated(unsafe) let places = results
            DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, runs))) { worker in
                var state = makeState()
                // As many as there are are taken in all, so those from both ends never meet.
                while taken.wrappingAdd(1, ordering: .relaxed).oldValue < runs {
                    let turn =
                        order == .fromBothEnds && worker % 2 == 1
                        ? runs - backward.wrappingAdd(1, ordering: .relaxed).newValue
                        : forward.wrappingAdd(1, ordering: .relaxed).oldValue
                    for index in turn * run..<min((turn + 1) * run, count) {
                        places.initializeElement(at: index, to: transform(&state, index))
                    }
                }
            }
            written = count
        }
    }

    /// The results of `transform` for all of `0..<count` in stretches of at most `size`, in that order: for items of which
    /// each is too little to have a result of its own. Items that are done are counted for `progress`.
    package static func mapStretches<State: ~Copyable, Result: Sendable>(
        count: Int, jobs: Int, size: Int, order: Order = .forward, progress: ProgressCounter? = nil,
        state makeState: @escaping @Sendable () -> State,
        transform: @escaping @Sendable (inout State, Range<Int>) -> Result
    ) -> [Result] {
        map(count: (count + size - 1) / size, jobs: jobs, run: 1, order: order, state: makeState) { state, stretch in
            let places = stretch * size..<min((stretch + 1) * size, count)
            defer { progress?.advance(by: places.count) }
            return transform(&state, places)
        }
    }
}
