/// Writes pages of one site, one after the other; each thread has one. What is the same on all pages that a template
/// makes is evaluated once.
package struct TemplateRenderer {
    private typealias Use = Fragments.Use

    /// A template's program with the site's constants written out.
    private struct Folded {
        let program: TemplateProgram
        /// Its number among the programs that share the fragments.
        let number: Int
        /// `nil` where constants could not be written out, so that the program alone does not tell what pages say.
        let fingerprint: Fingerprint?
    }

    // A program of a thread's own is also one whose reference counts no other thread's core holds.
    private var programs: [Use: Folded] = [:]
    /// The use before: pages of one kind come one after the other.
    private var last: (use: Use, folded: Folded)?
    private let fragments: Fragments
    private let log: ReadLog

    /// Makes a renderer that keeps what comes back on other pages in `fragments`, and notes again in `log` what was read
    /// for it.
    package init(log: ReadLog = ReadLog(), fragments: Fragments = Fragments()) {
        self.fragments = fragments
        self.log = log
    }

    /// Writes the page of a view.
    package mutating func render<View>(
        _ template: Template<View>, _ view: View, links: LinkStyle, into buffer: inout ByteBuffer
    ) {
        ViewPointer.with(view) { view in
            let folded = folded(template, view, links)
            var interpreter = TemplateInterpreter(
                folded.program, number: folded.number, links: links, fragments: fragments, log: log, view: view)
            interpreter.run(into: &buffer)
        }
    }

    /// What stands for a template with all that is the same on every page of one site: `nil` where constants could not be
    /// written out, so that nothing tells.
    package mutating func fingerprint<View>(
        of template: Template<View>, links: LinkStyle, on view: View
    ) -> Fingerprint? {
        ViewPointer.with(view) { folded(template, $0, links).fingerprint }
    }

    /// The same, once a page was made with the template; `nil` before that.
    package mutating func fingerprint<View>(of template: Template<View>, links: LinkStyle) -> Fingerprint? {
        known(Use(template: ObjectIdentifier(template.identity), links: links))?.fingerprint
    }

    private mutating func known(_ use: Use) -> Folded? {
        if let last, last.use == use { return last.folded }
        guard let folded = programs[use] else { return nil }
        last = (use, folded)
        return folded
    }

    private mutating func folded<View>(_ template: Template<View>, _ view: ViewPointer, _ links: LinkStyle) -> Folded {
        let use = Use(template: ObjectIdentifier(template.identity), links: links)
        if let known = known(use) { return known }
        let program = ConstantFolding.fold(template.program, on: view, links: links)
        let folded = Folded(
            program: program ?? template.program, number: fragments.program(use), fingerprint: program?.fingerprint)
        programs[use] = folded
        return folded
    }
}
