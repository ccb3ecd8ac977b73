package import Foundation

/// Runs the real binary.
package struct Program: Sendable {
    /// What a run left behind.
    package struct Result: Sendable {
        /// The exit status; negative for a signal.
        package let status: Int32
        /// Standard output.
        package let output: String
        /// Standard error.
        package let errors: String
    }

    /// The program, beside the tests' own executable.
    package static let url: URL = {
        #if os(macOS)
        for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
            return bundle.bundleURL.deletingLastPathComponent().appending(path: "offprint")
        }
        #endif
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "offprint")
    }()

    /// Runs it with arguments in a folder and waits for its end.
    package static func run(
        _ arguments: [String], in folder: String, environment: [String: String] = [:]
    ) throws -> Result {
        try run(url, arguments, in: folder, environment: environment)
    }

    /// Runs another program likewise.
    package static func run(
        _ program: URL, _ arguments: [String], in folder: String, environment: [String: String] = [:]
    ) throws -> Result {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // What builds keep belongs to the test, not to who runs it.
        process.environment = ProcessInfo.processInfo.environment.merging(
            environment.merging(["XDG_CACHE_HOME": folder + "/.cache"], uniquingKeysWith: { $1 }),
            uniquingKeysWith: { $1 })
        // Through files: a pipe that nobody empties stops the program.
        let scratch = try TemporaryFolder()
        for name in ["output", "errors"] { try scratch.write("", to: name) }
        process.standardOutput = FileHandle(forWritingAtPath: scratch("output"))
        process.standardError = FileHandle(forWritingAtPath: scratch("errors"))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        let output = String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch("output"))), as: UTF8.self)
        let errors = String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch("errors"))), as: UTF8.self)
        return Result(status: status, output: output, errors: errors)
    }
}
