import ArchiveModel
import Citations
import Markup
import SearchIndex

/// The site as a page being made sees it: whatever is asked for is noted, so that a later build knows what the page was
/// made from, though nobody ever declares it.
///
/// Each worker has one. All that it hands out of a piece is covered by the piece's fingerprint (``SiteFacts``); what the
/// configuration says is not noted, since another configuration makes every page anew.
final class SiteReader {
    /// How many of the newest days a page may ask for.
    static let newestDays = 8

    private let site: Site
    private let papers: Papers
    private let log: ReadLog

    init(_ site: Site, log: ReadLog) {
        self.site = site
        papers = site.archive.papers.forWorker()
        self.log = log
    }

    private func note(_ kind: FactKind, _ place: Int) { log.note(site.facts[kind, place]) }
    private func note(_ whole: WholeFact) { note(.whole, whole.rawValue) }

    // MARK: The configuration

    // Lent, not copied: a copy would count the references of all settings, at which threads would take turns.
    var configuration: SiteConfiguration { _read { yield site.configuration } }
    var routes: SiteRoutes { site.routes }
    /// What templates see of the site as a whole. It is written into their programs, whose fingerprints tell it.
    var view: SiteView { _read { yield site.view } }
    /// How links are written in what leaves the site; `nil` where nobody said what its address is.
    var absoluteLinks: LinkStyle? { site.absoluteLinks }
    /// How feeds and their items are called.
    var feedIDs: FeedIDs { site.feedIDs }
    /// The site's language. It is part of the theme, and another one makes every page anew.
    var language: Language { _read { yield site.theme.language } }

    /// How a text's Markdown becomes HTML: links to the files beside it and to the site's own pages find their way.
    func markdown(
        assets: [Asset], links: LinkStyle, macros: MathMacros? = nil, topHeading: Int = 2, idPrefix: String = ""
    ) -> MarkdownOptions {
        MarkdownOptions(
            topHeading: topHeading, idPrefix: idPrefix, footnoteReturn: language[.footnoteReturn],
            macros: macros ?? configuration.macros
        ) { destination, _ in
            if let name = AssetReference.name(destination) {
                return assets.first { $0.name == name }.map { links.href($0.route) }
            }
            guard destination.hasPrefix("/"), !destination.hasPrefix("//") else { return nil }
            let path = destination.dropFirst().prefix { $0 != "?" && $0 != "#" }
            return links.href(encoded: path) + destination.dropFirst(1 + path.count)
        }
    }

    /// Where a text can be edited, where site.toml says in which repository it is.
    func editLink(_ source: TextSource) -> String? {
        configuration.edit.map {
            "\($0.repository)/edit/\(WebAddress.encodedPath($0.branch))/\(WebAddress.encodedPath(source.path))"
        }
    }

    /// For what lists all pages by their addresses and days.
    func noteListing() { note(.listing) }

    // MARK: Papers

    /// The commands that a paper's formulas may use: the site's and its own.
    func macros(of paper: Paper) -> MathMacros { paper.macros(beside: configuration.macros) }

    /// A text of a paper, with its formulas.
    func html(_ text: String, of paper: Paper) -> HTML { MathText.html(text, macros: macros(of: paper)) }

    /// A text of a paper where no markup can be.
    func plain(_ text: String, of paper: Paper) -> String { MathText.plain(text, macros: macros(of: paper)) }

    /// A paper.
    subscript(paper index: PaperIndex) -> Paper {
        note(.paper, index)
        return papers[index]
    }

    /// The papers that are most like one.
    func related(to index: PaperIndex) -> [PaperIndex] {
        guard site.wantsRelated else { return [] }
        note(.related, index)
        return Array(site.related[index])
    }

    /// The names of the tags that a paper shares with another, the first of them.
    func tags(of index: PaperIndex, sharedWith other: Paper, limit: Int) -> [String] {
        let tags = other.tags
        return self[paper: index].tags.lazy.filter { tags.contains($0) }.prefix(limit).map {
            site.archive.tags[Int($0)].name
        }
    }

    /// A paper as a card on a page that speaks of a year.
    func card(_ index: PaperIndex, knownYear: Int? = nil) -> PaperCard {
        PaperCard(site: self, paper: self[paper: index], knownYear: knownYear)
    }

