import ArchiveModel
package import Markup
import SearchIndex
import Parallelism

/// A kind of the pieces that pages are made from.
enum FactKind: Int, CaseIterable {
    /// An entry, with the names it shares as they are written beside it; by its place in `Archive.papers`.
    case paper
    /// Which papers are related to one; by its place. None where no template asks.
    case related
    /// Which papers a day has, and which days are next to it; an editor's note for it. By the place in `Archive.days`.
    case day, note
    /// Which days a period has, how many papers these have, and which periods are next to it; by the place in `Periods`.
    case week, month, year
    /// A page of the editor's; by the place in `Archive.pages`.
    case page
    /// A name with all its papers; by the place in the archive's list of its kind.
    case tag, author, organization, venue
    /// The list of all names of a kind; by the place of the kind in `Taxonomies.all`.
    case index
    /// The papers of an archived feed of the whole site, and whether there is a later one; by its number, from 0.
    case archivedFeed
    /// The newest papers that a saved search finds; by its place in site.toml.
    case savedSearch
    /// One thing of the whole site; by ``WholeFact``.
    case whole

    /// The kind of a taxonomy's names.
    init(_ taxonomy: SiteConfiguration.Taxonomy) {
        self =
            switch taxonomy {
            case .tags: .tag
            case .authors: .author
            case .organizations: .organization
            case .venues: .venue
            }
    }
}

/// Something of the whole site that pages are made from.
enum WholeFact: Int, CaseIterable {
    /// The day that now is.
    case today
    /// The first few days and months, and the first papers, as many as a feed has.
    case newestDays, newestPapers
    /// Every day and how many papers it has.
    case allDays
    /// The papers that have a dated notice.
    case notices
    /// The first papers of the ranking.
    case ranking
    /// The archive in numbers.
    case statistics
    /// What the search index is.
    case search
    /// Which pages there are, and on which day each last changed.
    case listing
}

/// The numbers of all pieces of one site, kind after kind.
struct FactNumbers: Sendable {
    private let starts: [Int]
    /// How many there are.
    let count: Int

    init(_ counts: (FactKind) -> Int) {
        var starts: [Int] = []
        var count = 0
        for kind in FactKind.allCases {
            starts.append(count)
            count += counts(kind)
        }
        self.starts = starts
        self.count = count
    }

    /// The number of a piece.
    subscript(kind: FactKind, place: Int) -> UInt32 { UInt32(starts[kind.rawValue] + place) }

    /// The piece of a number.
    func piece(_ number: Int) -> (kind: FactKind, place: Int) {
        let kind = starts.lastIndex { $0 <= number } ?? 0
        return (FactKind(rawValue: kind) ?? .paper, number - starts[kind])
    }
}

/// What all pieces of a site are just now, so that a later build can tell which have changed.
package struct SiteFacts: Sendable {
    /// What lasts of each piece from build to build: the paper's id, the day, the tag's slug.
    package let keys: [Fingerprint]
    /// What each piece is.
    package let fingerprints: [Fingerprint]

    /// Takes stock of a site.
    package init(_ site: Site, jobs: Int) {
        let maker = FactMaker(site, jobs: jobs)
        let numbers = site.facts
        let stretches = Parallel.mapStretches(
            count: numbers.count, jobs: jobs, size: 1_000, state: { maker.forWorker() }
        ) { maker, places in
            var stretch = Stretch()
            for number in places {
                let (kind, place) = numbers.piece(number)
                stretch.keys.append(maker.key(kind, place))
                stretch.fingerprints.append(maker.fingerprint(kind, place))
                stretch.listing.add(stretch.keys[number - places.lowerBound])
                stretch.listing.add(maker.listed(kind, place) ?? stretch.fingerprints[number - places.lowerBound])
            }
            return stretch
        }
        var all = Stretch()
        for stretch in stretches {
            all.keys += stretch.keys
            all.fingerprints += stretch.fingerprints
            all.listing.add(stretch.listing)
        }
        all.fingerprints[Int(numbers[.whole, WholeFact.listing.rawValue])] = all.listing
        (keys, fingerprints) = (all.keys, all.fingerprints)
    }

    private struct Stretch: Sendable {
        var keys: [Fingerprint] = []
        var fingerprints: [Fingerprint] = []
        var listing = Fingerprint()
    }
}

