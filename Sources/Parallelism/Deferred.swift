import Dispatch
import Synchronization

/// A value that another thread makes while this one goes on.
package final class Deferred<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let making = DispatchGroup()

    /// Begins to make a value; where there is one thread for everything, it is made at once.
    package init(jobs: Int, _ make: @escaping @Sendable () -> Value) {
        guard jobs > 1 else {
            let value = make()
            made.withLock { $0 = value }
            return
        }
        DispatchQueue.global().async(group: making) {
            let value = make()
            self.made.withLock { $0 = value }
        }
    }

    /// The value, once it is made.
    package func value() -> Value {
        making.wait()
        guard let value = made.withLock({ $0 }) else { preconditionFailure("it was waited for") }
        return value
    }
}
