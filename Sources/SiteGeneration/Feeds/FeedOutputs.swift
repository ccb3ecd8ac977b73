import ArchiveModel
import FileSystem
import Markup

extension OutputKind {
    /// The feeds of the site, of its days, tags, authors, organizations and venues.
    static let feeds = OutputKind("feed") { _ in
        { site, _ in
            FeedList.all(site).flatMap { stretch in
                let writers = FeedWriter.wanted(site.configuration)
                var groups = [
                    group(stretch.count * writers.count, site) { number in
                        FeedSource(list: stretch.list(number / writers.count), writer: writers[number % writers.count])
                    }
                ]
                let archived = (0..<stretch.count).flatMap { place in
                    (0..<stretch.list(place).archivedFeeds(site)).map { (place: place, number: $0 + 1) }
                }
                if !archived.isEmpty {
                    groups.append(
                        group(archived.count, site) { number in
                            FeedSource(
                                list: stretch.list(archived[number].place), writer: .atom,
                                number: archived[number].number)
                        })
                }
                return groups
            }
        }
    }

    private static func group(
        _ count: Int, _ site: Site, source: @escaping @Sendable (Int) -> FeedSource
    ) -> OutputGroup {
        OutputGroup(
            "feed", count: count, route: { source($0).route(site) },
            // A theme shows a feed with a style sheet or without.
            maker: { _, _ throws(IOFailure) in .of(site.routes.feedStyle(site.theme)?.path ?? "") }
        ) { place, worker throws(IOFailure) in try source(place).write(site, &worker) }
    }
}

/// Which feed it is.
struct FeedSource: Sendable {
    let list: FeedList
    let writer: FeedWriter
    /// Which of the archived feeds, from 1 with the first papers; `nil` for the one that readers subscribe to.
    var number: Int?

    /// Its address.
    func route(_ site: Site) -> Route {
        let folder = list.folder(site)
        return number.map { Self.archived($0, in: folder) } ?? folder.appending(writer.fileName)
    }

    private static func archived(_ number: Int, in folder: Route) -> Route { folder.appending("atom/\(number).xml") }

    /// Writes it to the worker's buffer.
    func write(_ site: Site, _ worker: inout RenderWorker) throws(IOFailure) {
        guard let links = worker.site.absoluteLinks else { return }
        let reader = worker.site
        let configuration = reader.configuration.site
        let (folder, name) = place(on: reader)
        let items =
            switch list {
            case .days: try dayItems(reader, links, &worker)
            case .site, .term, .search: try paperItems(reader, links, &worker)
            }
        let feed = Feed(
            title: name.map { "\(configuration.title): \($0)" } ?? configuration.title,
            description: configuration.description, language: configuration.language,
            author: configuration.author?.name, copyright: configuration.copyright, id: reader.feedIDs.id(folder),
            home: links.href(home(folder)),
            address: links.href(number.map { Self.archived($0, in: folder) } ?? folder.appending(writer.fileName)),
            hub: number == nil ? reader.configuration.feeds.hub : nil,
            // An empty feed has no date of its own; the epoch says so without asking for the time.
            updated: items.map(\.updated).max() ?? 0, items: items, archive: archive(site, folder, links),
            style: reader.routes.feedStyle(site.theme).map { site.rootedLinks.href($0) })
        writer.write(feed, &worker.buffer)
    }

    /// Where its list has its feeds, and what is behind the site's title.
    private func place(on site: SiteReader) -> (folder: Route, name: String?) {
        switch list {
        case .site: return (.home, nil)
        case .days: return (site.routes.dailyFeeds, site.language[.dailyFeed])
        case .search(let place):
            let search = site.configuration.feeds.custom[place]
            return (site.routes.savedSearch(search.name), search.title)
        case .term(let taxonomy, let place):
            let entry = site.term(place, in: taxonomy)
            return (site.routes.term(entry.slug, in: taxonomy), entry.name)
        }
    }

    /// The page with the same list.
    private func home(_ folder: Route) -> Route {
        switch list {
        case .days, .search: .home
        case .site, .term: folder
        }
    }

    /// The feeds before and after it.
    private func archive(_ site: Site, _ folder: Route, _ links: LinkStyle) -> FeedArchive {
        let count = list.archivedFeeds(site)
        guard writer.format == .atom, count > 0 else { return FeedArchive() }
        func address(_ number: Int) -> String? {
            (1...count).contains(number) ? links.href(Self.archived(number, in: folder)) : nil
        }
        guard let number else { return FeedArchive(earlier: address(count)) }
        return FeedArchive(
            current: links.href(folder.appending(writer.fileName)), earlier: address(number - 1),
            later: address(number + 1))
    }

    // MARK: Papers

