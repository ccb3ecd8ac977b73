package import ArchiveModel

/// Where parts of the index are kept from build to build.
package protocol IndexStore: Sendable {
    /// What a closure makes of a part that was kept; `nil` where there is none that can be used.
    func read<Content>(_ name: String, _ make: (UnsafeRawBufferPointer) -> Content?) -> Content?
    /// Keeps a part; it does not matter where that fails.
    func write(_ name: String, _ content: consuming ByteWriter)
    /// Forgets a part; whether it is gone.
    func remove(_ name: String) -> Bool
}