    /// How to cite a paper.
    func citation(of index: PaperIndex) -> Citation {
        let paper = self[paper: index]
        var citation = Citation(
            paper, venue: venue(of: index)?.name, organization: organization(of: index)?.name,
            page: absoluteLinks?.href(routes.paper(paper)))
        citation.macros = macros(of: paper)
        return citation
    }

    /// A paper's authors as it prints them, or the first of them.
    func authors(of index: PaperIndex, limit: Int = .max) -> LazyMapCollection<Range<Int>, TermView> {
        let paper = self[paper: index]
        return (0..<min(paper.namedAuthors, limit)).lazy.map { [site] in site.author($0, of: paper) }
    }

    /// A paper's tags.
    func tags(of index: PaperIndex) -> LazyMapCollection<[TermIndex], TermView> {
        self[paper: index].tags.lazy.map { [site] in site.term(site.archive.tags[Int($0)], in: .tags) }
    }

    /// Who published a paper.
    func organization(of index: PaperIndex) -> TermView? {
        self[paper: index].organization.map { site.term(site.archive.organizations[Int($0)], in: .organizations) }
    }

    /// Where a paper appeared.
    func venue(of index: PaperIndex) -> TermView? {
        self[paper: index].venue.map { site.term(site.archive.venues[Int($0)], in: .venues) }
    }

    /// The papers next to one on its day, in the day's order.
    func neighbors(of index: PaperIndex) -> (earlier: PaperIndex?, later: PaperIndex?) {
        guard let place = site.periods.placeOfDay[self[paper: index].day] else { return (nil, nil) }
        let papers = day(place).papers
        return (papers.contains(index - 1) ? index - 1 : nil, papers.contains(index + 1) ? index + 1 : nil)
    }

    /// The first papers of the ranking, and the day it is of.
    var ranking: [PaperIndex] {
        note(.ranking)
        return site.ranking
    }

    /// The archive in numbers.
    var statistics: SiteStatistics {
        note(.statistics)
        return site.statistics
    }

    /// How the site is searched; `nil` where it can't be.
    var search: SiteSearch? {
        note(.search)
        return site.search
    }

    /// The day that now is.
    var today: Day {
        note(.today)
        return site.options.asOf
    }

    // MARK: Days

    /// A day with its papers, by its place in `Archive.days`.
    func day(_ place: Int) -> DayGroup {
        note(.day, place)
        return site.archive.days[place]
    }

    /// The days before and after one that have papers.
    func neighbors(ofDay place: Int) -> (earlier: Day?, later: Day?) {
        note(.day, place)
        return (site.archive.days.at(place + 1)?.day, site.archive.days.at(place - 1)?.day)
    }

    /// The editor's note for a day.
    func note(ofDay place: Int) -> TextSource? {
        note(.note, place)
        return site.archive.notes[site.archive.days[place].day]
    }

    /// The newest days that have papers, at most ``newestDays``; and the two newest months.
    func newest(_ count: Int) -> (days: Range<Int>, months: [Month]) {
        precondition(count <= Self.newestDays, "the fingerprint covers fewer days than are asked for")
        note(.newestDays)
        return (0..<min(count, site.archive.days.count), site.periods.months.prefix(2).map(\.key))
    }

    // MARK: Periods

    /// A week that has papers, by its place in `Periods`.
    func week(_ place: Int) -> PeriodView<Week> {
        note(.week, place)
        return PeriodView(site.periods.weeks, place, site.archive)
    }

    /// A month that has papers, by its place in `Periods`.
    func month(_ place: Int) -> PeriodView<Month> {
        note(.month, place)
        return PeriodView(site.periods.months, place, site.archive)
    }

    /// A year that has papers, by its place in `Periods`.
    func year(_ place: Int) -> PeriodView<Int> {
        note(.year, place)
        return PeriodView(site.periods.years, place, site.archive)
    }

    /// The places of all years that have papers, newest first.
    var years: Range<Int> {
        note(.allDays)
        return site.periods.years.indices
    }

    /// The calendar of a month.
    func calendar(_ month: Month) -> CalendarMonth {
        guard let place = site.periods.monthPlaces[month] else {
            note(.allDays)
            return CalendarMonth(site: self, month: month, days: [:])
        }
        note(.month, place)
        var days: [Day: CalendarMonth.Papers] = [:]
        for group in site.archive.days[site.periods.months[place].days] {
            let count = group.papers.count
            days[group.day] = CalendarMonth.Papers(count: count, level: site.periods.level(count))
        }
        return CalendarMonth(site: self, month: month, days: days)
    }

