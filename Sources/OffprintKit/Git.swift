import FileSystem
import Foundation

/// What of git is needed: a commit's files beside the working ones.
struct Git {
    /// The repository's folder, and the site's within it (empty, or ending in a slash).
    private let repository: String
    private let prefix: String

    /// The repository that a folder is in.
    init(of folder: String) throws(IOFailure) {
        let lines = try Self.run(["rev-parse", "--show-toplevel", "--show-prefix"], in: folder)
            .split(separator: "\n", omittingEmptySubsequences: false)
        repository = String(lines.first ?? "")
        prefix = lines.count > 1 ? String(lines[1]) : ""
    }

    /// The commit that a name stands for; the name can't be taken for an option.
    func commit(_ name: String) throws(IOFailure) -> String {
        String(
            try Self.run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"], in: repository)
                .prefix { $0 != "\n" })
    }

    /// Gives the site as it was in a commit, in a folder that is gone afterwards.
    func withFiles<Result>(
        of commit: String, at folder: String, _ body: (String) throws(IOFailure) -> Result
    ) throws(IOFailure) -> Result {
        // What an interrupted run left.
        _ = try? Self.run(["worktree", "remove", "--force", folder], in: repository)
        _ = try Self.run(["worktree", "add", "--detach", "--force", folder, commit], in: repository)
        defer { _ = try? Self.run(["worktree", "remove", "--force", folder], in: repository) }
        return try body(prefix.isEmpty ? folder : "\(folder)/\(prefix.dropLast())")
    }

    /// What a command of git says.
    private static func run(_ arguments: [String], in folder: String) throws(IOFailure) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch {
            throw IOFailure("run", "git", reason: error.localizedDescription)
        }
        // What these commands say fits into a pipe.
        process.waitUntilExit()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        guard process.terminationStatus == 0 else {
            let reason = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            throw IOFailure(
                "run", "git \(arguments.first ?? "")",
                reason: reason.isEmpty
                    ? "there is no commit `\(arguments.last ?? "")`"
                    : reason.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return text
    }
}