    private func paperItems(
        _ site: SiteReader, _ links: LinkStyle, _ worker: inout RenderWorker
    ) throws(IOFailure) -> [FeedItem] {
        let papers: [PaperIndex]
        switch (list, number) {
        case (.term(let taxonomy, let place), let number):
            let entry = site.term(place, in: taxonomy)
            papers = number.map { Array(site.archivedFeed($0, of: entry)) } ?? site.newsworthy(in: entry)
        case (.search(let place), _): papers = site.found(bySearch: place)
        case (_, let number?): papers = Array(site.archivedFeed(number))
        default: papers = site.newsworthy(in: nil)
        }
        var items: [FeedItem] = []
        for index in site.newestFirst(papers) {
            items.append(try item(index, on: site, links: links, worker: &worker))
        }
        return items
    }

    private func item(
        _ index: PaperIndex, on site: SiteReader, links: LinkStyle, worker: inout RenderWorker
    ) throws(IOFailure) -> FeedItem {
        let paper = site[paper: index]
        let isFull = site.configuration.feeds.content == .full
        let content = isFull ? try content(of: paper, index, on: site, links: links, worker: &worker) : .empty
        return FeedItem(
            id: site.feedIDs.id(Route("papers/" + paper.id)), address: links.href(site.routes.paper(paper)),
            title: title(of: paper, on: site), authors: authors(of: paper, index, on: site),
            tags: site.tags(of: index).map(\.name), summary: summary(of: paper, on: site), content: content,
            language: paper.language, published: paper.featured, updated: paper.revised)
    }

    /// The title as text, behind what happened to the paper.
    private func title(of paper: Paper, on site: SiteReader) -> String {
        let title = site.plain(paper.title, of: paper)
        guard let status = site.language.word(paper.status) else { return title }
        return site.language.text(.feedStatus) { $0 == "title" ? title : status.capitalizedASCII }
    }

    /// The authors, of very many the first: a feed of each of three thousand authors, with all of them, would be
    /// gigabytes.
    private func authors(of paper: Paper, _ index: PaperIndex, on site: SiteReader) -> [String] {
        let names = Array(site.authors(of: index, limit: Self.mostAuthors).map(\.name))
        return paper.namedAuthors > Self.mostAuthors ? names + ["et al."] : names
    }

    private static let mostAuthors = 100

    private func summary(of paper: Paper, on site: SiteReader) -> String {
        paper.summary.map { site.plain($0, of: paper) } ?? paper.excerpt
    }

    private func content(
        of paper: Paper, _ index: PaperIndex, on site: SiteReader, links: LinkStyle, worker: inout RenderWorker
    ) throws(IOFailure) -> HTML {
        if let known = worker.feedContent(of: index) { return known }
        let options = site.markdown(
            assets: paper.assets, links: links, macros: site.macros(of: paper), topHeading: 3, idPrefix: paper.id + "-")
        var content = try worker.html(of: paper, options: options)
        if let notice = paper.notice { content = .joined([worker.html(of: notice, options: options), content]) }
        worker.keep(content, inFeedsFor: index)
        return content
    }

    // MARK: Days

    /// The newest days, each with its papers and the editor's note.
    private func dayItems(
        _ site: SiteReader, _ links: LinkStyle, _ worker: inout RenderWorker
    ) throws(IOFailure) -> [FeedItem] {
        var items: [FeedItem] = []
        for place in site.feedDays { items.append(try item(ofDay: place, on: site, links, &worker)) }
        return items
    }

    private func item(
        ofDay place: Int, on site: SiteReader, _ links: LinkStyle, _ worker: inout RenderWorker
    ) throws(IOFailure) -> FeedItem {
        let group = site.day(place)
        let route = site.routes.day(group.day)
        let date = site.language.dates.day(group.day, .long)
        var note = HTML.empty
        if let source = site.note(ofDay: place) {
            note = try worker.html(of: source, options: site.markdown(assets: [], links: links, topHeading: 3))
        }
        let list = group.papers.map { index in
            let paper = site[paper: index]
            let title = HTML.element(
                "a", href: links.href(site.routes.paper(paper)), site.html(paper.title, of: paper))
            let summary = HTML(escaping: summary(of: paper, on: site))
            return HTML.element("li", .joined([.element("p", title), .element("p", summary)]))
        }
        let papers = group.papers.map { site[paper: $0] }
        let isFull = site.configuration.feeds.content == .full
        return FeedItem(
            id: site.feedIDs.id(route), address: links.href(route), title: date, authors: [], tags: [],
            summary: papers.map { title(of: $0, on: site) }.joined(separator: " · "),
            content: isFull ? .joined([note, .element("ul", .joined(list))]) : .empty, language: nil,
            published: papers.map(\.featured).min() ?? 0, updated: papers.map(\.revised).max() ?? 0)
    }
}

extension SiteReader {
    /// Papers of a feed, newest first: by when they were featured, or had a notice (a correction, a retraction) where that
    /// is newer.
    fileprivate func newestFirst(_ papers: [PaperIndex]) -> [PaperIndex] {
        let dated = papers.map { (index: $0, revised: self[paper: $0].revised) }
        // Stable: equal moments keep the archive's order.
        let order = dated.enumerated().sorted { left, right in
            let (a, b) = (left.element.revised, right.element.revised)
            return a == b ? left.offset < right.offset : a > b
        }
        return order.map(\.element.index)
    }
}
