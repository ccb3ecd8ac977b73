package import ArchiveModel
package import FileSystem
import Markup

/// What an email of new papers says.
package struct Digest: Sendable {
    /// Which papers.
    package struct Selection: Sendable {
        /// The first and the last day.
        package var days: ClosedRange<Day>
        /// The name or slug of a tag.
        package var tag: String?

        /// Makes a selection.
        package init(days: ClosedRange<Day>, tag: String?) {
            self.days = days
            self.tag = tag
        }
    }

    /// Why there is none.
    package enum Absence: Error, Sendable {
        /// No paper is of those days.
        case noPapers
        /// The archive has no such tag.
        case noTag(String)
        /// The theme has no template for it.
        case noTemplate
        /// site.toml does not say the site's address, which all links begin with.
        case noAddress
    }

    /// The day or the week, and the tag.
    package let title: String
    /// How many papers there are.
    package let count: Int
    /// When the newest of them was featured, in seconds since 1970.
    package let date: Int64
    /// A name that no other digest of the site has: `2025-12-16`, `2025-12-16.attention`.
    package let name: String
    /// The whole HTML document.
    package let html: [UInt8]
    /// The same as plain text.
    package let text: String

    /// Makes the email of some papers of a site.
    package static func make(
        _ selection: Selection, on site: Site
    ) throws(IOFailure) -> Result<Digest, Absence> {
        guard let links = site.absoluteLinks else { return .failure(.noAddress) }
        var compiler = ThemeCompiler(site.theme)
        guard let template = compiler.optionalTemplate("digest", for: DigestPage.self) else {
            return .failure(.noTemplate)
        }
        let archive = site.archive
        var tag: Term?
        if let name = selection.tag {
            let listed = archive.vocabulary?.place(ofSlug: Slug.of(name)).map { archive.vocabulary?.tags[$0].slug }
            tag = archive.tags.first { $0.name == name || $0.slug == name || $0.slug == listed }
            guard tag != nil else { return .failure(.noTag(name)) }
        }
        let tagged = tag.map { Set($0.papers) }
        let days = archive.days.indices.filter { selection.days.contains(archive.days[$0].day) }.map { place in
            (
                place: place,
                papers: archive.days[place].papers.filter { index in
                    !archive.papers[index].status.isVoid && tagged?.contains(index) ?? true
                }
            )
        }.filter { !$0.papers.isEmpty }
        guard let newest = days.first else { return .failure(.noPapers) }

        let isDay = selection.days.lowerBound == selection.days.upperBound
        let language = site.theme.language
        let week = Week(of: selection.days.lowerBound)
        let period =
            isDay ? language.dates.day(selection.days.lowerBound, .long) : language.dates.week(week)
        let count = days.map(\.papers.count).reduce(0, +)
        let item = DigestPage.Item(
            title: tag.map { "\($0.name), \(period)" } ?? period, days: days, count: count,
            limit: site.configuration.digest?.papers ?? SiteConfiguration.Digest.usualPapers,
            route: isDay ? site.routes.day(archive.days[newest.place].day) : site.routes.week(week))
        var worker = RenderWorker(site, fragments: Fragments())
        try template.write(item, links: links, &worker)
        let html = worker.buffer.bytes
        worker.begin()
        let text = try DigestText.text(of: item, links: links, &worker)
        let first = isDay ? selection.days.lowerBound.iso : "\(selection.days.lowerBound.iso).week"
        return .success(
            Digest(
                title: item.title, count: count,
                date: days.flatMap(\.papers).map { archive.papers[$0].featured }.max() ?? 0,
                name: tag.map { "\(first).\($0.slug)" } ?? first, html: html, text: text))
    }
}

/// An email as plain text, 72 characters wide.
private enum DigestText {
    static func text(
        of item: DigestPage.Item, links: LinkStyle, _ worker: inout RenderWorker
    ) throws(IOFailure) -> String {
        let page = try DigestPage(item, on: worker.site, &worker, links: links)
        let site = worker.site
        var lines = [item.title, String(repeating: "=", count: min(item.title.count, 72)), ""]
        for day in page.days {
            if page.days.count > 1 {
                let date = site.language.dates.day(day.day, .long)
                lines += [date, String(repeating: "-", count: min(date.count, 72)), ""]
            }
            if let note = day.writtenNote {
                // Markdown is text that people can read.
                let written = try worker.text(of: note).split(separator: "\n", omittingEmptySubsequences: false)
                lines += written.flatMap { $0.count > 72 ? wrapped(String($0), first: "", rest: "") : [String($0)] }
                while lines.last == "" { lines.removeLast() }
                lines.append("")
            }
            for index in day.papers {
                let paper = site[paper: index]
                lines += wrapped(site.plain(paper.title, of: paper), first: "* ", rest: "  ")
                var names = site.authors(of: index, limit: PaperCard.namedAuthors).map(\.name).joined(separator: ", ")
                if paper.namedAuthors > PaperCard.namedAuthors { names += " et al." }
                lines += wrapped(names, first: "  ", rest: "  ")
                let summary = paper.summary.map { site.plain($0, of: paper) } ?? paper.excerpt
                lines += wrapped(summary, first: "  ", rest: "  ")
                lines += ["  " + links.href(site.routes.paper(paper)), ""]
            }
        }
        let shown = page.days.map(\.papers.count).reduce(0, +)
        if item.count > shown { lines += ["+ \(item.count - shown): " + links.href(item.route), ""] }
        // What mail programs know for the beginning of a signature.
        lines += ["-- ", site.configuration.site.title, links.href(.home)]
        if let unsubscribe = site.configuration.digest?.unsubscribe { lines.append(unsubscribe) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Words in lines; none for no words.
    private static func wrapped(_ text: String, first: String, rest: String) -> [String] {
        var lines: [String] = []
        var line = first
        for word in text.split(separator: " ") {
            if line.count > rest.count, line.count + word.count >= 72 {
                lines.append(String(line.dropLast()))
                line = rest
            }
            line += word + " "
        }
        return line == first ? [] : lines + [String(line.dropLast())]
    }
}
