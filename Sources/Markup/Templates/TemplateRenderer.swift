/// Writes pages of one site, one after the other; each thread has one. What is the same on all pages that a template
/// makes is evaluated once.
package struct TemplateRenderer {
    private struct Use: Hashable {
        let template: ObjectIdentifier
        let links: LinkStyle
    }

    // A program of a thread's own is also one whose reference counts no other thread's core holds.
    private var programs: [Use: TemplateProgram] = [:]

    /// Makes a renderer.
    package init() {}

    /// Writes the page of a view.
    package mutating func render<View>(
        _ template: Template<View>, _ view: View, links: LinkStyle, into buffer: inout ByteBuffer
    ) {
        let use = Use(template: ObjectIdentifier(template.identity), links: links)
        ViewPointer.with(view) { view in
            let program = programs[use] ?? ConstantFolding.fold(template.program, on: view, links: links)
            programs[use] = program
            var interpreter = TemplateInterpreter(program, links: links, view: view)
            interpreter.run(into: &buffer)
        }
    }
}
