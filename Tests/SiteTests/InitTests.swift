import Diagnostics
import Foundation
import Markup
import TestSupport
import Testing

/// A new archive, and the shell steps of its workflows, run as GitHub runs them.
@Suite struct InitTests {
    private func start(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Result {
        try Program.run(["init", "archive"] + arguments, in: folder.path)
    }

    @Test func aNewArchiveBuildsAtOnce() throws {
        let folder = try TemporaryFolder()
        let result = try start(folder, "--title", "Ours \"and\" theirs", "--url", "https://papers.example.org/")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("made  archive/.github/workflows/check.yml\n"))
        let check = try Program.run(["check", "--site", "archive", "--strict"], in: folder.path)
        #expect(check.output == "nothing to complain of\n", "\(check.errors)")
        let built = try Program.run(["build", "--site", "archive", "--strict"], in: folder.path)
        #expect(built.output.hasPrefix("1 paper on 1 day"), "\(built.errors)")
        let home = try String(contentsOfFile: folder("archive/public/index.html"), encoding: .utf8)
        #expect(home.contains("Ours &quot;and&quot; theirs") || home.contains("Ours \"and\" theirs"))
        // Its own template makes entries.
        let new = try Program.run(["new", "Another", "--site", "archive", "--date", "2025-12-16"], in: folder.path)
        #expect(new.output == "archive/content/papers/2025/12/another.md\n")
    }

