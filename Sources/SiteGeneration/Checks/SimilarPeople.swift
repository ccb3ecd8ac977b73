import ArchiveModel
import Citations
import Diagnostics
import Markup

extension Check {
    /// `J. Smith` beside `Jane Smith`, where both wrote with the same people and no other Smith could be meant.
    static let similarPeople = ofSite { site in
        let people = site.archive.people
        var groups: [String: [PersonIndex]] = [:]
        let names = people.map { CitedName(AuthorName(name: $0.name)) }
        for (place, name) in names.enumerated() {
            guard let initial = name.given.first else { continue }
            groups["\(name.family.lowercased()) \(initial.lowercased())", default: []].append(PersonIndex(place))
        }
        var found: [Diagnostic] = []
        for (_, group) in groups.sorted(by: { $0.key < $1.key }) where group.count > 1 {
            for short in group where isShort(names[Int(short)].given) && people[Int(short)].orcid == nil {
                let long = group.filter { !isShort(names[Int($0)].given) && isSame(names[Int(short)], names[Int($0)]) }
                guard long.count == 1, let other = long.first, haveCoauthor(short, other, site.archive),
                    let paper = people[Int(short)].papers.first
                else { continue }
                let (name, whole) = (people[Int(short)].name, people[Int(other)].name)
                found.append(
                    site.warning(
                        .similarPeople, "the author `\(name)` may be `\(whole)`", at: .authors,
                        of: site.archive.papers[paper],
                        notes: [.init("write both alike if they are one, or give them their ORCID iDs")]))
            }
        }
        return found
    }

    /// Whether given names are initials only.
    private static func isShort(_ given: String) -> Bool {
        given.split(whereSeparator: { $0 == " " || $0 == "." || $0 == "-" }).allSatisfy { $0.count == 1 }
    }

    /// Whether initials are those of names.
    private static func isSame(_ short: CitedName, _ long: CitedName) -> Bool {
        func parts(_ given: String) -> [Character] {
            given.lowercased().split(whereSeparator: { $0 == " " || $0 == "." || $0 == "-" }).compactMap(\.first)
        }
        let (a, b) = (parts(short.given), parts(long.given))
        return zip(a, b).allSatisfy { $0 == $1 }
    }

    private static func haveCoauthor(_ one: PersonIndex, _ other: PersonIndex, _ archive: Archive) -> Bool {
        func coauthors(_ person: PersonIndex) -> Set<PersonIndex> {
            var all: Set<PersonIndex> = []
            for index in archive.people[Int(person)].papers {
                let paper = archive.papers[index]
                for place in 0..<paper.namedAuthors { all.insert(paper.person(place)) }
            }
            return all.subtracting([person])
        }
        let mine = coauthors(one)
        return !mine.contains(other) && !mine.isDisjoint(with: coauthors(other))
    }
}
