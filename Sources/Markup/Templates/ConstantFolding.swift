/// Writes out what is the same on every page of a site, so that pages only copy it: the frame of the page, its menus.
struct ConstantFolding {
    private let program: TemplateProgram
    private var interpreter: TemplateInterpreter
    private var builder = TemplateProgramBuilder()

    /// A program with everything constant turned into literals, as `view`, one of the site's, has it.
    /// `nil` where that does not fit: then constants are written page by page, as far as a page's own limits let them.
    static func fold(_ program: TemplateProgram, on view: ViewPointer, links: LinkStyle) -> TemplateProgram? {
        var folding = ConstantFolding(
            program: program,
            interpreter: TemplateInterpreter(
                program, number: 0, links: links, fragments: Fragments(limit: 0), log: ReadLog(), view: view))
        for part in program.parts {
            let start = folding.builder.beginPart()
            folding.fold(part)
            folding.builder.endPart(from: start)
        }
        guard !folding.builder.isTooLarge, !folding.interpreter.isCut else { return nil }
        return folding.builder.program(slotCount: program.slotCount)
    }

    private mutating func fold(_ range: Range<Int>) {
        var index = range.lowerBound
        // Whether the section that has just ended found a value, where that is known.
        var hasEntered: Bool?
        while index < range.upperBound {
            let next = index + 1
            switch program.instructions[index] {
            case .literal(let start, let count):
                builder.literal(program.literals[Int(start)..<Int(start) + Int(count)])
            case .write(let slot, let access, let isRaw):
                if program.accesses[Int(access)].isConstant {
                    evaluate(index..<next)
                } else {
                    builder.write(slot: Int(slot), program.accesses[Int(access)], isRaw: isRaw)
                }
            case .check(let slot, let access, let isWanted, let end):
                let content = next..<Int(end)
                if program.accesses[Int(access)].isConstant {
                    if interpreter.passes(slot: slot, access: access) == isWanted { fold(content) }
                } else {
                    let start = builder.check(slot: Int(slot), program.accesses[Int(access)], isWanted: isWanted)
                    fold(content)
                    builder.endSection(start)
                }
                index = content.upperBound
                continue
            case .enter(let slot, let access, let target, _, let end):
                let content = next..<Int(end)
                var parts: Set<UInt32> = []
                let dependsOnItAlone = isConstant(content, within: [target], &parts)
                if program.accesses[Int(access)].isConstant, dependsOnItAlone {
                    evaluate(index..<content.upperBound)
                    hasEntered = interpreter.passes(slot: slot, access: access)
                } else {
                    hasEntered = nil
                    let start = builder.enter(
                        slot: Int(slot), program.accesses[Int(access)], target: Int(target),
                        repeated: dependsOnItAlone && program.accesses[Int(access)].isRepeated)
                    fold(content)
                    builder.endSection(start)
                }
                index = content.upperBound
                continue
            case .otherwise(let end):
                let content = next..<Int(end)
                if let hasEntered {
                    if !hasEntered { fold(content) }
                } else {
                    let start = builder.otherwise()
                    fold(content)
                    builder.endSection(start)
                }
                index = content.upperBound
                continue
            case .call(let part): builder.call(part: Int(part))
            }
            index = next
        }
    }

    private mutating func evaluate(_ range: Range<Int>) {
        var buffer = ByteBuffer()
        interpreter.run(range, into: &buffer)
        builder.literal(buffer.bytes)
    }

    /// Whether a run of instructions asks only for constants and for views that were found in such: those in `slots`.
    /// `parts` are those that are being looked at already, since they may call themselves.
    private func isConstant(_ range: Range<Int>, within slots: Set<UInt32>, _ parts: inout Set<UInt32>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            switch program.instructions[index] {
            case .literal, .otherwise: break
            case .write(let slot, let access, _), .check(let slot, let access, _, _):
                // What a check skips is looked at all the same.
                guard program.accesses[Int(access)].isConstant || slots.contains(slot) else { return false }
            case .enter(let slot, let access, let target, _, let end):
                let content = index + 1..<Int(end)
                guard program.accesses[Int(access)].isConstant || slots.contains(slot),
                    isConstant(content, within: slots.union([target]), &parts)
                else { return false }
                index = content.upperBound
                continue
            case .call(let part):
                if parts.insert(part).inserted, !isConstant(program.parts[Int(part)], within: slots, &parts) {
                    return false
                }
            }
            index += 1
        }
        return true
    }
}