    // MARK: Names

    /// A tag, author, organization or venue with its papers, by its place in the archive's list.
    func term(_ place: Int, in taxonomy: SiteConfiguration.Taxonomy) -> TaxonomyEntry {
        note(FactKind(taxonomy), place)
        return site.archive.entry(place, in: taxonomy)
    }

    /// Tags as an index lists them, for who has read one that they belong to.
    func tags(_ places: [TermIndex]?) -> [TermView] {
        (places ?? []).map { place in
            let tag = site.archive.tags[Int(place)]
            return TermView(name: tag.name, route: routes.term(tag.slug, in: .tags), count: tag.papers.count)
        }
    }

    /// Some of the names of a kind, and how many there are.
    func index(
        _ taxonomy: SiteConfiguration.Taxonomy, from start: Int, limit: Int
    ) -> (entries: [TermView], count: Int) {
        note(.index, Taxonomies.place(of: taxonomy))
        let count = site.archive.count(of: taxonomy)
        let entries = (0..<count).dropFirst(start).prefix(limit).map {
            TermView(
                name: site.archive.name($0, in: taxonomy),
                route: routes.term(site.archive.slug($0, in: taxonomy), in: taxonomy),
                count: site.archive.papers($0, in: taxonomy).count)
        }
        return (entries, count)
    }

    // MARK: Pages and feeds

    /// A page of the editor's, by its place in `Archive.pages`.
    func page(_ place: Int) -> ContentPage {
        note(.page, place)
        return site.archive.pages[place]
    }

    /// The papers that a feed of the whole site, or of one name, has to speak of: the newest, as many as a feed has, and
    /// those older ones that had a notice since the first of these was featured.
    func newsworthy(in entry: TaxonomyEntry?) -> [PaperIndex] {
        let count = configuration.feeds.items
        note(.notices)
        if entry == nil { note(.newestPapers) }
        let newest: [PaperIndex] =
            entry.map { Array($0.papers.prefix(count)) } ?? Array(site.archive.papers.indices.prefix(count))
        guard let last = newest.last, newest.count == count else { return newest }
        let older = entry.map { Set($0.papers.dropFirst(count)) }
        let since = self[paper: last].featured
        return newest
            + site.noticed.filter { index in
                (older?.contains(index) ?? (index >= count)) && self[paper: index].revised >= since
            }
    }

    /// The papers of an archived feed of the whole site, by its number, from 1 with the first papers.
    func archivedFeed(_ number: Int) -> Range<PaperIndex> {
        note(.archivedFeed, number - 1)
        return site.archivedFeed(number)
    }

    /// Those of an archived feed of one name.
    func archivedFeed(_ number: Int, of entry: TaxonomyEntry) -> ArraySlice<PaperIndex> {
        let items = configuration.feeds.items
        return entry.papers.dropLast((number - 1) * items).suffix(items)
    }

    /// The newest papers that a saved search finds, by its place in site.toml, as many as a feed has.
    func found(bySearch place: Int) -> [PaperIndex] {
        note(.savedSearch, place)
        return Array(site.saved[place].prefix(configuration.feeds.items))
    }

    /// The places of the newest days, as many as a feed has items.
    var feedDays: Range<Int> {
        note(.allDays)
        return site.archive.days.indices.prefix(configuration.feeds.items)
    }
}

/// A week, month or year as a page of its own needs it.
struct PeriodView<Key: PeriodKey> {
    let key: Key
    /// The places in `Archive.days` of its days that have papers, newest first.
    let days: Range<Int>
    /// The newest of them.
    let newest: Day
    /// How many papers it has.
    let count: Int
    /// The period before it that has papers.
    let earlier: Key?
    /// The one after it.
    let later: Key?

    init(_ periods: [Periods.Group<Key>], _ place: Int, _ archive: Archive) {
        key = periods[place].key
        days = periods[place].days
        newest = archive.days[days.lowerBound].day
        count = archive.days[days].reduce(0) { $0 + $1.papers.count }
        earlier = periods.at(place + 1)?.key
        later = periods.at(place - 1)?.key
    }
}
