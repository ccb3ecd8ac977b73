/// Writes pages of one site, one after the other; each thread has one. What is the same on all pages that a template
/// makes is evaluated once.
package struct TemplateRenderer {
    private struct Use: Hashable {
        let template: ObjectIdentifier
        let links: LinkStyle
    }

    // A program of a thread's own is also one whose reference counts no other thread's core holds.
    private var programs: [Use: (program: TemplateProgram, number: Int)] = [:]
    private let fragments: Fragments

    /// Makes a renderer that keeps at most so many bytes of what comes back on other pages.
    package init(memory: Int = 128 << 20) { fragments = Fragments(limit: memory) }

    /// Writes the page of a view.
    package mutating func render<View>(
        _ template: Template<View>, _ view: View, links: LinkStyle, into buffer: inout ByteBuffer
    ) {
        let use = Use(template: ObjectIdentifier(template.identity), links: links)
        ViewPointer.with(view) { view in
            let found = programs[use]
            let (program, number) =
                found ?? (ConstantFolding.fold(template.program, on: view, links: links), programs.count)
            if found == nil { programs[use] = (program, number) }
            var interpreter = TemplateInterpreter(
                program, number: number, links: links, fragments: fragments, view: view)
            interpreter.run(into: &buffer)
        }
    }
}
