import CCmarkGFM

/// A parsed text, and the owner of cmark's nodes.
struct MarkdownTree: ~Copyable {
    let root: MarkdownNode
    let kinds: ExtensionKinds
    /// The TeX of the formulas that are blocks, by the line of the code block that stands for each.
    let displays: [Int: [UInt8]]

    init(root: OpaquePointer, kinds: ExtensionKinds, displays: [Int: [UInt8]]) {
        self.root = MarkdownNode(pointer: root)
        self.kinds = kinds
        self.displays = displays
    }

    deinit { cmark_node_free(root.pointer) }

    /// Goes through the tree in the order of the text, without recursion.
    ///
    /// `visit` is called where a node begins, and again where it ends if it can have children; it returns whether to go
    /// into the node.
    func walk(from start: MarkdownNode? = nil, _ visit: (MarkdownNode, _ isEntering: Bool) -> Bool) {
        guard let iterator = cmark_iter_new((start ?? root).pointer) else { return }
        defer { cmark_iter_free(iterator) }
        var event = cmark_iter_next(iterator)
        while event != CMARK_EVENT_DONE {
            guard let pointer = cmark_iter_get_node(iterator) else { return }
            let isEntering = event == CMARK_EVENT_ENTER
            if !visit(MarkdownNode(pointer: pointer), isEntering), isEntering {
                cmark_iter_reset(iterator, pointer, CMARK_EVENT_EXIT)
            }
            event = cmark_iter_next(iterator)
        }
    }
}

/// A node of a tree; valid as long as the tree is.
struct MarkdownNode: Equatable {
    let pointer: OpaquePointer

    var type: cmark_node_type { cmark_node_get_type(pointer) }
    var parent: MarkdownNode? { cmark_node_parent(pointer).map(MarkdownNode.init) }
    var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }
    var firstChild: MarkdownNode? { cmark_node_first_child(pointer).map(MarkdownNode.init) }
    var lastChild: MarkdownNode? { cmark_node_last_child(pointer).map(MarkdownNode.init) }
    var line: Int { Int(cmark_node_get_start_line(pointer)) }
    var column: Int { Int(cmark_node_get_start_column(pointer)) }

    /// The text of a node that has text itself: text, code, raw HTML.
    var literal: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(cString: cmark_node_get_literal(pointer)) }
    /// Where a link or an image leads, with escapes and entities decoded.
    var address: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(cString: cmark_node_get_url(pointer)) }
    var title: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(cString: cmark_node_get_title(pointer)) }
    var fenceInfo: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(cString: cmark_node_get_fence_info(pointer)) }

    /// What our own inline syntax has left on a code node.
    var mark: InlineMark? {
        get { InlineMark(userData: cmark_node_get_user_data(pointer)) }
        nonmutating set { cmark_node_set_user_data(pointer, newValue?.userData) }
    }

    var isTaskItem: Bool { strcmp(cmark_node_get_type_string(pointer), "tasklist") == 0 }

    /// The formula that is all that a paragraph holds, if it is one to stand alone.
    var onlyDisplay: MarkdownNode? {
        guard let child = firstChild, child.type == CMARK_NODE_CODE, child.next == nil,
            case .math(let delimiter, _, _) = child.mark, delimiter.isDisplay
        else { return nil }
        return child
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of a C string without its zero.
    init(cString: UnsafePointer<CChar>?) {
        guard let cString else {
            self.init(start: nil, count: 0)
            return
        }
        let count = strlen(cString)
        self.init(start: UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// Whether a byte occurs.
    func holds(_ byte: UInt8) -> Bool {
        guard let baseAddress else { return false }
        return memchr(baseAddress, Int32(byte), count) != nil
    }

    /// Whether a word occurs.
    func holds(_ word: StaticString) -> Bool {
        guard let baseAddress else { return false }
        let length = word.utf8CodeUnitCount
        var start = 0
        while count - start >= length,
            let found = memchr(baseAddress + start, Int32(word.utf8Start.pointee), count - start - length + 1)
        {
            if memcmp(found, word.utf8Start, length) == 0 { return true }
            start = UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress) + 1
        }
        return false
    }
}
