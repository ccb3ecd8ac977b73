import ArchiveModel
package import Diagnostics
import Markup

/// Every file the site will have, in the order of their addresses.
package struct Plan: Sendable {
    /// The outputs.
    package let outputs: [Output]

    /// The planners of all kinds, once their templates are compiled.
    package struct Kinds: Sendable {
        let planners: [OutputKind.Planner]
    }

    /// Compiles the templates that the kinds of pages need.
    package static func prepare(_ theme: Theme) -> (kinds: Kinds, templates: ThemeCompiler) {
        var compiler = ThemeCompiler(theme)
        let planners = OutputKind.all.map { $0.prepare(&compiler) }
        return (Kinds(planners: planners), compiler)
    }

    /// Plans a site; two outputs on one address, or an address that no file system can hold, are complained of.
    package static func make(_ site: Site, kinds: Kinds) -> (plan: Plan, diagnostics: [Diagnostic]) {
        var outputs: [Output] = []
        for planner in kinds.planners { outputs += planner(site, outputs) }
        outputs.sort { $0.route < $1.route }
        return (Plan(outputs: outputs), AddressCheck.diagnostics(outputs) + RedirectCheck.diagnostics(site, outputs))
    }
}

/// Finds outputs that can't be written side by side.
enum AddressCheck {
    static func diagnostics(_ outputs: [Output]) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var owners: [String: Int] = [:]
        owners.reserveCapacity(outputs.count)
        for (index, output) in outputs.enumerated() {
            let file = output.route.file
            if let reason = unusable(file) {
                diagnostics.append(
                    Diagnostic(
                        .unusableAddress, "the address /\(output.route.path) can't be written: \(reason)",
                        at: place(output)))
                continue
            }
            // Some file systems take `A` and `a` for one name.
            let folded = file.lowercased()
            if let other = owners[folded] {
                diagnostics.append(clash(output, with: outputs[other]))
            } else {
                owners[folded] = index
            }
        }
        // A file whose name another output needs for a folder.
        for output in outputs where !output.route.isFolder || output.route.depth > 0 {
            var folder = Substring(output.route.file.lowercased())
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                if let other = owners[String(folder)] { diagnostics.append(clash(output, with: outputs[other])) }
            }
        }
        return diagnostics
    }

    private static func clash(_ output: Output, with other: Output) -> Diagnostic {
        // The one that somebody wrote is the one that somebody can change.
        let (blamed, first) = output.source == nil && other.source != nil ? (other, output) : (output, other)
        let description = first.source.map { "`\($0)`" } ?? "the site's own page of the kind `\(first.kind)`"
        return Diagnostic(
            .duplicateAddress, "the address /\(blamed.route.path) is taken", at: place(blamed),
            notes: [.init("/\(first.route.path) comes from \(description)")])
    }

    private static func place(_ output: Output) -> SourceLocation { .file(output.source ?? "site.toml") }

    private static func unusable(_ file: String) -> String? {
        if file.utf8.count > 1_000 { return "it is longer than 1000 bytes" }
        for part in file.split(separator: "/", omittingEmptySubsequences: false) {
            if part.isEmpty { return "a part of it is empty" }
            if part.utf8.count > 250 { return "a part of it is longer than 250 bytes" }
            if part == "." || part == ".." { return "a part of it is `\(part)`" }
        }
        if file == ".offprint" || file.hasPrefix(".offprint/") { return "the builder keeps its notes there" }
        return nil
    }
}

/// Finds redirects of site.toml that lead to no page.
enum RedirectCheck {
    static func diagnostics(_ site: Site, _ outputs: [Output]) -> [Diagnostic] {
        guard !site.configuration.redirects.isEmpty else { return [] }
        let routes = Set(outputs.map(\.route))
        return site.configuration.redirects.compactMap { redirect in
            guard case .route(let target) = redirect.to, !routes.contains(target) else { return nil }
            return Diagnostic(
                .brokenRedirect, .warning, "/\(redirect.from.path) leads to /\(target.path), where there is no page",
                at: redirect.place)
        }
    }
}
