import CLibFuzzer
import Glibc

// `fuzz TARGET …` gives the rest to libFuzzer: folders of inputs, and its options.

guard let name = CommandLine.arguments.dropFirst().first, let target = FuzzTarget.all.first(where: { $0.name == name })
else {
    print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
    exit(CommandLine.arguments.count > 1 ? 64 : 0)
}

/// The target of this run, for a callback of C, which can hold nothing.
let chosen = target
var arguments = CommandLine.unsafeArgv
arguments[1] = arguments[0]
arguments += 1
var count = CommandLine.argc - 1
var vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = arguments
let status = withUnsafeMutablePointer(to: &vector) { vector in
    LLVMFuzzerRunDriver(
        &count,
        UnsafeMutableRawPointer(vector).assumingMemoryBound(
            to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self)
    ) { data, size in
        chosen.run(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    }
}
exit(status)
