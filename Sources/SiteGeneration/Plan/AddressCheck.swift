import ArchiveModel
import Diagnostics
import Markup

/// Finds outputs that can't be written side by side.
struct AddressCheck {
    private let plan: Plan
    private var diagnostics: [Diagnostic] = []
    /// The output that has a file, by the hash of the file's name: the names themselves would take more memory than the
    /// plan. Two names with one hash are told apart by asking the plan again.
    private var owners: [Int: Int32] = [:]
    /// The outputs whose names share their hash with another's.
    private var others: [Int: [Int32]] = [:]

    static func diagnostics(_ plan: Plan) -> [Diagnostic] {
        var check = AddressCheck(plan)
        check.findUnusable()
        check.findFilesInTheWay()
        return check.diagnostics
    }

    private init(_ plan: Plan) {
        self.plan = plan
        owners.reserveCapacity(plan.count)
    }

    private mutating func findUnusable() {
        for place in 0..<plan.count {
            let route = plan[place].route
            if let reason = Self.unusable(route) {
                diagnostics.append(
                    Diagnostic(
                        .unusableAddress, "the address /\(route.path) can't be written: \(reason)",
                        at: Self.place(plan[place])))
            } else if let other = add(place, Self.folded(route.file)) {
                diagnostics.append(clash(plan[place], with: plan[other]))
            }
        }
    }

    /// Finds files whose name another output needs for a folder.
    private mutating func findFilesInTheWay() {
        var lastFolder = ""
        for place in 0..<plan.count {
            let path = plan[place].route.path
            guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { continue }
            let whole = Self.folded(String(path[..<slash]))
            var folder = whole[...]
            // Neighbours lie in the same folders.
            while !folder.isEmpty, folder != lastFolder {
                if let other = owner(of: String(folder)) { diagnostics.append(clash(plan[place], with: plan[other])) }
                guard let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else { break }
                folder = folder[..<slash]
            }
            lastFolder = whole.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(whole[..<$0]) } ?? ""
        }
    }

    /// Notes that an output has a file of this name; returns the output that had it before.
    private mutating func add(_ place: Int, _ file: String) -> Int? {
        if let owner = owner(of: file) { return owner }
        let hash = file.hashValue
        if owners[hash] == nil {
            owners[hash] = Int32(place)
        } else {
            others[hash, default: []].append(Int32(place))
        }
        return nil
    }

    /// The output that has a file of this name.
    private func owner(of file: String) -> Int? {
        let hash = file.hashValue
        guard let first = owners[hash] else { return nil }
        for candidate in [first] + (others[hash] ?? []) where Self.folded(plan[Int(candidate)].route.file) == file {
            return Int(candidate)
        }
        return nil
    }

    /// A name as file systems see it that take `A` and `a` for one.
    private static func folded(_ file: String) -> String {
        let isLower = file.utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        return isLower ? file : file.lowercased()
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

    private static func unusable(_ route: Route) -> String? {
        let length = route.path.utf8.count
        if length + "index.html".utf8.count > 1_000 { return "it is longer than 1000 bytes" }
        var part = 0
        var isDots = true
        func problem() -> String? {
            if part == 0 { return "a part of it is empty" }
            if part > 250 { return "a part of it is longer than 250 bytes" }
            if isDots, part <= 2 { return "a part of it is `\(String(repeating: ".", count: part))`" }
            return nil
        }
        for byte in route.path.utf8 {
            if byte == UInt8(ascii: "/") {
                if let problem = problem() { return problem }
                (part, isDots) = (0, true)
            } else {
                part += 1
                isDots = isDots && byte == UInt8(ascii: ".")
            }
        }
        if !route.isFolder, let problem = problem() { return problem }
        let isOwn = route.path == ".offprint" || route.path.hasPrefix(".offprint/")
        return isOwn ? "the builder keeps its notes there" : nil
    }
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
