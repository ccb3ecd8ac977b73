#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What a thread has worked. A busy machine makes work last longer, and not more of it.
package enum ProcessorTime {
    /// The seconds that this thread works in a function.
    package static func of(_ work: () throws -> Void) rethrows -> Double {
        let start = now
        try work()
        return now - start
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