/// Tells pieces of a site by fingerprints. What ``SiteReader`` hands out of a piece, the piece's fingerprint covers.
private struct FactMaker: Sendable {
    private let site: Site
    private var papers: Papers
    /// Of each paper's id: what lists look at millions of times lies together.
    private let ids: [Fingerprint]
    /// Of each name as it is written beside a paper.
    private let tags: [Fingerprint]
    private let people: [Fingerprint]
    private let organizations: [Fingerprint]
    private let venues: [Fingerprint]

    init(_ site: Site, jobs: Int) {
        self.site = site
        let papers = site.archive.papers
        self.papers = papers
        ids = Parallel.mapStretches(count: papers.count, jobs: jobs, size: 4_000, state: { papers.forWorker() }) {
            papers, places in places.map { papers[$0].idFingerprint }
        }.flatMap { $0 }
        tags = site.archive.tags.map(Self.beside)
        organizations = site.archive.organizations.map(Self.beside)
        venues = site.archive.venues.map(Self.beside)
        people = site.archive.people.map { person in
            var fingerprint = Fingerprint.of(person.slug)
            fingerprint.add(person.orcid)
            return fingerprint
        }
    }

    /// The same, for a thread of its own.
    func forWorker() -> FactMaker {
        var maker = self
        maker.papers = papers.forWorker()
        return maker
    }

    private static func beside(_ term: Term) -> Fingerprint {
        var fingerprint = Fingerprint.of(term.name)
        fingerprint.add(term.slug)
        return fingerprint
    }

    // MARK: Keys

    func key(_ kind: FactKind, _ place: Int) -> Fingerprint {
        var key = Fingerprint()
        key.add(kind.rawValue)
        switch kind {
        case .paper, .related: key.add(ids[place])
        case .day, .note: key.add(site.archive.days[place].day.number)
        case .week: key.add(site.periods.weeks[place].key.number)
        case .month: key.add(site.periods.months[place].key.number)
        case .year: key.add(site.periods.years[place].key.number)
        case .page: key.add(site.archive.pages[place].path)
        case .tag: key.add(site.archive.tags[place].slug)
        case .author: key.add(site.archive.people[place].slug)
        case .organization: key.add(site.archive.organizations[place].slug)
        case .venue: key.add(site.archive.venues[place].slug)
        case .index, .archivedFeed, .savedSearch, .whole: key.add(place)
        }
        return key
    }

    /// What a list of all pages says of a piece, where that is less than the whole.
    func listed(_ kind: FactKind, _ place: Int) -> Fingerprint? {
        guard kind == .paper else { return nil }
        var day = Fingerprint()
        day.add(papers[place].revised)
        return day
    }

    // MARK: Fingerprints

    func fingerprint(_ kind: FactKind, _ place: Int) -> Fingerprint {
        switch kind {
        case .paper: paper(papers[place])
        case .related: related(place)
        case .day: day(place)
        case .note: note(place)
        case .week: period(site.periods.weeks, place)
        case .month: period(site.periods.months, place)
        case .year: period(site.periods.years, place)
        case .page: page(site.archive.pages[place])
        case .tag: term(site.archive.tags[place])
        case .author: person(site.archive.people[place])
        case .organization: term(site.archive.organizations[place])
        case .venue: term(site.archive.venues[place])
        case .index: index(Taxonomies.all[place])
        case .archivedFeed: archivedFeed(place)
        case .savedSearch: savedSearch(place)
        case .whole: whole(place)
        }
    }

    private func savedSearch(_ place: Int) -> Fingerprint {
        var fingerprint = Fingerprint()
        add(site.saved[place].prefix(site.configuration.feeds.items), to: &fingerprint)
        return fingerprint
    }

    private func archivedFeed(_ place: Int) -> Fingerprint {
        let papers = site.archivedFeed(place + 1)
        var fingerprint = Fingerprint()
        fingerprint.add(papers.lowerBound >= papers.count ? 1 : 0)
        add(papers, to: &fingerprint)
        return fingerprint
    }

    private func paper(_ paper: Paper) -> Fingerprint {
        var fingerprint = paper.fingerprint
        for place in 0..<paper.namedAuthors { fingerprint.add(people[Int(paper.person(place))]) }
        for tag in paper.tags { fingerprint.add(tags[Int(tag)]) }
        if let organization = paper.organization { fingerprint.add(organizations[Int(organization)]) }
        if let venue = paper.venue { fingerprint.add(venues[Int(venue)]) }
        return fingerprint
    }

    private func related(_ place: Int) -> Fingerprint {
        var fingerprint = Fingerprint()
        for paper in site.related[place] { fingerprint.add(ids[paper]) }
        return fingerprint
    }

