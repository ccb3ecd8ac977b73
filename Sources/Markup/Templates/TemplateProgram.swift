/// A template compiled: instructions without names, which know where in the output's literal bytes and in the lists of
/// accessors everything is.
///
/// Each schema that the template meets has a slot, where the address of its innermost view is while the program runs:
/// an outer view of the same schema is hidden anyway, since a schema has the same keys wherever it stands.
///
/// A class, since each renderer has programs of its own: then only one thread counts references to one.
final class TemplateProgram: Sendable {
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
        /// Goes on where the `enter` whose end this is found no value, else to `end`.
        case otherwise(end: UInt32)
        /// Runs a part of the program: a partial, a parent or a block's content.
        case call(part: UInt32)
    }

    let instructions: [Instruction]
    let parts: [Range<Int>]
    let literals: [UInt8]
    let accesses: [Access]
    /// For each access, the place of the one that leads to its view; -1 where that is the view in the slot itself.
    let leads: [Int32]
    let slotCount: Int

    /// What was put together.
    init(_ builder: TemplateProgramBuilder, slotCount: Int) {
        instructions = builder.instructions
        parts = builder.parts
        literals = builder.literals
        accesses = builder.accesses
        leads = builder.leads
        self.slotCount = slotCount
    }

    /// Runs a closure with the view that an access is on, where the way from the view in its slot leads to one.
    @inline(__always)
    func reach(_ access: UInt32, from view: ViewPointer, _ body: (ViewPointer) -> Void) {
        let lead = leads[Int(access)]
        if lead < 0 { body(view) } else { enter(UInt32(lead), from: view, body) }
    }

    private func enter(_ access: UInt32, from view: ViewPointer, _ body: (ViewPointer) -> Void) {
        let lead = leads[Int(access)]
        if lead < 0 {
            accesses[Int(access)].enter(view, body)
        } else {
            enter(UInt32(lead), from: view) { accesses[Int(access)].enter($0, body) }
        }
    }

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
            case .otherwise(let end): fingerprint.add(8, end, 0)
            }
        }
        // In the order of the instructions that use them, each after those that lead to it.
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
    fileprivate private(set) var instructions: [TemplateProgram.Instruction] = []
    fileprivate private(set) var parts: [Range<Int>] = []
    fileprivate private(set) var literals: [UInt8] = []
    fileprivate private(set) var accesses: [Access] = []
    fileprivate private(set) var leads: [Int32] = []
    /// Where something jumps to: the literal before and the one after must not become one.
    private var lastTarget = 0

    /// How many bytes of literals a program may have; indentation of indentation could make any number.
    static let largest = 1 << 26
    /// Whether literals are missing because there were too many.
    private(set) var isTooLarge = false

    mutating func literal(_ bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty else { return }
        guard literals.count + bytes.count <= Self.largest else {
            isTooLarge = true
            return
        }
        let start = UInt32(literals.count)
        literals.append(contentsOf: bytes)
        let last = instructions.count - 1
        if last >= lastTarget, case .literal(let first, let count) = instructions[last] {
            instructions[last] = .literal(start: first, count: count + UInt32(bytes.count))
        } else {
            instructions.append(.literal(start: start, count: UInt32(bytes.count)))
        }
    }

    mutating func write(slot: Int, _ access: Access, isRaw: Bool) {
        instructions.append(.write(slot: UInt32(slot), access: place(of: access), isRaw: isRaw))
    }

    /// Begins what depends on a test; `endSection` gets the value returned.
    mutating func check(slot: Int, _ access: Access, isWanted: Bool) -> Int {
        instructions.append(
            .check(slot: UInt32(slot), access: place(of: access), isWanted: isWanted, end: 0))
        return instructions.count - 1
    }

    /// Begins what runs for each value; `endSection` gets the value returned.
    mutating func enter(slot: Int, _ access: Access, target: Int, repeated: Bool = false) -> Int {
        instructions.append(
            .enter(
                slot: UInt32(slot), access: place(of: access), target: UInt32(target), repeated: repeated, end: 0))
        return instructions.count - 1
    }

    /// Begins what runs where the `enter` section that has just ended found nothing; `endSection` gets the value returned.
    mutating func otherwise() -> Int {
        instructions.append(.otherwise(end: 0))
        return instructions.count - 1
    }

    private mutating func place(of access: Access) -> UInt32 {
        var lead: Int32 = -1
        for access in access.way + [access] {
            accesses.append(access)
            leads.append(lead)
            lead = Int32(accesses.count - 1)
        }
        return UInt32(accesses.count - 1)
    }

    mutating func endSection(_ start: Int) {
        let end = UInt32(instructions.count)
        lastTarget = instructions.count
        switch instructions[start] {
        case .check(let slot, let access, let isWanted, _):
            instructions[start] = .check(slot: slot, access: access, isWanted: isWanted, end: end)
        case .enter(let slot, let access, let target, let repeated, _):
            instructions[start] = .enter(
                slot: slot, access: access, target: target, repeated: repeated, end: end)
        case .otherwise: instructions[start] = .otherwise(end: end)
        default: preconditionFailure("a section begins with a check or an entry")
        }
    }

    mutating func call(part: Int) { instructions.append(.call(part: UInt32(part))) }

    /// Begins a part; `endPart` gets the value returned. Parts are numbered in this order.
    mutating func beginPart() -> Int {
        lastTarget = instructions.count
        return lastTarget
    }

    mutating func endPart(from start: Int) { parts.append(start..<instructions.count) }

    /// The program, whose views take so many slots.
    func program(slotCount: Int) -> TemplateProgram { TemplateProgram(self, slotCount: slotCount) }
}
