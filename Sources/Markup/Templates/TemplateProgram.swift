/// A template compiled: instructions without names, which know where in the output's literal bytes and in the lists of
/// accessors everything is.
///
/// Each schema that the template meets has a slot, where the address of its innermost view is while the program runs:
/// an outer view of the same schema is hidden anyway, since a schema has the same keys wherever it stands.
struct TemplateProgram: Sendable {
    enum Instruction: Sendable {
        /// Copies literal bytes.
        case literal(start: UInt32, count: UInt32)
        /// Writes a value of the view in a slot.
        case write(slot: UInt32, access: UInt32, isRaw: Bool)
        /// Goes on, or to `end` where a test on the view in a slot doesn't give what is wanted.
        case check(slot: UInt32, access: UInt32, isWanted: Bool, end: UInt32)
        /// Runs what is before `end` for each value that an access finds, with the value
        /// in the slot `target`.
        /// Where it is `repeated`, what is written depends on nothing but the value, and values come back.
        case enter(slot: UInt32, access: UInt32, target: UInt32, repeated: Bool, end: UInt32)
        /// Runs a part of the program: a partial, a parent or a block's content.
        case call(part: UInt32)
    }

    var instructions: [Instruction] = []
    var parts: [Range<Int>] = []
    var literals: [UInt8] = []
    var accesses: [Access] = []
    var slotCount = 0

    /// What stands for the program: two with one fingerprint write the same for views that have the same under their keys.
    var fingerprint: Fingerprint {
        var fingerprint = Fingerprint.of(literals)
        for part in parts {
            fingerprint.add(part.lowerBound)
            fingerprint.add(part.upperBound)
        }
        for instruction in instructions {
            switch instruction {
            case .literal(let start, let count): fingerprint.add(1, start, count)
            case .write(let slot, _, let isRaw): fingerprint.add(2, slot, isRaw ? 1 : 0)
            case .check(let slot, _, let isWanted, let end): fingerprint.add(isWanted ? 3 : 4, slot, end)
            case .enter(let slot, _, let target, let isRepeated, let end):
                fingerprint.add(isRepeated ? 5 : 6, slot, end)
                fingerprint.add(target)
            case .call(let part): fingerprint.add(7, part, 0)
            }
        }
        // In the order of the instructions that use them, one each.
        for access in accesses {
            fingerprint.add(access.name)
            fingerprint.add(access.description)
        }
        return fingerprint
    }
}

extension Fingerprint {
    fileprivate mutating func add(_ code: Int, _ first: UInt32, _ second: UInt32) {
        add(code)
        add(UInt64(first) << 32 | UInt64(second))
    }
}

/// Puts a program together, one instruction after the other.
struct TemplateProgramBuilder {
    private(set) var program = TemplateProgram()
    /// Where something jumps to: the literal before and the one after must not become one.
    private var lastTarget = 0

    /// How many bytes of literals a program may have; indentation of indentation could make any number.
    static let largest = 1 << 26
    /// Whether literals are missing because there were too many.
    private(set) var isTooLarge = false

    mutating func literal(_ bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty else { return }
        guard program.literals.count + bytes.count <= Self.largest else {
            isTooLarge = true
            return
        }
        let start = UInt32(program.literals.count)
        program.literals.append(contentsOf: bytes)
        let last = program.instructions.count - 1
        if last >= lastTarget, case .literal(let first, let count) = program.instructions[last] {
            program.instructions[last] = .literal(start: first, count: count + UInt32(bytes.count))
        } else {
            program.instructions.append(.literal(start: start, count: UInt32(bytes.count)))
        }
    }

    mutating func write(slot: Int, _ access: Access, isRaw: Bool) {
        program.instructions.append(.write(slot: UInt32(slot), access: place(of: access), isRaw: isRaw))
    }

    /// Begins what depends on a test; `endSection` gets the value returned.
    mutating func check(slot: Int, _ access: Access, isWanted: Bool) -> Int {
        program.instructions.append(
            .check(slot: UInt32(slot), access: place(of: access), isWanted: isWanted, end: 0))
        return program.instructions.count - 1
    }

    /// Begins what runs for each value; `endSection` gets the value returned.
    mutating func enter(slot: Int, _ access: Access, target: Int, repeated: Bool = false) -> Int {
        program.instructions.append(
            .enter(
                slot: UInt32(slot), access: place(of: access), target: UInt32(target), repeated: repeated, end: 0))
        return program.instructions.count - 1
    }

    private mutating func place(of access: Access) -> UInt32 {
        program.accesses.append(access)
        return UInt32(program.accesses.count - 1)
    }

    mutating func endSection(_ start: Int) {
        let end = UInt32(program.instructions.count)
        lastTarget = program.instructions.count
        switch program.instructions[start] {
        case .check(let slot, let access, let isWanted, _):
            program.instructions[start] = .check(slot: slot, access: access, isWanted: isWanted, end: end)
        case .enter(let slot, let access, let target, let repeated, _):
            program.instructions[start] = .enter(
                slot: slot, access: access, target: target, repeated: repeated, end: end)
        default: preconditionFailure("a section begins with a check or an entry")
        }
    }

    mutating func call(part: Int) { program.instructions.append(.call(part: UInt32(part))) }

    /// Begins a part; `endPart` gets the value returned. Parts are numbered in this order.
    mutating func beginPart() -> Int {
        lastTarget = program.instructions.count
        return lastTarget
    }

    mutating func endPart(from start: Int) { program.parts.append(start..<program.instructions.count) }

    mutating func setSlotCount(_ count: Int) { program.slotCount = count }
}
