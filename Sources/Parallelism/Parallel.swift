import Dispatch
import Synchronization

/// Spreads work over the machine's cores, with the same result whatever their number.
package enum Parallel {
    /// The results of `transform` for `0..<count`, in that order.
    ///
    /// Each worker makes one `State` (a parser, a buffer) and keeps it over all the items it takes. It takes `run` of them
    /// at a time: enough that taking costs nothing (5 ns an item), few enough that no core waits long for the last.
    package static func map<State: ~Copyable, Result: Sendable>(
        count: Int, jobs: Int, run: Int = 32, state makeState: @escaping @Sendable () -> State,
        transform: @escaping @Sendable (inout State, Int) -> Result
    ) -> [Result] {
        let next = Atomic<Int>(0)
        let finished = Mutex<[(start: Int, results: [Result])]>([])
        let workers = max(1, min(jobs, (count + run - 1) / run))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var state = makeState()
            while true {
                let start = next.wrappingAdd(run, ordering: .relaxed).oldValue
                guard start < count else { return }
                var results: [Result] = []
                results.reserveCapacity(run)
                for index in start..<min(start + run, count) { results.append(transform(&state, index)) }
                finished.withLock { $0.append((start, results)) }
            }
        }
        let runs = finished.withLock { $0.sorted { $0.start < $1.start } }
        var all: [Result] = []
        all.reserveCapacity(count)
        for run in runs { all += run.results }
        return all
    }

    /// The results of `transform` for all of `0..<count` in stretches of at most `size`, in that order: for items of which
    /// each is too little to have a result of its own. Items that are done are counted for `progress`. The last are
    /// `lastFirst` taken where they take longest, so that no core waits for one of them in the end.
    package static func mapStretches<State: ~Copyable, Result: Sendable>(
        count: Int, jobs: Int, size: Int, lastFirst: Bool = false, progress: ProgressCounter? = nil,
        state makeState: @escaping @Sendable () -> State,
        transform: @escaping @Sendable (inout State, Range<Int>) -> Result
    ) -> [Result] {
        let stretches = (count + size - 1) / size
        let results = map(count: stretches, jobs: jobs, run: 1, state: makeState) { state, turn in
            let stretch = lastFirst ? stretches - 1 - turn : turn
            let places = stretch * size..<min((stretch + 1) * size, count)
            defer { progress?.advance(by: places.count) }
            return transform(&state, places)
        }
        return lastFirst ? results.reversed() : results
    }
}