    private func day(_ place: Int) -> Fingerprint {
        let days = site.archive.days
        var fingerprint = Fingerprint()
        for neighbor in [place - 1, place + 1] { fingerprint.add(days.at(neighbor)?.day.number ?? .min) }
        add(days[place].papers, to: &fingerprint)
        return fingerprint
    }

    private func note(_ place: Int) -> Fingerprint {
        var fingerprint = Fingerprint()
        if let note = site.archive.notes[site.archive.days[place].day] { fingerprint.add(note) }
        return fingerprint
    }

    private func period<Key: PeriodKey>(_ periods: [Periods.Group<Key>], _ place: Int) -> Fingerprint {
        var fingerprint = Fingerprint()
        for neighbor in [place - 1, place + 1] {
            fingerprint.add(periods.at(neighbor)?.key.number ?? 0)
        }
        add(days: periods[place].days, to: &fingerprint)
        return fingerprint
    }

    private func page(_ page: ContentPage) -> Fingerprint {
        var fingerprint = Fingerprint.of(page.path)
        fingerprint.add(page.source)
        for asset in page.assets { fingerprint.add(asset.route.path) }
        return fingerprint
    }

    private func term(_ term: Term) -> Fingerprint {
        var fingerprint = Self.beside(term)
        fingerprint.add(term.handle)
        fingerprint.add(term.url)
        if let details = term.details {
            fingerprint.add(details.description)
            for list in [details.parents, details.children] {
                fingerprint.add(list.count)
                for tag in list {
                    fingerprint.add(tags[Int(tag)])
                    fingerprint.add(site.archive.tags[Int(tag)].papers.count)
                }
            }
        }
        add(term.papers, to: &fingerprint)
        return fingerprint
    }

    private func person(_ person: Person) -> Fingerprint {
        var fingerprint = Fingerprint.of(person.slug)
        fingerprint.add(person.name)
        fingerprint.add(person.orcid)
        fingerprint.add(person.url)
        fingerprint.add(person.otherNames.count)
        for name in person.otherNames { fingerprint.add(name) }
        add(person.papers, to: &fingerprint)
        return fingerprint
    }

    private func index(_ taxonomy: SiteConfiguration.Taxonomy) -> Fingerprint {
        var fingerprint = Fingerprint()
        for place in 0..<site.archive.count(of: taxonomy) {
            fingerprint.add(site.archive.name(place, in: taxonomy))
            fingerprint.add(site.archive.slug(place, in: taxonomy))
            fingerprint.add(site.archive.papers(place, in: taxonomy).count)
        }
        return fingerprint
    }

    private func whole(_ place: Int) -> Fingerprint {
        var fingerprint = Fingerprint()
        switch WholeFact(rawValue: place) ?? .today {
        case .today: fingerprint.add(site.options.asOf.number)
        case .newestDays:
            for day in site.archive.days.prefix(SiteReader.newestDays) { fingerprint.add(day.day.number) }
            for month in site.periods.months.prefix(2) { fingerprint.add(month.key.number) }
        case .newestPapers:
            // With the number of the archived feeds before them.
            fingerprint.add(papers.count / site.configuration.feeds.items)
            add(papers.indices.prefix(site.configuration.feeds.items), to: &fingerprint)
        case .allDays: add(days: site.archive.days.indices, to: &fingerprint)
        case .notices: add(site.noticed, to: &fingerprint)
        case .ranking: add(site.ranking, to: &fingerprint)
        case .statistics: fingerprint.add(site.statistics.fingerprint)
        case .search: fingerprint.add(site.search?.root)
        case .listing: break  // Made of all others, after them.
        }
        return fingerprint
    }

    // MARK: Parts

    private func add(_ papers: some Collection<PaperIndex>, to fingerprint: inout Fingerprint) {
        fingerprint.add(papers.count)
        for index in papers { fingerprint.add(ids[index]) }
    }

    private func add(days: Range<Int>, to fingerprint: inout Fingerprint) {
        for day in site.archive.days[days] {
            fingerprint.add(day.day.number)
            fingerprint.add(day.papers.count)
            fingerprint.add(site.periods.level(day.papers.count))
        }
    }
}

/// What a period is called.
protocol PeriodKey: Hashable, Sendable {
    /// A number other than 0 that no other period of the kind has.
    var number: Int { get }
}

extension Week: PeriodKey { var number: Int { year * 100 + week } }
extension Month: PeriodKey { var number: Int { year * 100 + month } }
extension Int: PeriodKey { var number: Int { self } }

extension Fingerprint {
    fileprivate mutating func add(_ source: TextSource) {
        add(source.path)
        add(source.fingerprint)
    }
}
