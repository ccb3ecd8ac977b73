/// The address of a view (or of a text, a number, a link) while a template is inside of it.
///
/// This is the only unsafe code of the template engine: it lets one interpreter walk through views of any type without
/// a box a value. It is sound for two reasons.
///
/// - No address is used after its value is gone: `with` keeps the value for as long as its closure runs, the accessors keep nothing, and the interpreter takes an address out of its frames before the closure
///   returns.
/// - No address is read as another type: a frame belongs to one ``Schema`` object, which is made for one type by
///   ``TemplateSchema``; only `Entry` closures made for that type fill it, and the compiler has only that schema's
///   accessors read it.
///
/// Inlinable, as all that a key is made of: specialized for its view where the key is declared, an accessor reads one
/// field; unspecialized, it would copy the whole view for it.
@usableFromInline
struct ViewPointer {
    @usableFromInline let address: UnsafeRawPointer

    @inlinable @inline(__always)
    init(address: UnsafeRawPointer) { self.address = address }

    /// What an accessor says about the view.
    @inlinable @inline(__always)
    func read<View, Result>(_ get: (View) -> Result) -> Result {
        get(address.assumingMemoryBound(to: View.self).pointee)
    }

    /// Runs a closure with the address of a value.
    @inlinable @inline(__always)
    static func with<View, Result>(_ view: View, _ body: (ViewPointer) -> Result) -> Result {
        withUnsafePointer(to: view) { body(ViewPointer(address: $0)) }
    }
}
