import ArchiveModel

/// The archive's days gathered by week, month and year; all newest first, only those with papers.
struct Periods: Sendable {
    /// A run of days.
    struct Group<Key: Hashable & Sendable>: Sendable {
        let key: Key
        /// Places in `Archive.days`.
        var days: Range<Int>
    }

    let weeks: [Group<Week>]
    let months: [Group<Month>]
    let years: [Group<Int>]
    /// The place in `Archive.days` of each day that has papers.
    let placeOfDay: [Day: Int]
    /// The place in `months` of each month that has papers.
    let monthPlaces: [Month: Int]
    /// The numbers of papers up to which a day is of the calendar's first, second and third level: quartiles, so that
    /// one huge day does not pale all the others.
    let levelBounds: [Int]

    init(_ archive: Archive) {
        weeks = Self.group(archive.days, by: \.week)
        months = Self.group(archive.days, by: \.month)
        years = Self.group(archive.days, by: \.year)
        placeOfDay = Dictionary(uniqueKeysWithValues: archive.days.enumerated().map { ($1.day, $0) })
        monthPlaces = Dictionary(uniqueKeysWithValues: months.enumerated().map { ($1.key, $0) })
        let counts = archive.days.map(\.papers.count).sorted()
        levelBounds = counts.isEmpty ? [] : (1...3).map { counts[(counts.count - 1) * $0 / 4] }
    }

    /// The level of a day with so many papers: 0 for none, 1 to 4.
    func level(_ count: Int) -> Int { count == 0 ? 0 : 1 + levelBounds.count { count > $0 } }

    private static func group<Key: Hashable & Sendable>(
        _ days: [DayGroup], by key: (Day) -> Key
    ) -> [Group<Key>] {
        var groups: [Group<Key>] = []
        for (place, group) in days.enumerated() {
            let found = key(group.day)
            if groups.last?.key == found {
                groups[groups.count - 1].days = groups[groups.count - 1].days.lowerBound..<place + 1
            } else {
                groups.append(Group(key: found, days: place..<place + 1))
            }
        }
        return groups
    }
}
