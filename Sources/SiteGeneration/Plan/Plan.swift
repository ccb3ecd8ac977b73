package import Diagnostics
package import Markup
import Parallelism

/// Every file the site will have: kind by kind, each kind in an order of its own that depends on nothing but the archive.
package struct Plan: Sendable {
    private let groups: [OutputGroup]
    /// The place of each group's first output among all of them.
    private let starts: [Int]
    /// How many outputs there are.
    package let count: Int
    /// The fingerprint of each output's file name.
    package private(set) var files: [Fingerprint] = []

    init(_ groups: [OutputGroup]) {
        self.groups = groups.filter { $0.count > 0 }
        var starts: [Int] = []
        var count = 0
        for group in self.groups {
            starts.append(count)
            count += group.count
        }
        self.starts = starts
        self.count = count
    }

    /// How many outputs there are of each kind, in the order of the plan.
    package var countsByKind: [(kind: String, count: Int)] {
        var counts: [(kind: String, count: Int)] = []
        for group in groups {
            if let place = counts.firstIndex(where: { $0.kind == group.kind }) {
                counts[place].count += group.count
            } else {
                counts.append((group.kind, group.count))
            }
        }
        return counts
    }

    /// How many outputs there are without the one that lists the others, which is the last.
    package var countWithoutManifest: Int { groups.last?.kind == OutputKind.manifest.name ? count - 1 : count }

    /// The output at a place.
    package subscript(place: Int) -> OutputGroup.Output {
        // There are some twenty groups.
        let group = (starts.firstIndex { $0 > place } ?? starts.count) - 1
        return groups[group][place - starts[group]]
    }

    /// The planners of all kinds, once their templates are compiled.
    package struct Kinds: Sendable {
        let planners: [OutputKind.Planner]
        /// Whether a template shows related papers, which take time to find.
        package let wantsRelated: Bool
        /// Whether the site has a page of statistics.
        let wantsStatistics: Bool
        /// Whether the site can be searched, which takes an index.
        package let wantsSearch: Bool
    }

    /// Compiles the templates that the kinds of pages need.
    package static func prepare(_ theme: Theme) -> (kinds: Kinds, templates: ThemeCompiler) {
        var compiler = ThemeCompiler(theme)
        let planners = OutputKind.all.map { $0.prepare(&compiler) }
        return (
            Kinds(
                planners: planners, wantsRelated: !compiler.usedKeys.isDisjoint(with: ["related", "has_related"]),
                wantsStatistics: theme.templates.has("stats"), wantsSearch: theme.hasSearch), compiler
        )
    }

    /// Plans a site that has the files of another plan and no others, so that nothing has to be checked; `nil` where it can't
    /// be so.
    package static func make(_ site: Site, kinds: Kinds, like other: Plan) -> Plan? {
        var groups: [OutputGroup] = []
        for planner in kinds.planners { groups += planner(site, groups) }
        var plan = Plan(groups)
        guard plan.count == other.count else { return nil }
        plan.files = other.files
        return plan
    }

    /// Plans a site; two outputs on one address, or an address that no file system can hold, are complained of.
    package static func make(
        _ site: Site, kinds: Kinds, jobs: Int
    ) -> (plan: Plan, diagnostics: [Diagnostic]) {
        var groups: [OutputGroup] = []
        for planner in kinds.planners { groups += planner(site, groups) }
        var plan = Plan(groups)
        let planned = plan
        let names = Parallel.mapStretches(count: plan.count, jobs: jobs, size: 1_000, state: { ByteBuffer() }) {
            buffer, places in
            FileNames(planned, places, &buffer)
        }
        plan.files.reserveCapacity(plan.count)
        for names in names { plan.files += names.names }
        return (plan, AddressCheck.diagnostics(plan, names) + RedirectCheck.diagnostics(site, plan))
    }
}
