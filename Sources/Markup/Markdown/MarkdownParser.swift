import CCmarkGFM

/// The numbers of the node types that cmark's extensions have registered; they are in no header.
struct ExtensionKinds: Sendable {
    let table: cmark_node_type
    let row: cmark_node_type
    let cell: cmark_node_type

    /// Registers cmark's extensions and tells its scanner which characters begin our inline syntax; once a process.
    ///
    /// cmark keeps both in global tables. It would also set and clear those characters around each parse, which races
    /// between threads; since our own extension lists none on the parsers in use, nothing touches the tables again.
    static let registered: ExtensionKinds = {
        cmark_gfm_core_extensions_ensure_registered()
        let setUp = cmark_parser_new(CMARK_OPT_DEFAULT)
        defer { cmark_parser_free(setUp) }
        let characters = cmark_syntax_extension_new("characters")
        defer { cmark_syntax_extension_free(cmark_get_default_mem_allocator(), characters) }
        var list: UnsafeMutablePointer<cmark_llist>?
        for character in "$~:{".utf8 {
            list = cmark_llist_append(
                cmark_get_default_mem_allocator(), list, UnsafeMutableRawPointer(bitPattern: UInt(character)))
        }
        cmark_syntax_extension_set_special_inline_chars(characters, list)
        cmark_syntax_extension_set_match_inline_func(characters) { _, _, _, _, _ in nil }
        cmark_parser_attach_syntax_extension(setUp, characters)
        cmark_manage_extensions_special_characters(setUp, 1)
        return learn()
    }()

    /// Parses a small table to see the types of its nodes.
    private static func learn() -> ExtensionKinds {
        let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
        defer { cmark_parser_free(parser) }
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
        let sample = "|a|\n|-|\n"
        cmark_parser_feed(parser, sample, sample.utf8.count)
        let root = cmark_parser_finish(parser)
        defer { cmark_node_free(root) }
        let table = cmark_node_first_child(root)
        let row = cmark_node_first_child(table)
        return ExtensionKinds(
            table: cmark_node_get_type(table), row: cmark_node_get_type(row),
            cell: cmark_node_get_type(cmark_node_first_child(row)))
    }
}

/// Parses texts one after the other; owns cmark's parser and our extension of it.
struct MarkdownParser: ~Copyable {
    private let kinds = ExtensionKinds.registered
    private let state = InlineState()
    private let parser: OpaquePointer?
    private let ours: OpaquePointer?

    init() {
        parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)
        ours = cmark_syntax_extension_new("offprint")
        // The state outlives the parser, which is the only one to call back.
        cmark_syntax_extension_set_private(ours, Unmanaged.passUnretained(state).toOpaque(), nil)
        cmark_syntax_extension_set_match_inline_func(ours, InlineExtension.matchInline)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("tasklist"))
        cmark_parser_attach_syntax_extension(parser, ours)
    }

    deinit {
        cmark_parser_free(parser)
        cmark_syntax_extension_free(cmark_get_default_mem_allocator(), ours)
    }

    /// Parses a text; nil if it goes past the limits (`MarkdownLimits`).
    mutating func parse(_ markdown: ArraySlice<UInt8>) -> MarkdownTree? {
        let survey = markdown.withUnsafeBufferPointer { MarkdownSurvey($0) }
        guard survey.isWithinLimits else { return nil }
        var displays: [Int: [UInt8]] = [:]
        if survey.mayHoldDisplayMath {
            var source = DisplayMathSource(Array(markdown))
            source.replaceBlocks()
            displays = source.displays
            source.text.withUnsafeBufferPointer { feed($0) }
        } else {
            markdown.withUnsafeBufferPointer { feed($0) }
        }
        guard let root = cmark_parser_finish(parser) else { return nil }
        return MarkdownTree(root: root, kinds: kinds, displays: displays)
    }

    private func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        state.reset()
        // Finishing a text forgets this.
        cmark_parser_set_backslash_ispunct_func(parser, InlineExtension.escapes)
        bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
}
