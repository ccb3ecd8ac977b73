extension ByteBuffer {
    /// Appends a JSON object whose members `body` writes, in their order.
    package mutating func appendJSONObject(_ body: (inout JSONMembers) -> Void) {
        append("{")
        // Swapped, since to take one out of the other copies all that is written so far.
        var members = JSONMembers()
        swap(&self, &members.buffer)
        body(&members)
        swap(&self, &members.buffer)
        append("}")
    }

    /// Appends a JSON array of what `item` writes for each element.
    package mutating func appendJSONArray<Element>(
        _ elements: some Sequence<Element>, _ item: (Element, inout ByteBuffer) -> Void
    ) {
        append("[")
        var isFirst = true
        for element in elements {
            if !isFirst { append(",") }
            isFirst = false
            item(element, &self)
        }
        append("]")
    }
}

/// Writes the members of a JSON object.
package struct JSONMembers {
    fileprivate var buffer = ByteBuffer()
    private var isFirst = true

    fileprivate init() {}

    /// Writes a member whose value `value` writes. Names that the program has itself need no escaping.
    package mutating func add(_ name: StaticString, _ value: (inout ByteBuffer) -> Void) {
        buffer.append(isFirst ? "\"" : ",\"")
        isFirst = false
        buffer.append(name)
        buffer.append("\":")
        value(&buffer)
    }

    /// Writes a member whose name is only known now.
    package mutating func add(named name: String, _ value: (inout ByteBuffer) -> Void) {
        if !isFirst { buffer.append(",") }
        isFirst = false
        buffer.append(json: name)
        buffer.append(":")
        value(&buffer)
    }

    /// Writes a text, where there is one.
    package mutating func add(_ name: StaticString, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        add(name) { $0.append(json: text) }
    }

    /// Writes a number, where there is one.
    package mutating func add(_ name: StaticString, _ number: Int?) {
        guard let number else { return }
        add(name) { $0.append(number) }
    }
}
