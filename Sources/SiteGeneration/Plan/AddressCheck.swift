import ArchiveModel
import Diagnostics
import Markup
import Parallelism

/// Finds outputs that can't be written side by side.
struct AddressCheck {
    private let plan: Plan
    private var diagnostics: [Diagnostic] = []
    /// The output that has a file, by the fingerprint of its folded name: the names themselves would take more memory than
    /// the plan.
    private var owners: FingerprintTable

    static func diagnostics(_ plan: Plan, _ names: [FileNames]) -> [Diagnostic] {
        var check = AddressCheck(plan)
        for names in names { check.addFiles(names) }
        for names in names { check.findFilesInTheWay(names) }
        return check.diagnostics
    }

    private init(_ plan: Plan) {
        self.plan = plan
        owners = FingerprintTable(capacity: plan.count)
    }

    private mutating func addFiles(_ names: FileNames) {
        var unusable = names.unusable[...]
        for (offset, folded) in names.folded.enumerated() {
            let place = names.first + offset
            if let problem = unusable.first, problem.place == place {
                unusable.removeFirst()
                diagnostics.append(
                    Diagnostic(
                        .unusableAddress,
                        "the address /\(plan[place].route.path) can't be written: \(problem.reason)",
                        at: Self.place(plan[place])))
            } else if let other = owners.insert(folded, place),
                plan[place].route.file.lowercased() == plan[other].route.file.lowercased()
            {
                diagnostics.append(clash(plan[place], with: plan[other]))
            }
        }
    }

    /// Finds files whose name another output needs for a folder.
    private mutating func findFilesInTheWay(_ names: FileNames) {
        for folder in names.folders {
            guard let other = owners[folder.name] else { continue }
            let (file, path) = (plan[other].route.file.lowercased(), plan[folder.place].route.file.lowercased())
            if path.utf8.starts(with: "\(file)/".utf8) {
                diagnostics.append(clash(plan[folder.place], with: plan[other]))
            }
        }
    }

    private func clash(_ output: OutputGroup.Output, with other: OutputGroup.Output) -> Diagnostic {
        // The one that somebody wrote is the one that somebody can change.
        let (blamed, first) = output.source == nil && other.source != nil ? (other, output) : (output, other)
        let description = first.source.map { "`\($0)`" } ?? "the site's own page of the kind `\(first.kind)`"
        return Diagnostic(
            .duplicateAddress, "the address /\(blamed.route.path) is taken", at: Self.place(blamed),
            notes: [.init("/\(first.route.path) comes from \(description)")])
    }

    private static func place(_ output: OutputGroup.Output) -> SourceLocation { .file(output.source ?? "site.toml") }
}

/// Finds redirects of site.toml that lead to no page.
enum RedirectCheck {
    static func diagnostics(_ site: Site, _ plan: Plan) -> [Diagnostic] {
        var missing: Set<Route> = []
        for redirect in site.configuration.redirects {
            if case .route(let target) = redirect.to { missing.insert(target) }
        }
        guard !missing.isEmpty else { return [] }
        for place in 0..<plan.count { missing.remove(plan[place].route) }
        return site.configuration.redirects.compactMap { redirect in
            guard case .route(let target) = redirect.to, missing.contains(target) else { return nil }
            return Diagnostic(
                .brokenRedirect, .warning, "/\(redirect.from.path) leads to /\(target.path), where there is no page",
                at: redirect.place)
        }
    }
}
