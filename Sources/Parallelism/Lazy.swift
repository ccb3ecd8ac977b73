import Synchronization

/// A value that is made when it is first asked for, once.
package final class Lazy<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    /// A value that `make` makes. Who asks meanwhile waits.
    package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    /// The value.
    package var value: Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
