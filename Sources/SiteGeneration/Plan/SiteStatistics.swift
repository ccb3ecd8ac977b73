import ArchiveModel
import Markup

/// An archive in numbers: how many papers when, about what, by whom.
struct SiteStatistics: Sendable {
    /// How many days the first picture has, tags the second, names each list.
    static let (days, tags, names) = (366, 8, 15)
    /// How many months are told apart; a longer archive is counted by years.
    private static let mostMonths = 60

    /// A day, month or year, and how many papers it has.
    struct Step: Sendable {
        enum Period: Sendable, Hashable { case day(Day), month(Month), year(Int) }
        let period: Period
        var count = 0
    }

    /// A name, and how many papers it has in all and in each step of time.
    struct Name: Sendable {
        let name: String
        /// Its part of an address.
        let slug: String
        let count: Int
        var steps: [Int] = []
    }

    /// The days that end with the newest one, and the months or years of the whole archive, oldest first.
    private(set) var days: [Step] = []
    private(set) var steps: [Step] = []
    /// The tags of most papers.
    private(set) var tags: [Name] = []
    /// The authors, organizations and venues of most papers, where they have pages.
    private(set) var names: [(taxonomy: SiteConfiguration.Taxonomy, names: [Name])] = []

    init() {}

    init(_ archive: Archive, _ periods: Periods, _ configuration: SiteConfiguration) {
        guard let newest = archive.days.first?.day, let oldest = archive.days.last?.day else { return }
        countDays(archive, newest: newest, oldest: oldest)
        let places = countSteps(archive, periods, newest: newest, oldest: oldest)
        for taxonomy in Taxonomies.visible(in: archive, configuration) {
            let top = Self.top(archive, taxonomy, taxonomy == .tags ? Self.tags : Self.names).map { place in
                Name(
                    name: archive.name(place, in: taxonomy), slug: archive.slug(place, in: taxonomy),
                    count: archive.papers(place, in: taxonomy).count,
                    steps: taxonomy == .tags ? self.steps(of: archive.tags[place].papers, archive, places) : [])
            }
            if taxonomy == .tags { tags = top } else { names.append((taxonomy, top)) }
        }
    }

    private func steps(of papers: ArraySlice<PaperIndex>, _ archive: Archive, _ places: [Step.Period: Int]) -> [Int] {
        var counts = Array(repeating: 0, count: steps.count)
        for paper in papers {
            let day = archive.papers[paper].day
            if let step = places[isByMonth ? .month(day.month) : .year(day.year)] { counts[step] += 1 }
        }
        return counts
    }

    /// Whether ``steps`` are months.
    var isByMonth: Bool { if case .month = steps.first?.period { true } else { false } }

    private mutating func countDays(_ archive: Archive, newest: Day, oldest: Day) {
        let count = min(Self.days, Int(newest.number - oldest.number) + 1)
        let first = newest.advanced(by: 1 - count)
        days = (0..<count).map { Step(period: .day(first.advanced(by: $0))) }
        for group in archive.days {
            guard group.day >= first else { break }
            days[Int(group.day.number - first.number)].count = group.papers.count
        }
    }

    /// Counts months or years, and gives the place of each.
    private mutating func countSteps(
        _ archive: Archive, _ periods: Periods, newest: Day, oldest: Day
    ) -> [Step.Period: Int] {
        let months = (newest.month.year - oldest.month.year) * 12 + newest.month.month - oldest.month.month + 1
        if months <= Self.mostMonths {
            steps = (0..<months).map { number in
                let month = oldest.month.year * 12 + oldest.month.month - 1 + number
                return Step(period: .month(Month(year: month / 12, month: month % 12 + 1)))
            }
        } else {
            steps = (oldest.year...newest.year).map { Step(period: .year($0)) }
        }
        let places = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1.period, $0) })
        for group in archive.days {
            let period: Step.Period = isByMonth ? .month(group.day.month) : .year(group.day.year)
            if let step = places[period] { steps[step].count += group.papers.count }
        }
        return places
    }

    /// The places of the names of most papers; of equal ones those that come first in the list.
    private static func top(_ archive: Archive, _ taxonomy: SiteConfiguration.Taxonomy, _ limit: Int) -> [Int] {
        var top: [(place: Int, count: Int)] = []
        for place in 0..<archive.count(of: taxonomy) {
            let count = archive.papers(place, in: taxonomy).count
            if top.count == limit, count <= top[limit - 1].count { continue }
            top.insert((place, count), at: top.firstIndex { $0.count < count } ?? top.count)
            if top.count > limit { top.removeLast() }
        }
        return top.map(\.place)
    }

    /// Of all that it says.
    var fingerprint: Fingerprint {
        var fingerprint = Fingerprint()
        for step in days + steps {
            switch step.period {
            case .day(let day): fingerprint.add(day.number)
            case .month(let month): fingerprint.add(month.number)
            case .year(let year): fingerprint.add(year)
            }
            fingerprint.add(step.count)
        }
        for (taxonomy, names) in [(.tags, tags)] + names {
            fingerprint.add(taxonomy.rawValue)
            for entry in names {
                fingerprint.add(entry.name)
                fingerprint.add(entry.slug)
                fingerprint.add(entry.count)
                for count in entry.steps { fingerprint.add(count) }
            }
        }
        return fingerprint
    }
}