    @Test func nothingThatIsThereIsTouched() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine\n", to: "archive/CONTRIBUTING.md")
        #expect(try start(folder).output.contains("kept  archive/CONTRIBUTING.md\n"))
        #expect(try String(contentsOfFile: folder("archive/CONTRIBUTING.md"), encoding: .utf8) == "mine\n")
        let again = try start(folder)
        #expect(again.status == 64)
        #expect(again.errors.contains("archive is an archive already: it has a site.toml"))
    }

    // MARK: Workflows

    /// The script of a step.
    private func script(_ step: String, of workflow: String, in folder: TemporaryFolder) throws -> String {
        let bytes = Array(
            try Data(contentsOf: URL(fileURLWithPath: folder("archive/.github/workflows/\(workflow).yml"))))
        let (table, problems) = YAMLReader.read(SourceFile(path: workflow, bytes: bytes), range: 0..<bytes.count)
        #expect(problems.isEmpty)
        guard case .table(let jobs)? = table?["jobs"]?.content else { return "" }
        for job in jobs {
            for found in PlainValue(job.value)["steps"]?.list ?? [] where found["name"]?.text == step {
                return found["run"]?.text ?? ""
            }
        }
        Issue.record("no step \(step)")
        return ""
    }

    /// A new archive in a repository with an origin, a folder for what runs, and a `gh` that writes down what it is told.
    private func repository() throws -> (folder: TemporaryFolder, environment: [String: String]) {
        let folder = try TemporaryFolder()
        _ = try start(folder, "--url", "https://papers.example.org/")
        let setUp = """
            set -e
            git init -q --bare origin.git
            cd archive
            git init -q
            git checkout -q -b main
            git config user.name T
            git config user.email t@example.org
            git add -A
            git commit -q -m first
            git remote add origin ../origin.git
            git push -q origin main
            mkdir -p ../runner/offprint/.build/release ../bin
            ln -s "$1" ../runner/offprint/.build/release/offprint
            ln -s "$1" ../runner/program
            printf '#!/bin/sh\\necho "$@" >> "$GH_LOG"\\nfor last; do :; done\\n[ -f "$last" ] && cat "$last" >> "$GH_LOG"\\nexit 0\\n' > ../bin/gh
            chmod +x ../bin/gh
            """
        let result = try Program.run(
            URL(fileURLWithPath: "/bin/bash"), ["-c", setUp, "bash", Program.url.path], in: folder.path)
        #expect(result.status == 0, "\(result.errors)")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return (
            folder,
            [
                "PATH": folder("bin") + ":" + path, "RUNNER_TEMP": folder("runner"), "GH_LOG": folder("gh.log"),
                "GITHUB_STEP_SUMMARY": folder("summary.md"), "NUMBER": "7",
            ]
        )
    }

    /// Runs a step as GitHub does: `bash -e`.
    private func run(
        _ script: String, _ folder: TemporaryFolder, _ environment: [String: String]
    ) throws -> Program.Result {
        try Program.run(
            URL(fileURLWithPath: "/bin/bash"), ["--noprofile", "--norc", "-e", "-c", script], in: folder("archive"),
            environment: environment)
    }

    private func log(_ folder: TemporaryFolder) -> String {
        (try? String(contentsOfFile: folder("gh.log"), encoding: .utf8)) ?? ""
    }

    @Test func aSuggestionBecomesAPullRequest() throws {
        let server = try LocalServer { path, _ in
            path.hasSuffix("2306.07552")
                ? .answer(
                    status: "200 OK",
                    body:
                        "<feed><entry><id>http://arxiv.org/abs/2306.07552v1</id><title>Galactic</title><summary>S</summary></entry></feed>"
                )
                : .answer(status: "404 Not Found")
        }
        var (folder, environment) = try repository()
        environment["OFFPRINT_MIRROR"] = server.address
        let evil = "$(touch evil) `touch evil` --site=/tmp ../../x ; touch evil"
        environment["BODY"] = """
            ### Identifiers or addresses

            2306.07552, \(evil)
            10.1000/none

            ### Tags

            speed, world models, $(touch evil)

            ### Why it is worth reading

            2306.00001
            """
        let result = try run(script("Add", of: "suggest", in: folder), folder, environment)
        #expect(result.status == 0, "\(result.errors)")
        let entries = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["git", "-C", "origin.git", "show", "suggestion-7", "--stat", "--format=%s"],
            in: folder.path)
        #expect(entries.output.contains("Add what issue 7 suggests"))
        #expect(
            entries.output.contains("2306.07552.md") && entries.output.contains("1 file changed"), "\(entries.output)")
        let entry = try Program.run(
            URL(fileURLWithPath: "/bin/bash"), ["-c", "cat archive/content/papers/*/*/2306.07552.md"], in: folder.path
        ).output
        #expect(entry.contains("tags: [speed, world models]\n"), "\(entry)")
        let log = log(folder)
        #expect(log.contains("pr create --head suggestion-7"), "\(log)")
        #expect(log.contains("Closes #7.") && log.contains("10.1000/none"), "\(log)")
        for place in ["archive/evil", "evil"] { #expect(!FileManager.default.fileExists(atPath: folder(place))) }
        #expect(!server.requests.contains { $0.contains("2306.00001") })
    }

    @Test func aSuggestionThatIsNoneIsAnswered() throws {
        var (folder, environment) = try repository()
        environment["OFFPRINT_MIRROR"] = "http://127.0.0.1:1"
        for body in ["", "### Identifiers or addresses\n\n_No response_\n", "### Identifiers or addresses\n\nhello"] {
            environment["BODY"] = body
            #expect(try run(script("Add", of: "suggest", in: folder), folder, environment).status == 0)
        }
        let log = log(folder)
        #expect(log.components(separatedBy: "issue comment 7").count == 4, "\(log)")
        #expect(log.contains("`hello` is no identifier or address"))
        #expect(!log.contains("pr create"))
    }

    @Test func aPullRequestIsCheckedAndCompared() throws {
        var (folder, environment) = try repository()
        environment["BASE"] = "main"
        try folder.write(
            "---\ntitle: New one\ndate: 2025-12-16\n---\n\nText.\n", to: "archive/content/papers/new.md")
        for step in ["Check", "Build", "Compare"] {
            let result = try run(script(step, of: "check", in: folder), folder, environment)
            #expect(result.status == 0, "\(step): \(result.errors)")
        }
        #expect(FileManager.default.fileExists(atPath: folder("runner/preview/papers/new/index.html")))
        let summary = try String(contentsOfFile: folder("summary.md"), encoding: .utf8)
        #expect(summary.contains("### New pages\n\n- `/papers/new/` New one\n"), "\(summary)")
        try FileManager.default.copyItem(atPath: folder("runner/diff.md"), toPath: folder("archive/diff.md"))
        #expect(try run(script("Comment", of: "check", in: folder), folder, environment).status == 0)
        #expect(log(folder).contains("pr comment 7 --edit-last"))
        // A mistake is an annotation, and fails the step.
        try folder.write("---\ntitle: Bad\ndate: 2025-12-16\ntagz: x\n---\n", to: "archive/content/papers/bad.md")
        let failed = try run(script("Check", of: "check", in: folder), folder, environment)
        #expect(failed.status == 1)
        #expect(failed.output.contains("::error file=content/papers/bad.md,line=4"), "\(failed.output)")
    }
}
