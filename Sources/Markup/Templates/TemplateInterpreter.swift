/// Runs a program on a view.
struct TemplateInterpreter {
    /// How many calls and sections may be inside each other; deeper ones, which only recursion makes, are left out.
    static let deepest = 256
    /// How many calls and values of sections one page may take; after that the rest of them are left out.
    static let longest = 1 << 26

    private let program: TemplateProgram
    /// The program's number, among those that share the fragments.
    private let number: Int
    private let links: LinkStyle
    private let fragments: Fragments
    private let log: ReadLog
    private var frames: [ViewPointer?]
    private var depth = 0
    private var steps = 0
    /// Whether something was left out: then what was written is no fragment for other pages.
    private(set) var isCut = false

    /// An interpreter for the page of a view, whose schema has the first slot.
    init(
        _ program: TemplateProgram, number: Int, links: LinkStyle, fragments: Fragments, log: ReadLog,
        view: ViewPointer
    ) {
        self.program = program
        self.number = number
        self.fragments = fragments
        self.log = log
        self.links = links
        frames = Array(repeating: nil, count: program.slotCount)
        frames[0] = view
    }

    /// Writes the whole page.
    mutating func run(into buffer: inout ByteBuffer) { run(program.parts[0], into: &buffer) }

    /// Whether a section on what is in a slot is entered.
    func passes(slot: UInt32, access: UInt32) -> Bool {
        var isPassed = false
        program.reach(access, from: frame(slot)) { isPassed = program.accesses[Int(access)].test($0) }
        return isPassed
    }

    /// Writes what some instructions do.
    mutating func run(_ range: Range<Int>, into buffer: inout ByteBuffer) {
        guard depth < Self.deepest, steps < Self.longest else {
            isCut = true
            return
        }
        depth += 1
        steps += 1
        defer { depth -= 1 }
        let program = self.program
        var index = range.lowerBound
        // Whether the section that has just ended found a value.
        var hasEntered = false
        while index < range.upperBound {
            let instruction = program.instructions[index]
            index += 1
            switch instruction {
            case .literal(let start, let count):
                program.literals.withUnsafeBufferPointer { literals in
                    buffer.append(UnsafeBufferPointer(rebasing: literals[Int(start)..<Int(start) + Int(count)]))
                }
            case .write(let slot, let access, let isRaw):
                program.reach(access, from: frame(slot)) { view in
                    if isRaw {
                        program.accesses[Int(access)].writeRaw(view, links, &buffer)
                    } else {
                        program.accesses[Int(access)].write(view, links, &buffer)
                    }
                }
            case .check(let slot, let access, let isWanted, let end):
                if passes(slot: slot, access: access) != isWanted { index = Int(end) }
            case .enter(let slot, let access, let target, let repeated, let end):
                let content = index..<Int(end)
                hasEntered = false
                program.reach(access, from: frame(slot)) { view in
                    program.accesses[Int(access)].enter(view) { value in
                        hasEntered = true
                        write(value, access, content, in: Int(target), isRepeated: repeated, into: &buffer)
                    }
                }
                index = content.upperBound
            case .otherwise(let end): if hasEntered { index = Int(end) }
            case .call(let part):
                run(program.parts[Int(part)], into: &buffer)
            }
        }
    }

    /// Writes a section's content for one value.
    private mutating func write(
        _ value: ViewPointer, _ access: UInt32, _ content: Range<Int>, in target: Int, isRepeated: Bool,
        into buffer: inout ByteBuffer
    ) {
        var key: Fragments.Key?
        if isRepeated {
            let found = Fragments.Key(
                program: number, instruction: content.lowerBound, view: program.accesses[Int(access)].identity(value))
            if fragments.append(found, to: &buffer, log) { return }
            key = found
        }
        let (start, firstRead) = (buffer.count, isRepeated ? log.begin() : 0)
        let hidden = frames[target]
        frames[target] = value
        run(content, into: &buffer)
        // An address must not stay longer than its value.
        frames[target] = hidden
        if let key, !isCut { fragments.keep(key, buffer, from: start, reads: log.reads[firstRead...]) }
    }

    private func frame(_ slot: UInt32) -> ViewPointer {
        guard let view = frames[Int(slot)] else {
            preconditionFailure("the compiler names only slots of sections that the template is in")
        }
        return view
    }
}
